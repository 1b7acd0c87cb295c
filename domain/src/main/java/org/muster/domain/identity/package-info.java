/** Who may do what: the groups that a token carries. */
@NullMarked
package org.muster.domain.identity;

import org.jspecify.annotations.NullMarked;
