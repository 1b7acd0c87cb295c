/** What something is about, under the one name that it has everywhere. */
@NullMarked
package org.muster.domain.subject;

import org.jspecify.annotations.NullMarked;
