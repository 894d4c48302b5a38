package com.totvs.billing.azurecost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// From a managed identity to the cost over real connections. In a process of its own, since
/// azure-identity takes the place of the identity from the environment alone.
class AppServiceTest extends AzureCostTest {

  @Test
  void the_cost_is_read_as_a_managed_identity() throws Exception {
    try (LoopbackServer identity = new LoopbackServer()) {
      identity.answers(
          200,
          """
          {"token_type": "Bearer", "expires_on": "4102444800", "access_token": "%s",
           "resource": "https://management.azure.com"}
          """
              .formatted(SECRET));
      server.answers(200, page(COLUMNS, ROW, NO_LINK));

      assertThat(output(program(identity))).contains("Told[items=[AzureCostItem[usageDate=2026-");
      assertThat(identity.asked)
          .singleElement()
          .satisfies(
              asked -> {
                assertThat(asked.rawUrl()).contains("resource=https%3A%2F%2Fmanagement.azure.com");
                assertThat(asked.header("X-identity-header")).contains("of-app-service");
              });
      assertThat(server.asked.getFirst().header("Authorization")).contains("Bearer " + SECRET);
    }
  }

  private ProcessBuilder program(LoopbackServer identity) {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AppServiceProgram.class.getName(),
            server.address().toString());
    program.environment().put("IDENTITY_ENDPOINT", identity.address() + "/msi/token");
    program.environment().put("IDENTITY_HEADER", "of-app-service");
    return program.redirectErrorStream(true);
  }

  private static String output(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
