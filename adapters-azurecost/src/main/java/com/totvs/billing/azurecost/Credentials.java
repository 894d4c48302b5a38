package com.totvs.billing.azurecost;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.totvs.billing.azurecost.AzureCostModule.Credential;
import java.time.Duration;
import java.util.Optional;

/// Makes the tokens of each kind of credential.
final class Credentials {
  private Credentials() {}

  /// @param limit the longest wait for a token
  static AccessTokens tokens(Credential credential, Duration limit) {
    return tokens(credential, limit, Optional.empty());
  }

  /// @param client how Entra ID is asked; empty for the one that is found on the class path
  static AccessTokens tokens(Credential credential, Duration limit, Optional<HttpClient> client) {
    return switch (credential) {
      case Credential.Fixed(var token) -> () -> token;
      case Credential.ClientSecret(var tenant, var clientId, var secret) ->
          new IdentityTokens(
              asking(new ClientSecretCredentialBuilder(), client)
                  .tenantId(tenant)
                  .clientId(clientId)
                  .clientSecret(secret)
                  .build(),
              "check the tenant, the client id, and that the secret is right and has not expired",
              limit);
      case Credential.Federated(var tenant, var clientId, var file) ->
          new IdentityTokens(
              asking(new WorkloadIdentityCredentialBuilder(), client)
                  .tenantId(tenant)
                  .clientId(clientId)
                  .tokenFilePath(file)
                  .build(),
              "check the tenant, the client id, that the token file is there, and that the"
                  + " application trusts its issuer",
              limit);
      case Credential.ManagedIdentity(var clientId) ->
          new IdentityTokens(
              managedIdentity(clientId, client),
              "check that Billing runs on Azure and has the managed identity",
              limit);
    };
  }

  private static TokenCredential managedIdentity(
      Optional<String> clientId, Optional<HttpClient> client) {
    var builder = asking(new ManagedIdentityCredentialBuilder(), client);
    clientId.ifPresent(builder::clientId);
    return builder.build();
  }

  private static <B extends CredentialBuilderBase<B>> B asking(
      B builder, Optional<HttpClient> client) {
    client.ifPresent(builder::httpClient);
    return builder;
  }
}
