/** Troubles that programs have set aside: kept, shown, and made somebody's task until they are over. */
@NullMarked
package org.muster.webapp.incidents;

import org.jspecify.annotations.NullMarked;
