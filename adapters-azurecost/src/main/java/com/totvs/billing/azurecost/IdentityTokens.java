package com.totvs.billing.azurecost;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tokens from Entra ID by azure-identity, which keeps each until shortly before it expires.
///
/// @param advice what operators are to check when there is none
record IdentityTokens(TokenCredential credential, String advice, Duration limit)
    implements AccessTokens {
  static final String SCOPE = "https://management.azure.com/.default";
  // Entra ID's number of what is wrong. No more of its text is told: whatever it may echo.
  private static final Pattern NUMBER = Pattern.compile("AADSTS\\d+");

  @Override
  public String token() throws Unanswered, InterruptedException {
    var asking = new FutureTask<>(this::ask);
    // On a thread of its own, since azure-identity has no limit for all its tries together.
    Thread.ofVirtual().name("azure-token").start(asking);
    try {
      return possible(asking.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      throw none("none came within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw none(trouble(e));
    } finally {
      asking.cancel(true);
    }
  }

  private @Nullable AccessToken ask() {
    return credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE));
  }

  private String possible(@Nullable AccessToken token) throws Unanswered {
    if (token == null || token.getToken() == null || !token.getToken().matches(POSSIBLE)) {
      throw none("what came is no token");
    }
    return token.getToken();
  }

  private Unanswered none(String why) {
    return new Unanswered("there is no token for Azure (" + why + "): " + advice);
  }

  private static String trouble(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String name = cause.getClass().getSimpleName();
    return number(cause).map(number -> name + ", " + number).orElse(name);
  }

  private static Optional<String> number(Throwable cause) {
    Matcher number = NUMBER.matcher(String.valueOf(cause.getMessage()));
    return number.find() ? Optional.of(number.group()) : Optional.empty();
  }
}
