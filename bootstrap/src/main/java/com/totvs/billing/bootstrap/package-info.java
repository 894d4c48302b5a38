/// The program: settings, wiring, schedules and the command line.
@NullMarked
package com.totvs.billing.bootstrap;

import org.jspecify.annotations.NullMarked;
