/** How Rucio speaks HTTP: its errors, streams, dates, name rules and tokens. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.http;
