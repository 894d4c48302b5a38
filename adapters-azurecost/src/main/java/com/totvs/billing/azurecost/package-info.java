/// What Azure charged, asked of Azure Cost Management. Empty until costs are collected; the module
/// stands here so that the boundaries are checked from the first day.
@NullMarked
package com.totvs.billing.azurecost;

import org.jspecify.annotations.NullMarked;
