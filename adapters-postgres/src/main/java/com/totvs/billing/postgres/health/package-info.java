/// Whether the database keeps what it is given.
@NullMarked
package com.totvs.billing.postgres.health;

import org.jspecify.annotations.NullMarked;
