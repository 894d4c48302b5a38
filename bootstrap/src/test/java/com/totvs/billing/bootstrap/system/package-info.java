/// The whole program in processes of its own, on a real PostgreSQL, while things break.
@NullMarked
package com.totvs.billing.bootstrap.system;

import org.jspecify.annotations.NullMarked;
