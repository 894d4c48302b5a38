/// What is asked about usage, and what it adds up to.
@NullMarked
package com.totvs.billing.domain.report;

import org.jspecify.annotations.NullMarked;
