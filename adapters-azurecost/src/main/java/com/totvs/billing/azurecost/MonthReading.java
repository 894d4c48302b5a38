package com.totvs.billing.azurecost;

import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.azurecost.AzureCostModule.Limits;
import com.totvs.billing.domain.cost.AzureCostItem;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Goes through the pages of one month. Used once.
final class MonthReading {
  private final Exchange exchange;
  private final CostAddress address;
  private final CostQuestion question;
  private final Waits waits;
  private final Limits limits;
  private final Set<URI> asked = new HashSet<>();

  MonthReading(
      Exchange exchange, CostAddress address, CostQuestion question, Waits waits, Limits limits) {
    this.exchange = exchange;
    this.address = address;
    this.question = question;
    this.waits = waits;
    this.limits = limits;
  }

  /// All pages or nothing.
  AzureAnswer.Told read() throws Unanswered, InterruptedException {
    List<AzureCostItem> items = new ArrayList<>();
    Optional<URI> next = Optional.of(address.first());
    while (next.isPresent()) {
      Page page = page(next.get());
      items.addAll(page.items());
      if (items.size() > limits.rows()) {
        throw new Unanswered("the month has more than the " + limits.rows() + " rows allowed");
      }
      Optional<String> link = page.nextLink();
      next = link.isPresent() ? Optional.of(address.further(link.get())) : Optional.empty();
    }
    return new AzureAnswer.Told(items);
  }

  private Page page(URI place) throws Unanswered, InterruptedException {
    if (asked.size() == limits.pages()) {
      throw new Unanswered("the month has more than the " + limits.pages() + " pages allowed");
    }
    if (!asked.add(place)) {
      throw Unanswered.unusable("nextLink leads back to a page that was read");
    }
    Optional<InputStream> body = body(place);
    waits.mended();
    return body.isPresent() ? new PageReader(question).read(body.get()) : Page.EMPTY;
  }

  private Optional<InputStream> body(URI place) throws Unanswered, InterruptedException {
    String json = question.json();
    while (true) {
      switch (exchange.post(place, json)) {
        case Reply.Told(var body) -> {
          return body;
        }
        case Reply.Busy busy -> waits.before(busy);
        case Reply.Broken broken -> waits.before(broken);
      }
    }
  }
}
