/** Settles which files the samples of a campaign are. */
@NullMarked
package org.muster.workers.samples;

import org.jspecify.annotations.NullMarked;
