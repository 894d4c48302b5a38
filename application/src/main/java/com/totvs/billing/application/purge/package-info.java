/// Moves periods of usage to history and back.
@NullMarked
package com.totvs.billing.application.purge;

import org.jspecify.annotations.NullMarked;
