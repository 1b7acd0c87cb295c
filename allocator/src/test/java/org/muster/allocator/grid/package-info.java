/** A small grid for the tests: an allocator on a real PostgreSQL, wrapper jobs that speak the wire protocol, an issuer of tokens. */
@NullMarked
package org.muster.allocator.grid;

import org.jspecify.annotations.NullMarked;
