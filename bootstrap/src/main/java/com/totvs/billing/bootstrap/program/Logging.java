package com.totvs.billing.bootstrap.program;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.totvs.billing.bootstrap.settings.ProgramSettings;
import com.totvs.billing.bootstrap.settings.ProgramSettings.LogFormat;
import com.totvs.billing.bootstrap.settings.Settings;
import java.io.Console;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Log lines, on standard error. `logback.xml` has what never changes.
public final class Logging {
  private Logging() {}

  /// Has lines written as the settings say.
  public static void configure(Settings settings) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    context
        .getLogger("com.totvs.billing")
        .setLevel(Level.valueOf(settings.get(ProgramSettings.LOG_LEVEL).name()));
    if (json(settings.get(ProgramSettings.LOG_FORMAT))
        && root.getAppender("STDERR") instanceof OutputStreamAppender<ILoggingEvent> appender) {
      appender.stop();
      appender.setEncoder(json(context));
      appender.start();
    }
  }

  /// Leaves only errors, for commands that say themselves what they find.
  public static void quiet() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("com.totvs.billing").setLevel(Level.ERROR);
  }

  private static boolean json(LogFormat format) {
    return switch (format) {
      case JSON -> true;
      case TEXT -> false;
      case AUTO -> !onTerminal();
    };
  }

  // Whether there is a console without a terminal depends on the JDK: some have none then.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static JsonEncoder json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
