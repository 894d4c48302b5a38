package com.totvs.billing.bootstrap.system;

import java.util.Map;

/// The one server, whichever process it is by now.
// An interrupted test fails, whichever close was interrupted.
@SuppressWarnings("try")
final class Node implements AutoCloseable {
  private final Site site;
  private final Map<String, String> settings;
  private ServerProcess server;
  private volatile Client client;

  Node(Site site) throws Exception {
    this(site, Map.of());
  }

  /// @param settings win over the usual ones
  Node(Site site, Map<String, String> settings) throws Exception {
    this.site = site;
    this.settings = settings;
    server = site.serve(settings);
    client = site.client(server);
  }

  /// What the server wrote to standard error.
  String errors() throws Exception {
    return server.errors();
  }

  Client client() {
    return client;
  }

  /// Ends it with SIGKILL.
  void kill() throws Exception {
    server.close();
  }

  void start() throws Exception {
    Client before = client;
    server = site.serve(settings);
    client = site.client(server);
    before.close();
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
  }
}
