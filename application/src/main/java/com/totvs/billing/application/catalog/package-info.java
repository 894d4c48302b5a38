/// What usage has named so far.
@NullMarked
package com.totvs.billing.application.catalog;

import org.jspecify.annotations.NullMarked;
