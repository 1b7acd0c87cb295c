/** The files that samples over data were frozen to: kept once, read by all slices. */
@NullMarked
package org.muster.webapp.samples;

import org.jspecify.annotations.NullMarked;
