package com.totvs.billing.azurecost;

import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.application.cost.AzureCosts;
import com.totvs.billing.azurecost.AzureCostModule.Config;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Clock;
import java.time.YearMonth;
import java.util.concurrent.locks.ReentrantLock;

/// Reads costs over HTTP, one month at a time: Azure's quotas are small, and shared by all that ask
/// for the same tenant.
final class HttpAzureCosts implements AzureCosts {
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Config config;
  private final Exchange exchange;
  private final Pause pause;

  HttpAzureCosts(Config config, AccessTokens tokens, Clock clock, Pause pause) {
    this.config = config;
    this.pause = pause;
    exchange = new Exchange(tokens, config.limits(), clock);
  }

  @Override
  public AzureAnswer read(ResourceGroup resourceGroup, YearMonth month, CostGrouping grouping) {
    try {
      return inTurn(reading(resourceGroup, month, grouping));
    } catch (Unanswered e) {
      return new AzureAnswer.Untold(e.why());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new AzureAnswer.Untold("the reading of Azure's cost was interrupted");
    }
  }

  private AzureAnswer inTurn(MonthReading reading) throws Unanswered, InterruptedException {
    turn.lockInterruptibly();
    try {
      return reading.read();
    } finally {
      turn.unlock();
    }
  }

  private MonthReading reading(ResourceGroup group, YearMonth month, CostGrouping grouping) {
    return new MonthReading(
        exchange,
        CostAddress.of(config.baseUrl(), group, config.apiVersion()),
        new CostQuestion(month, grouping, config.queryType(), config.costColumn()),
        new Waits("cost of " + group + " in " + month, config.limits(), pause),
        config.limits());
  }
}
