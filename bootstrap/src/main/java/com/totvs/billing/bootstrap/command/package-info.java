/// The command line.
@NullMarked
package com.totvs.billing.bootstrap.command;

import org.jspecify.annotations.NullMarked;
