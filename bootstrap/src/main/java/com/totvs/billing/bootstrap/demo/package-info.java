/// The demo: a month of usage, played over the real wire on a real PostgreSQL.
@NullMarked
package com.totvs.billing.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
