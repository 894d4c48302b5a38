package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AddressTest {

  @Test
  void a_host_has_a_port_and_an_address_of_ipv6_brackets() {
    assertThat(Address.read("billing.example:50051"))
        .contains(new Address("billing.example", 50_051));
    assertThat(Address.read("[::1]:50051")).contains(new Address("::1", 50_051));
    assertThat(new Address("::1", 50_051)).hasToString("[::1]:50051");
    assertThat(new Address("127.0.0.1", 50_051)).hasToString("127.0.0.1:50051");
    for (String text : new String[] {"::1:50051", "billing", "billing:", "billing:70000", ""}) {
      assertThat(Address.read(text)).as(text).isEmpty();
    }
  }

  @Test
  void loopback_and_all_addresses_are_on_this_machine() {
    for (String host : new String[] {"127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::"}) {
      assertThat(new Address(host, 1).onThisMachine()).as(host).isTrue();
    }
    for (String host : new String[] {"192.0.2.1", "2001:db8::1", "no.such.host.invalid"}) {
      assertThat(new Address(host, 1).onThisMachine()).as(host).isFalse();
    }
  }
}
