/// Whether the service can keep its promises now.
@NullMarked
package com.totvs.billing.application.health;

import org.jspecify.annotations.NullMarked;
