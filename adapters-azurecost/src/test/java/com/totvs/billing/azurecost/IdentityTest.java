package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.totvs.billing.azurecost.AzureCostModule.Credential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/// Tokens by the real azure-identity, on a wire that is none.
class IdentityTest {
  private static final String TOKEN = AzureCostTest.SECRET;
  private static final String TENANT = "11111111-0000-0000-0000-000000000000";
  private static final String CLIENT = "22222222-0000-0000-0000-000000000000";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final FakeEntraId entra = new FakeEntraId();
  @TempDir private Path folder = Path.of("");

  @Test
  void a_client_secret_gets_a_token() throws Exception {
    assertThat(tokens(clientSecret()).token()).isEqualTo(TOKEN);
    assertThat(entra.asked)
        .last()
        .asString()
        .startsWith("POST https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token")
        .contains("client_credentials", CLIENT, "management.azure.com");
  }

  @Test
  void a_token_is_kept_while_it_is_good() throws Exception {
    AccessTokens tokens = tokens(clientSecret());
    tokens.token();
    int asked = entra.asked.size();

    assertThat(tokens.token()).isEqualTo(TOKEN);
    assertThat(entra.asked).hasSize(asked);
  }

  @Test
  void a_federated_token_gets_a_token() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "assertion-of-kubernetes");

    assertThat(tokens(federated(file)).token()).isEqualTo(TOKEN);
    assertThat(entra.asked)
        .last()
        .asString()
        .contains(TENANT, "client_assertion=assertion-of-kubernetes");
  }

  @Test
  void a_managed_identity_gets_a_token() throws Exception {
    assertThat(tokens(new Credential.ManagedIdentity(Optional.of(CLIENT))).token())
        .isEqualTo(TOKEN);
    assertThat(entra.asked)
        .last()
        .asString()
        .startsWith("GET http://169.254.169.254/metadata/identity/oauth2/token")
        .contains("management.azure.com", "client_id=" + CLIENT);
  }

  @Test
  void a_secret_that_is_refused_is_told_by_its_number_alone() {
    entra.answers(
        401,
        "{\"error\": \"invalid_client\", \"error_description\": \"AADSTS7000215: Invalid client"
            + " secret provided: "
            + TOKEN
            + "\"}");

    assertThatExceptionOfType(Unanswered.class)
        .isThrownBy(() -> tokens(clientSecret()).token())
        .withMessageContainingAll("no token for Azure", "AADSTS7000215", "has not expired")
        .satisfies(e -> assertThat(e).hasMessageNotContaining(TOKEN).hasNoCause());
  }

  @Test
  void a_token_file_that_is_missing_is_told() {
    assertThatExceptionOfType(Unanswered.class)
        .isThrownBy(() -> tokens(federated(folder.resolve("none"))).token())
        .withMessageContainingAll("no token for Azure", "that the token file is there");
  }

  @Test
  void a_managed_identity_that_is_not_there_is_told() {
    entra.answers(400, "{\"error\": \"invalid_request\"}");

    assertThatExceptionOfType(Unanswered.class)
        .isThrownBy(() -> tokens(new Credential.ManagedIdentity(Optional.empty())).token())
        .withMessageContainingAll("no token for Azure", "has the managed identity");
  }

  @Test
  void what_is_no_token_is_not_sent() {
    entra.answers(
        200, "{\"token_type\": \"Bearer\", \"expires_in\": 9, \"access_token\": \"a\\r\\nb\"}");

    assertThatExceptionOfType(Unanswered.class)
        .isThrownBy(() -> tokens(clientSecret()).token())
        .withMessageContaining("what came is no token");
  }

  @Test
  void a_token_is_not_waited_for_without_end() {
    CountDownLatch never = new CountDownLatch(1);
    TokenCredential slow =
        _ ->
            Mono.fromCallable(
                () -> {
                  never.await();
                  throw new IllegalStateException();
                });

    assertThatExceptionOfType(Unanswered.class)
        .isThrownBy(() -> new IdentityTokens(slow, "check it", Duration.ofMillis(50)).token())
        .withMessage("there is no token for Azure (none came within 50 ms): check it");
  }

  @Test
  void the_way_to_entra_id_is_found_on_the_class_path() {
    assertThat(HttpClient.createDefault().getClass().getSimpleName()).isEqualTo("JdkHttpClient");
  }

  private AccessTokens tokens(Credential credential) {
    return Credentials.tokens(credential, LIMIT, Optional.of(entra));
  }

  private static Credential clientSecret() {
    return new Credential.ClientSecret(TENANT, CLIENT, "the-secret");
  }

  private static Credential federated(Path file) {
    return new Credential.Federated(TENANT, CLIENT, file.toString());
  }
}
