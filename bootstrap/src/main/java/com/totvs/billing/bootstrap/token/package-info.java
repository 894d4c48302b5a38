/// Issuing tokens with the key that the server verifies with.
@NullMarked
package com.totvs.billing.bootstrap.token;

import org.jspecify.annotations.NullMarked;
