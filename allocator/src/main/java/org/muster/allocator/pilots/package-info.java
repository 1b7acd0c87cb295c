/** The justIN wire protocol that pilots, wrapper jobs and jobscripts speak. */
@NullMarked
package org.muster.allocator.pilots;

import org.jspecify.annotations.NullMarked;
