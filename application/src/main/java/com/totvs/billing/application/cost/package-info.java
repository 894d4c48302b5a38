/// Collects what Azure charges and posts what is fixed.
@NullMarked
package com.totvs.billing.application.cost;

import org.jspecify.annotations.NullMarked;
