package com.totvs.billing.postgres.operation;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_FINDING;

import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.Result;
import java.util.List;
import org.jooq.DSLContext;

/// Writes down how operations end, and what they have brought.
public final class Endings {
  private Endings() {}

  /// Ends an operation, of which a step has begun.
  public static void write(DSLContext db, OperationId id, Ending ending) {
    var update = db.update(OPERATION).set(OPERATION.ENDED_TIME, OperationRows.utc(ending.time()));
    var ended =
        switch (ending) {
          case Ending.Failed(var _, var reason, var why) ->
              update
                  .set(OPERATION.FAILURE, why)
                  .set(OPERATION.FAILURE_REASON, reason.map(Reason::name).orElse(null));
          case Ending.Cancelled _ -> update.set(OPERATION.CANCELLED, true);
          case Ending.Succeeded(var _, Result.Rebuilt(var _, var changed)) ->
              update.set(OPERATION.CHANGED_DAYS, changed);
          case Ending.Succeeded(var _, Result.Collected(var _, var changed)) ->
              update.set(OPERATION.CHANGED, changed);
          case Ending.Succeeded(var _, Result.Moved(var before, var after)) ->
              update
                  .set(OPERATION.ONLINE_BEFORE, before.online())
                  .set(OPERATION.HISTORY_BEFORE, before.history())
                  .set(OPERATION.ONLINE_AFTER, after.online())
                  .set(OPERATION.HISTORY_AFTER, after.history());
          case Ending.Succeeded(var _, Result.Allocated allocated) ->
              AllocationResults.keep(db, id, allocated, update);
          case Ending.Succeeded(var _, Result.Checked(var findings)) -> {
            keep(db, id, findings);
            yield update;
          }
        };
    ended.where(OPERATION.OPERATION_ID.eq(id.value())).execute();
  }

  private static void keep(DSLContext db, OperationId id, List<Finding> findings) {
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      db.insertInto(OPERATION_FINDING)
          .values(id.value(), i, finding.subject(), finding.right(), finding.detail())
          .execute();
    }
  }
}
