/// What the tests of every module share: examples, ports kept in memory, and the contracts of the
/// ports.
@NullMarked
package com.totvs.billing.application;

import org.jspecify.annotations.NullMarked;
