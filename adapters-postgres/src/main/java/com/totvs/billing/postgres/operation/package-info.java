/// Long work: its order, whose turn it is, how far it is and how it ended.
@NullMarked
package com.totvs.billing.postgres.operation;

import org.jspecify.annotations.NullMarked;
