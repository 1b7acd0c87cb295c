/** The duty cycle: drain, decide, commit, answer; and rebuild from PostgreSQL whenever a commit is in doubt. */
@NullMarked
package org.muster.allocator.commit;

import org.jspecify.annotations.NullMarked;
