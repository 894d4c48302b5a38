package com.totvs.billing.grpc.access;

import java.time.Duration;

/// What a token must say of itself.
///
/// @param leeway how far the clocks of issuer and server may differ, in whole seconds
public record TokenRules(String issuer, String audience, Duration leeway) {}
