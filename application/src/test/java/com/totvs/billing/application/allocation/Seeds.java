package com.totvs.billing.application.allocation;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.RandomDistribution;

/// Seeds of random cases, each as likely as any other. By themselves whole numbers come as a few
/// edge cases and small ones over and over, which as seeds bring the same case again.
final class Seeds implements ArbitrarySupplier<Long> {
  @Override
  public Arbitrary<Long> get() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
  }
}
