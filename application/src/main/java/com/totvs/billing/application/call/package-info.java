/// What holds for every call, whatever it asks for.
@NullMarked
package com.totvs.billing.application.call;

import org.jspecify.annotations.NullMarked;
