/// Keeps who did what, and when.
@NullMarked
package com.totvs.billing.application.audit;

import org.jspecify.annotations.NullMarked;
