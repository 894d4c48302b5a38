/// Moves usage to history and back, whole months by their partitions.
@NullMarked
package com.totvs.billing.postgres.purge;

import org.jspecify.annotations.NullMarked;
