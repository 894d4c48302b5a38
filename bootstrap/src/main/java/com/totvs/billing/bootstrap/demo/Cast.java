package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.Solution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who plays in the demo. All names are made up.
final class Cast {
  /// The AI solutions; each is a backend that reports its calls.
  static final List<Solution> SOLUTIONS =
      List.of(
          solution("dta-vision", "DTA Vision"),
          solution("dta-assist", "DTA Assist"),
          solution("carol-copilot", "Carol Copilot"));

  /// The products people were in. RM tells the contingency provider type, the others do not.
  static final List<Application> APPLICATIONS =
      List.of(
          application("rm", "RM"),
          application("cp", "C&P"),
          application("protheus", "Protheus"),
          application("datasul", "Datasul"),
          application("fluig", "Fluig"),
          application("winthor", "Winthor"));

  private static final List<String> PLACES =
      List.of("Aurora", "Boa Vista", "Caiçara", "Diamantina", "Esperança", "Flor do Campo");
  private static final List<String> TRADES =
      List.of("Alimentos", "Construções", "Distribuidora", "Educacional", "Hospitalar", "Têxtil");
  private static final int CUSTOMERS = 44;
  private static final int SECOND_LICENSES = 8;
  private static final int ON_EMERGENCY_KEY = 3;

  /// Customers who hold a license.
  static final List<Customer> HOLDERS =
      IntStream.range(0, CUSTOMERS)
          .mapToObj(i -> new Customer(new CustomerCode("T1%04d".formatted(i)), name(i)))
          .toList();

  /// Licenses that somebody holds: one for each customer, and a second one for some.
  static final List<String> LICENSES =
      Stream.concat(
              IntStream.range(0, CUSTOMERS).mapToObj("LS-%04d"::formatted),
              IntStream.range(0, SECOND_LICENSES).mapToObj("LS-%04d-B"::formatted))
          .toList();

  /// Licenses that nobody holds.
  static final List<String> NOBODYS = List.of("LS-9001", "LS-9002", "LS-9003");

  private Cast() {}

  /// Whether the license runs on an emergency key.
  static boolean onEmergencyKey(String license) {
    return LICENSES.indexOf(license) >= 0 && LICENSES.indexOf(license) < ON_EMERGENCY_KEY;
  }

  /// Who holds the license, which somebody does.
  static Customer holder(String license) {
    return HOLDERS.get(LICENSES.indexOf(license) % CUSTOMERS);
  }

  /// Tells the stand-in who holds what.
  static void introduce(StandInLicenseServer licenseServer, Instant keysIssued) {
    for (int i = 0; i < LICENSES.size(); i++) {
      licenseServer.holds(
          new LicenseId(LICENSES.get(i)),
          holder(LICENSES.get(i)),
          onEmergencyKey(LICENSES.get(i)) ? key(keysIssued) : EmergencyKey.NOT_TOLD,
          true);
    }
  }

  private static EmergencyKey key(Instant issued) {
    return new EmergencyKey(
        EmergencyKey.State.ACTIVE,
        Optional.of(issued),
        Optional.of(issued.plus(EmergencyKey.LIFETIME)));
  }

  private static String name(int i) {
    String trade = TRADES.get(i % TRADES.size());
    String place = PLACES.get(i / TRADES.size() % PLACES.size());
    return trade + " " + place + (i < TRADES.size() * PLACES.size() ? " SA" : " Ltda");
  }

  private static Solution solution(String id, String description) {
    return Solution.newBuilder().setProjectId(id).setDescription(description).build();
  }

  private static Application application(String id, String description) {
    return Application.newBuilder().setProjectId(id).setDescription(description).build();
  }
}
