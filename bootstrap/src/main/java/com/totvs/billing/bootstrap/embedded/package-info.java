/// The PostgreSQL that the program brings along, for when none is set.
@NullMarked
package com.totvs.billing.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
