/// Orders, watches and runs work that goes on after the answer.
@NullMarked
package com.totvs.billing.application.operation;

import org.jspecify.annotations.NullMarked;
