package com.totvs.billing.azurecost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Stands in for the wire between azure-identity and whoever gives tokens: azure-identity itself
/// takes no other address for it but by the environment of the process, and https.
final class FakeEntraId implements HttpClient {
  final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer =
      """
      {"token_type": "Bearer", "expires_in": "3599", "expires_on": "4102444800",
       "access_token": "%s"}
      """
          .formatted(AzureCostTest.SECRET);

  void answers(int code, String body) {
    status = code;
    answer = body;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    byte[] body = request.getBody() == null ? new byte[0] : request.getBodyAsBinaryData().toBytes();
    String url = request.getUrl().toString();
    asked.add(request.getHttpMethod() + " " + url + " " + new String(body, UTF_8));
    return Mono.just(
        url.contains("/discovery/")
            ? new Answer(request, 200, DISCOVERY)
            : new Answer(request, status, answer));
  }

  private static final String DISCOVERY =
      """
      {"tenant_discovery_endpoint":
        "https://login.microsoftonline.com/tenant/v2.0/.well-known/openid-configuration",
       "api-version": "1.1",
       "metadata": [{"preferred_network": "login.microsoftonline.com",
        "preferred_cache": "login.windows.net", "aliases": ["login.microsoftonline.com"]}]}
      """;

  private static final class Answer extends HttpResponse {
    private final int status;
    private final byte[] body;

    Answer(HttpRequest request, int status, String body) {
      super(request);
      this.status = status;
      this.body = body.getBytes(UTF_8);
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // It is deprecated by its superclass.
    @Override
    public String getHeaderValue(String name) {
      return String.valueOf(getHeaders().getValue(HttpHeaderName.fromString(name)));
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body.clone());
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(body, charset));
    }
  }
}
