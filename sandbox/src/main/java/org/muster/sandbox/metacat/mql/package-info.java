/** MetaCat's query language, compiled to one SQL statement. */
@NullMarked
package org.muster.sandbox.metacat.mql;

import org.jspecify.annotations.NullMarked;
