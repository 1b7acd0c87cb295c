/** Looking at campaigns: state, log, numbers. */
@NullMarked
package org.muster.cli.campaigns;

import org.jspecify.annotations.NullMarked;
