/// What an operator may set: one table of settings, all of them checked together.
@NullMarked
package com.totvs.billing.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
