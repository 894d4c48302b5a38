/// What the platform pays: Azure's cost, and fixed cost.
@NullMarked
package com.totvs.billing.domain.cost;

import org.jspecify.annotations.NullMarked;
