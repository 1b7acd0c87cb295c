/** Slices of campaigns: which of a full production is started when, and what people do to one of them. */
@NullMarked
package org.muster.webapp.slices;

import org.jspecify.annotations.NullMarked;
