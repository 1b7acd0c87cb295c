/** Makes the engine know who is calling: users and groups mirrored from the sign-in, and what each group may do. */
@NullMarked
package org.muster.webapp.orchestration.access;

import org.jspecify.annotations.NullMarked;
