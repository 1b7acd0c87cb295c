/** MetaCat's query language, compiled to one SQL statement. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.metacat.mql;
