package com.totvs.billing.application.job;

import java.time.Duration;

/// Work that repeats.
///
/// @param name what it is called, in lists and in logs; never changes
/// @param every how long after a run the next one begins
public record Job(String name, Duration every, Runnable work) {}
