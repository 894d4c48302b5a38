package com.totvs.billing.domain.allocation;

import java.math.BigInteger;
import java.util.Optional;

/// One payer's part of a month sum.
///
/// @param payer empty for what no usage carries: it stays visible as unallocated
/// @param driver the part it has: the quantity of what was divided by, and the total of it
/// @param amount in minor units of the sum's currency; negative in a credit
public record AllocatedLine(Optional<Payer> payer, Fraction driver, BigInteger amount) {}
