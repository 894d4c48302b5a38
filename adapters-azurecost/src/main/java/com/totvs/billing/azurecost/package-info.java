/// What Azure charged, asked of Azure Cost Management.
@NullMarked
package com.totvs.billing.azurecost;

import org.jspecify.annotations.NullMarked;
