/** The muster command: what requesters, shifters and scripts type. */
@NullMarked
package org.muster.cli;

import org.jspecify.annotations.NullMarked;
