/** How Rucio speaks HTTP: its errors, streams, dates, name rules and tokens. */
@NullMarked
package org.muster.sandbox.rucio.http;

import org.jspecify.annotations.NullMarked;
