package com.totvs.billing.benchmark;

/// When something began and when it was over, as [System#nanoTime] tells.
record Moments(long first, long last) {}
