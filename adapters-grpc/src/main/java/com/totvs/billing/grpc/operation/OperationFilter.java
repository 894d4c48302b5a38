package com.totvs.billing.grpc.operation;

import com.totvs.billing.application.operation.Operations.Filter;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.operation.OperationKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the filter of `ListOperations`: a part of AIP-160, `done = true`, `done = false` and
/// `method = "PurgeUsage"`, joined by `AND`. An empty text means every operation.
final class OperationFilter {
  private static final Pattern DONE = Pattern.compile("done\\s*=\\s*(true|false)");
  private static final Pattern METHOD = Pattern.compile("method\\s*=\\s*(\"?)(\\w+)\\1");
  private static final int LONGEST = 500;

  private OperationFilter() {}

  static Filter of(String text) {
    Set<OperationKind> kinds = EnumSet.allOf(OperationKind.class);
    Optional<Boolean> done = Optional.empty();
    if (text.length() > LONGEST) {
      throw wrong();
    }
    for (String term : text.isBlank() ? new String[0] : text.strip().split("\\s+AND\\s+", -1)) {
      Matcher isDone = DONE.matcher(term);
      if (isDone.matches()) {
        boolean wanted = Boolean.parseBoolean(isDone.group(1));
        if (done.filter(before -> before != wanted).isPresent()) {
          kinds.clear();
        }
        done = Optional.of(wanted);
      } else {
        kinds.retainAll(kinds(term));
      }
    }
    return new Filter(kinds, done);
  }

  private static Set<OperationKind> kinds(String term) {
    Matcher method = METHOD.matcher(term);
    if (!method.matches()) {
      throw wrong();
    }
    Set<OperationKind> kinds =
        Arrays.stream(OperationKind.values())
            .filter(kind -> kind.method().equals(method.group(2)))
            .collect(Collectors.toSet());
    if (kinds.isEmpty()) {
      throw wrong();
    }
    return kinds;
  }

  private static BillingException wrong() {
    return BillingException.invalid(
        "filter",
        "is understood as done = true|false and method = "
            + Arrays.stream(OperationKind.values())
                .map(OperationKind::method)
                .collect(Collectors.joining("|"))
            + ", joined by AND");
  }
}
