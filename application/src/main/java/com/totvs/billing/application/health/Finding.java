package com.totvs.billing.application.health;

/// One thing that was inspected.
///
/// @param what the thing, such as `database is reachable`
/// @param right whether it is as it must be
/// @param advice what was found and, where it is not right, what to do; holds no secret
public record Finding(String what, boolean right, String advice) {}
