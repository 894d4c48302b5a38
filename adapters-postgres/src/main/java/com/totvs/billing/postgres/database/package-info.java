/// The connections to PostgreSQL, its transactions and what goes wrong in them, and its migrations.
@NullMarked
package com.totvs.billing.postgres.database;

import org.jspecify.annotations.NullMarked;
