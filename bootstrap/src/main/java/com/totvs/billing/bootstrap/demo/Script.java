package com.totvs.billing.bootstrap.demo;

import com.google.protobuf.Timestamp;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.Purpose;
import com.totvs.billing.v1.Usage;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// What the backends report, in the order they do: a month of office life, with some calls
/// repeated, some wrong ones, and customers who begin in the middle of the month.
///
/// The same seed gives the same month. A repeat lies at least a scene behind its first call.
final class Script {
  /// So many calls are sent at the same time.
  static final int SCENE = 1_000;

  private static final int SEED = 20_260_901;
  private static final double REPEATED = 0.02;
  private static final double WRONG = 0.004;
  private static final double REUSED = 0.002;
  private static final double NOBODYS = 0.01;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final YearMonth month;
  private final List<Usage> calls = new ArrayList<>();

  private Script(YearMonth month) {
    this.month = month;
  }

  /// A month of so many reports.
  static List<Usage> write(YearMonth month, int reports) {
    Script script = new Script(month);
    List<Instant> times = script.times(reports);
    for (int i = 0; i < reports; i++) {
      script.calls.add(script.next(i, times.get(i), reports));
    }
    return script.calls;
  }

  private List<Instant> times(int reports) {
    List<Instant> times = new ArrayList<>();
    while (times.size() < reports) {
      LocalDate day = month.atDay(1 + random.nextInt(month.lengthOfMonth()));
      boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      if (!weekend || random.nextDouble() < 0.15) {
        times.add(BusinessZone.SAO_PAULO.start(day).plusSeconds(secondOfDay()));
      }
    }
    times.sort(Comparator.naturalOrder());
    return times;
  }

  // Most of it from 8 to 18 h, the rest at any hour.
  private int secondOfDay() {
    return random.nextDouble() < 0.9
        ? 8 * 3_600 + random.nextInt(10 * 3_600)
        : random.nextInt(24 * 3_600);
  }

  private Usage next(int at, Instant time, int reports) {
    double fate = random.nextDouble();
    if (at >= 2 * SCENE && fate < REPEATED) {
      return earlier(at);
    }
    if (at >= 2 * SCENE && fate < REPEATED + REUSED) {
      Usage first = earlier(at);
      return first.toBuilder().setInputTokens(first.getInputTokens() + 1).build();
    }
    Usage.Builder call = call(time, license((double) at / reports));
    if (fate > 1 - WRONG) {
      call.setOutputTokens(-1).clearSolution();
    }
    return call.build();
  }

  // Not from this scene or the one before, so that it surely has been answered.
  private Usage earlier(int at) {
    Usage call;
    do {
      call = calls.get(random.nextInt(at - at % SCENE - SCENE));
    } while (!call.hasSolution());
    return call;
  }

  // A few customers use much and many use little; the last fifth of them begins after the middle.
  private String license(double progress) {
    if (random.nextDouble() < NOBODYS) {
      return Cast.NOBODYS.get(random.nextInt(Cast.NOBODYS.size()));
    }
    int known = progress < 0.5 ? Cast.LICENSES.size() * 4 / 5 : Cast.LICENSES.size();
    return Cast.LICENSES.get((int) (known * Math.pow(random.nextDouble(), 1.7)));
  }

  private Usage.Builder call(Instant time, String license) {
    int application = random.nextInt(Cast.APPLICATIONS.size());
    int solution = random.nextInt(Cast.SOLUTIONS.size());
    Usage.Builder call =
        Usage.newBuilder()
            .setUsageId(UsageId.create(time, random).toString())
            .setOccurredTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()))
            .setLicenseServerId(license)
            .setSolution(Cast.SOLUTIONS.get(solution))
            .setApplication(Cast.APPLICATIONS.get(application))
            .setUser("user%03d".formatted(random.nextInt(400)))
            .setInputTokens(200 + random.nextInt(4_000))
            .setOutputTokens(20 + random.nextInt(1_200))
            .setPurpose(purpose());
    if (solution == 0 && random.nextDouble() < 0.4) {
      call.setImageSizeKb(40 + random.nextInt(2_000));
    }
    if (application == 0) {
      call.setContingencyProviderType(Cast.onEmergencyKey(license) ? 2 : 0);
    }
    return call;
  }

  private Purpose purpose() {
    double draw = random.nextDouble();
    return draw < 0.03
        ? Purpose.PURPOSE_SUPPORT
        : draw < 0.05 ? Purpose.PURPOSE_DEVELOPMENT : Purpose.PURPOSE_UNSPECIFIED;
  }
}
