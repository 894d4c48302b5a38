/// Where usage lies: the partitions of its months, online and in history, and what is purged.
@NullMarked
package com.totvs.billing.postgres.place;

import org.jspecify.annotations.NullMarked;
