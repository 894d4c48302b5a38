/// Stand-ins for outside systems, for the demo, for tests and for a first try. Never the real
/// thing.
@NullMarked
package com.totvs.billing.bootstrap.standin;

import org.jspecify.annotations.NullMarked;
