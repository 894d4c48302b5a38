package com.totvs.billing.bootstrap.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class PrintedTest {
  private static final OutputStream FULL =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          throw new IOException("No space left on device");
        }
      };

  @Test
  void a_text_that_begins_like_a_formula_is_not_run_by_a_spreadsheet() {
    for (String sign : List.of("=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0D")) {
      assertThat(csv(sign + "1+cmd|'/C calc'!A0")).contains("'" + sign + "1+cmd");
    }
    assertThat(csv("Aurora = SA")).isEqualTo("name\r\nAurora = SA\r\n");
  }

  @Test
  void an_amount_below_zero_stays_one() {
    assertThat(csv("-9.75")).isEqualTo("name\r\n-9.75\r\n");
    assertThat(csv(-7L)).isEqualTo("name\r\n-7\r\n");
  }

  @Test
  void what_does_not_come_through_is_a_failure() {
    for (String output : List.of("table", "json", "csv")) {
      assertThatThrownBy(() -> print(output, new PrintWriter(FULL, false, UTF_8), "x"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("standard output cannot be written to");
    }
  }

  private static String csv(Object value) {
    StringWriter out = new StringWriter();
    print("csv", new PrintWriter(out), value);
    return out.toString();
  }

  private static void print(String output, PrintWriter out, Object value) {
    CommandLine.populateCommand(new Printed(), "--output", output)
        .print(out, List.of("name"), List.of(List.of(value)));
  }
}
