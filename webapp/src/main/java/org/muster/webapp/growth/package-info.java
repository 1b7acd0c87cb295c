/** What grows in the databases, and when it ends. */
@NullMarked
package org.muster.webapp.growth;

import org.jspecify.annotations.NullMarked;
