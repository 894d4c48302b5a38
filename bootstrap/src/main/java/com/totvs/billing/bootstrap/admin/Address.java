package com.totvs.billing.bootstrap.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server listens.
///
/// @param host a name or an address, without brackets
record Address(String host, int port) {
  private static final Pattern TEXT =
      Pattern.compile("(?:\\[(?<v6>[^\\[\\]]+)]|(?<host>[^:\\[\\]]+)):(?<port>\\d{1,5})");
  private static final int LAST_PORT = 65_535;

  /// The address that a text names, as `host:port`, or `[::1]:port` for an address of IPv6.
  static Optional<Address> read(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches() || Integer.parseInt(parts.group("port")) > LAST_PORT) {
      return Optional.empty();
    }
    String host = Optional.ofNullable(parts.group("v6")).orElse(parts.group("host"));
    return Optional.of(new Address(host, Integer.parseInt(parts.group("port"))));
  }

  /// Whether what is sent there stays on this machine. A server that listens on all addresses is
  /// reached by loopback.
  boolean onThisMachine() {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || address.isAnyLocalAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
