package com.totvs.billing.licenseserver;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.licenseserver.LicenseServerModule.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts one question over HTTP, and makes sense of whatever comes back.
///
/// No text made here quotes what the server sent, nor what the HTTP client says of it: a server may
/// echo our credential.
final class Question {
  static final int LONGEST_BODY = 64 * 1024;
  private static final Logger log = LoggerFactory.getLogger(Question.class);

  private final Config config;
  private final LicenseAddress address;
  private final HolderReader reader;
  private final Clock clock;
  private final QuestionTelemetry telemetry;
  private final HttpClient client;

  Question(Config config, Clock clock, QuestionTelemetry telemetry) {
    this.config = config;
    this.telemetry = telemetry;
    this.clock = clock;
    address = new LicenseAddress(config.baseUrl(), config.path());
    reader = new HolderReader(config.fields());
    // Redirects are not followed: they could carry the credential to another host.
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  Reply put(LicenseId license) {
    String requestId = UUID.randomUUID().toString();
    Reply reply = send(request(license, requestId), license);
    note(reply, license, requestId);
    return reply;
  }

  /// The id of the request lets the people at License Server find it in their own log.
  private static void note(Reply reply, LicenseId license, String requestId) {
    if (reply.failure().isPresent()) {
      log.info("license {}, request {}: {}", license, requestId, reply.failure().get());
    } else if (reply.answer() instanceof Answer.Silent(var why, var _)) {
      log.warn("license {}, request {}: {}", license, requestId, why);
    }
  }

  private HttpRequest request(LicenseId license, String requestId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.of(license))
            .header("Accept", "application/json, application/problem+json")
            .header("X-Request-Id", requestId);
    telemetry.name(request);
    config.credential().ifPresent(told -> request.setHeader(told.header(), told.value()));
    return request.build();
  }

  private Reply send(HttpRequest request, LicenseId license) {
    CompletableFuture<HttpResponse<InputStream>> response =
        client.sendAsync(request, info -> body(info.statusCode()));
    try {
      // The client's own limit ends with the headers; this one spans the body too.
      return reply(response.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS), license);
    } catch (TimeoutException _) {
      return failing("License Server does not answer within " + shown(config.timeout()));
    } catch (ExecutionException e) {
      return failing(trouble(e.getCause() == null ? e : e.getCause()));
    } catch (IOException e) {
      return failing(trouble(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failing("the question was interrupted");
    } finally {
      response.cancel(true);
    }
  }

  /// The body of a 200 is read whole, within its limit. Others are not waited for: the status says
  /// it all, however long, slow or broken the body is.
  private static BodySubscriber<InputStream> body(int status) {
    return status == 200
        ? BodySubscribers.mapping(
            BodySubscribers.limiting(BodySubscribers.ofByteArray(), LONGEST_BODY),
            ByteArrayInputStream::new)
        : BodySubscribers.ofInputStream();
  }

  private Reply reply(HttpResponse<InputStream> response, LicenseId license) throws IOException {
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      String answers = "License Server answers " + status;
      return switch (status) {
        case 200 -> held(body, license);
        case 404 -> Reply.of(new Answer.Nobody());
        case 401, 403 -> Reply.denied(answers + ": it refuses " + credential());
        case 407, 408, 429 -> Reply.failing(answers, retryAfter(response));
        default ->
            // A complaint about this one question says nothing about the next.
            status >= 400 && status < 500
                ? Reply.unusable(answers + ": it does not take the question")
                : Reply.failing(answers + meaning(status), retryAfter(response));
      };
    }
  }

  private Reply held(InputStream body, LicenseId license) throws IOException {
    try {
      return Reply.of(reader.read(body, license));
    } catch (UnusableAnswer e) {
      return Reply.unusable(e.why());
    }
  }

  private String credential() {
    return config
        .credential()
        .map(told -> "the credential in header " + told.header())
        .orElse("questions without a credential");
  }

  private static String meaning(int status) {
    return status >= 300 && status < 400 ? ": redirects are not followed" : "";
  }

  private Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(text -> RetryAfter.read(text, clock.instant()));
  }

  private static Reply failing(String why) {
    return Reply.failing(why, Optional.empty());
  }

  private String trouble(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          "License Server takes no connection within " + shown(config.connectTimeout());
      case ConnectException _ -> "License Server cannot be reached";
      // TLS comes before the credential is sent, so its message cannot hold it.
      case SSLException e -> "no TLS connection to License Server: " + e.getMessage();
      default ->
          "License Server's answer breaks off, or is longer than "
              + LONGEST_BODY
              + " bytes ("
              + cause.getClass().getSimpleName()
              + ")";
    };
  }

  private static String shown(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
