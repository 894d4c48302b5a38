package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.AuditAction;
import com.totvs.billing.v1.AuditEntry;
import com.totvs.billing.v1.AuditFilter;
import com.totvs.billing.v1.ListAuditEntriesRequest;
import com.totvs.billing.v1.ListAuditEntriesResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows who changed what.
@Command(
    name = "audit",
    description = "Shows who voided, purged, restored, closed and so on, newest first.")
final class AuditCommand implements Callable<Integer> {
  private static final String PREFIX = "AUDIT_ACTION_";
  private static final Set<AuditAction> ACTIONS =
      EnumSet.complementOf(
          EnumSet.of(AuditAction.AUDIT_ACTION_UNSPECIFIED, AuditAction.UNRECOGNIZED));

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final When when = new When();
  @Mixin private final Limit limit = new Limit(100);
  @Mixin private final Printed printed = new Printed();

  @Option(
      names = "--subject",
      paramLabel = "WHO",
      description = "Only what this token's subject did.")
  private String subject = "";

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Only this, such as void_usage, purge_usage or close_month.")
  private Optional<String> action = Optional.empty();

  AuditCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    AuditFilter.Builder filter = AuditFilter.newBuilder().setSubject(subject);
    when.period().ifPresent(filter::setPeriod);
    action.map(this::named).ifPresent(filter::setAction);
    return server.call(
        channel -> {
          var admin = AdminServiceGrpc.newBlockingStub(channel);
          List<List<Object>> rows =
              limit.rows(
                  (size, token) ->
                      admin.listAuditEntries(
                          ListAuditEntriesRequest.newBuilder()
                              .setFilter(filter)
                              .setPageSize(size)
                              .setPageToken(token)
                              .build()),
                  page -> page.getAuditEntriesList().stream().map(AuditCommand::row).toList(),
                  ListAuditEntriesResponse::getNextPageToken);
          return printed.print(List.of("time", "subject", "action", "target", "detail"), rows);
        });
  }

  private AuditAction named(String text) {
    return ACTIONS.stream()
        .filter(one -> text(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--action is '%s', allowed is one of %s"
                        .formatted(
                            text,
                            ACTIONS.stream()
                                .map(AuditCommand::text)
                                .collect(Collectors.joining(", ")))));
  }

  private static List<Object> row(AuditEntry entry) {
    return List.of(
        OperationsCommand.time(entry.getCreateTime()),
        entry.getSubject(),
        text(entry.getAction()),
        entry.getTarget(),
        entry.getDetail());
  }

  private static String text(AuditAction action) {
    return action.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }
}
