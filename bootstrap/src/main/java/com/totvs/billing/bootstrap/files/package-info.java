/// Files that the program makes for itself, readable by its user only.
@NullMarked
package com.totvs.billing.bootstrap.files;

import org.jspecify.annotations.NullMarked;
