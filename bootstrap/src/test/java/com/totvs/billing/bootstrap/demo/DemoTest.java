package com.totvs.billing.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DemoTest {
  private final StringWriter printed = new StringWriter();

  @Test
  void a_small_month_is_accounted_for_until_a_record_is_taken_away() throws Exception {
    try (Stage stage = Stage.set()) {
      Demo demo = new Demo(stage, 4_000, new PrintWriter(printed, true));
      demo.play();

      assertThat(demo.proves()).as(printed.toString()).isTrue();
      assertThat(printed.toString())
          .contains("99700 TOTVS – QUALIDADE")
          .contains("(set aside: nobody holds the license)")
          .contains("USAGE_ID_REUSED", "INVALID_FIELDS");

      takeOneAway(stage);

      assertThat(demo.proves()).isFalse();
    }
  }

  @Test
  void a_small_month_is_divided_and_closed_and_what_comes_late_is_charged_in_the_next()
      throws Exception {
    try (Stage stage = Stage.set()) {
      Demo demo = new Demo(stage, 1_000, new PrintWriter(printed, true));
      demo.play();
      var _ = demo.proves();

      assertThat(demo.closesTheMonth()).as(printed.toString()).isTrue();
    }
  }

  private static void takeOneAway(Stage stage) throws SQLException {
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DELETE FROM billing.usage
          WHERE usage_id = (SELECT usage_id FROM billing.usage ORDER BY usage_id LIMIT 1)
          """);
    }
  }
}
