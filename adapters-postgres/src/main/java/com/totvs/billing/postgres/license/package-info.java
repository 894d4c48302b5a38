/// Who holds a license, whom to ask about next, and which emergency keys are in use.
@NullMarked
package com.totvs.billing.postgres.license;

import org.jspecify.annotations.NullMarked;
