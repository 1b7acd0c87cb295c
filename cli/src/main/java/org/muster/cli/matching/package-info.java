/** Why files do not go to jobs, and what would happen if something were changed. */
@NullMarked
package org.muster.cli.matching;

import org.jspecify.annotations.NullMarked;
