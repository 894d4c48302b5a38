package com.totvs.billing.grpc.usage;

import com.google.protobuf.Timestamp;
import com.totvs.billing.application.usage.FindUsage;
import com.totvs.billing.application.usage.RecordUsage;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.application.usage.UsageReport;
import com.totvs.billing.application.usage.VoidReason;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.BatchRecordUsageResponse;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.GetUsageResponse;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.ListUsageResponse;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.RecordUsageResponse;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceImplBase;
import com.totvs.billing.v1.VoidUsageRequest;
import com.totvs.billing.v1.VoidUsageResponse;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes usage in, and shows it again.
final class UsageEndpoint extends UsageServiceImplBase {
  private final RecordUsage recordUsage;
  private final FindUsage findUsage;
  private final VoidUsage voidUsage;
  private final UsageJournal journal;
  private final EmergencyKeyTypes emergencyKeyTypes;
  private final BusinessZone zone;

  UsageEndpoint(
      RecordUsage recordUsage,
      FindUsage findUsage,
      VoidUsage voidUsage,
      UsageJournal journal,
      EmergencyKeyTypes emergencyKeyTypes,
      BusinessZone zone) {
    this.recordUsage = recordUsage;
    this.findUsage = findUsage;
    this.voidUsage = voidUsage;
    this.journal = journal;
    this.emergencyKeyTypes = emergencyKeyTypes;
    this.zone = zone;
  }

  @Override
  public void recordUsage(RecordUsageRequest request, StreamObserver<RecordUsageResponse> caller) {
    Unary.answer(caller, () -> record(request));
  }

  @Override
  public void batchRecordUsage(
      BatchRecordUsageRequest request, StreamObserver<BatchRecordUsageResponse> caller) {
    Unary.answer(caller, () -> record(request));
  }

  @Override
  public void getUsage(GetUsageRequest request, StreamObserver<GetUsageResponse> caller) {
    Unary.answer(caller, () -> find(request));
  }

  @Override
  public void listUsage(ListUsageRequest request, StreamObserver<ListUsageResponse> caller) {
    Unary.answer(caller, () -> list(request));
  }

  @Override
  public void voidUsage(VoidUsageRequest request, StreamObserver<VoidUsageResponse> caller) {
    Unary.answer(caller, () -> voidUsage(request));
  }

  private RecordUsageResponse record(RecordUsageRequest request) {
    if (!request.hasUsage()) {
      throw BillingException.invalid("usage", "is required");
    }
    UsageReport report = UsageWire.report("usage", request.getUsage());
    return UsageWire.response(
        recordUsage.record(Authentication.caller(), List.of(report), Unary.patience()).getFirst());
  }

  private BatchRecordUsageResponse record(BatchRecordUsageRequest request) {
    BatchRecordUsageResponse.Builder response = BatchRecordUsageResponse.newBuilder();
    recordUsage.record(Authentication.caller(), reports(request), Unary.patience()).stream()
        .map(UsageWire::result)
        .forEach(response::addResults);
    return response.build();
  }

  private static List<UsageReport> reports(BatchRecordUsageRequest request) {
    List<UsageReport> reports = new ArrayList<>(request.getUsagesCount());
    for (int i = 0; i < request.getUsagesCount(); i++) {
      reports.add(UsageWire.report("usages[" + i + "]", request.getUsages(i)));
    }
    return reports;
  }

  private GetUsageResponse find(GetUsageRequest request) {
    Violations found = new Violations("");
    UsageId id = found.check(() -> UsageId.parse(request.getUsageId()));
    Optional<LicenseId> license =
        found.check(
            () -> Wire.told(request.getLicenseServerId(), "license_server_id", LicenseId::new));
    Optional<Instant> time =
        found.check(() -> occurredTime(request.hasOccurredTime(), request.getOccurredTime()));
    RecordedUsage recorded =
        findUsage.find(
            Authentication.caller(), found.valid(id), found.valid(license), found.valid(time));
    return GetUsageResponse.newBuilder()
        .setUsageRecord(UsageWire.usageRecord(recorded, emergencyKeyTypes))
        .build();
  }

  private VoidUsageResponse voidUsage(VoidUsageRequest request) {
    Violations found = new Violations("");
    UsageId id = found.check(() -> UsageId.parse(request.getUsageId()));
    Optional<LicenseId> license =
        found.check(
            () -> Wire.told(request.getLicenseServerId(), "license_server_id", LicenseId::new));
    Optional<Instant> time =
        found.check(() -> occurredTime(request.hasOccurredTime(), request.getOccurredTime()));
    VoidReason reason = found.check(() -> new VoidReason(request.getReason()));
    return UsageWire.response(
        voidUsage.voidUsage(
            Authentication.caller(),
            found.valid(id),
            found.valid(license),
            found.valid(time),
            found.valid(reason)));
  }

  // Cut like the time of a record, so that a caller finds what it recorded by the time it sent.
  private static Optional<Instant> occurredTime(boolean told, Timestamp sent) {
    return Wire.when(told, sent, "occurred_time").map(time -> time.truncatedTo(ChronoUnit.MICROS));
  }

  private ListUsageResponse list(ListUsageRequest request) {
    Caller caller = Authentication.caller();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    UsageFilter filter = found.check("filter", () -> UsageWire.filter(request.getFilter(), zone));
    Page page = found.valid(asked);
    List<RecordedUsage> read =
        journal.list(
            found.valid(filter).visibleTo(caller), page.after(UsageWire::key), page.limit());
    ListUsageResponse.Builder response = ListUsageResponse.newBuilder();
    page.rows(read)
        .forEach(row -> response.addUsageRecords(UsageWire.usageRecord(row, emergencyKeyTypes)));
    return response.setNextPageToken(page.next(read, UsageWire::position)).build();
  }
}
