package com.totvs.billing.azurecost;

import com.totvs.billing.azurecost.AzureCostModule.Limits;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Sends one request to Azure, and tells how it ended.
final class Exchange {
  private final AccessTokens tokens;
  private final Limits limits;
  private final Clock clock;
  private final HttpClient client;

  Exchange(AccessTokens tokens, Limits limits, Clock clock) {
    this.tokens = tokens;
    this.limits = limits;
    this.clock = clock;
    // Redirects are not followed: they could carry the token to another host.
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connectTimeout())
            .build();
  }

  /// @throws Unanswered when there is no sense in asking again
  Reply post(URI page, String question) throws Unanswered, InterruptedException {
    String token = tokens.token();
    CompletableFuture<HttpResponse<Optional<byte[]>>> response =
        client.sendAsync(request(page, question, token), this::body);
    try {
      // The client's own limit ends with the headers; this one spans the body too.
      return reply(response.get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS), token);
    } catch (TimeoutException _) {
      return broken("Azure does not answer within " + shown(limits.timeout()));
    } catch (ExecutionException e) {
      return broken(trouble(e.getCause() == null ? e : e.getCause()));
    } finally {
      response.cancel(true);
    }
  }

  private static HttpRequest request(URI page, String question, String token) {
    return HttpRequest.newBuilder(page)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token)
        // Azure counts what each client takes of its quotas.
        .header("ClientType", "billing")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(question))
        .build();
  }

  private BodySubscriber<Optional<byte[]>> body(ResponseInfo info) {
    return info.statusCode() == 200 ? Body.ofAnswer(limits.answerBytes()) : Body.ofComplaint();
  }

  private Reply reply(HttpResponse<Optional<byte[]>> response, String token) throws Unanswered {
    return switch (response.statusCode()) {
      case 200 -> whole(response.body());
      case 204 -> new Reply.Told(Optional.empty());
      default -> refused(response, Refusal.of(response.statusCode(), response.body(), token));
    };
  }

  private Reply whole(Optional<byte[]> body) throws Unanswered {
    if (body.isEmpty()) {
      throw Unanswered.unusable("it is longer than " + limits.answerBytes() + " bytes");
    }
    return new Reply.Told(body.map(ByteArrayInputStream::new));
  }

  private Reply refused(HttpResponse<?> response, Refusal refusal) throws Unanswered {
    Optional<Duration> delay = RetryDelay.longest(response.headers(), clock.instant());
    return switch (refusal.status()) {
      case 429, 503 -> new Reply.Busy(refusal.told(), delay);
      case 408, 500, 502, 504 -> new Reply.Broken(refusal.told(), delay);
      default -> throw new Unanswered(refusal.told() + ": " + refusal.advice());
    };
  }

  private static Reply broken(String why) {
    return new Reply.Broken(why, Optional.empty());
  }

  /// Without what the HTTP client says of it, but for TLS, which comes before the token is sent.
  private String trouble(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          "Azure takes no connection within " + shown(limits.connectTimeout());
      case ConnectException _ -> "Azure cannot be reached";
      case SSLException e -> "there is no TLS connection to Azure: " + e.getMessage();
      default -> "Azure's answer breaks off (" + cause.getClass().getSimpleName() + ")";
    };
  }

  private static String shown(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
