package com.totvs.billing.application.cost;

import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.YearMonth;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A reading under way. Azure may make it wait for minutes, and whoever waits for it has to give
/// signs of life meanwhile.
final class AzureReading {
  private static final long SIGN_OF_LIFE_SECONDS = 3;

  private static final Logger log = LoggerFactory.getLogger(AzureReading.class);

  private final FutureTask<AzureAnswer> task;
  private final Thread thread;

  AzureReading(
      AzureCosts azure, ResourceGroup resourceGroup, YearMonth month, CostGrouping grouping) {
    task = new FutureTask<>(() -> azure.read(resourceGroup, month, grouping));
    thread = Thread.ofVirtual().name("azure-reading").start(task);
  }

  /// Waits for the answer.
  ///
  /// @param cancelled asked every few seconds; once it says so, the reading is broken off. What it
  ///   throws breaks the reading off too
  AzureAnswer await(BooleanSupplier cancelled) {
    try {
      while (true) {
        try {
          return task.get(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
          if (cancelled.getAsBoolean()) {
            return new AzureAnswer.Untold("the reading was cancelled");
          }
        }
      }
    } catch (ExecutionException e) {
      log.error("an error while Azure's cost was read", e.getCause());
      return new AzureAnswer.Untold("an error in Billing: its log tells more");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new AzureAnswer.Untold("Billing is stopping");
    } finally {
      thread.interrupt();
    }
  }
}
