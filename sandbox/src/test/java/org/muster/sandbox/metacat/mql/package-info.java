/** The query language by itself. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.metacat.mql;
