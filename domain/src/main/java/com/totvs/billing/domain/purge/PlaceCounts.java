package com.totvs.billing.domain.purge;

/// How many records of a period are where; cancelling records count like any other.
public record PlaceCounts(long online, long history) {}
