/// Finding who holds a license.
@NullMarked
package com.totvs.billing.application.license;

import org.jspecify.annotations.NullMarked;
