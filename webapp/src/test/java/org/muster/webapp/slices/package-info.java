/** Which slices are started when, and what people do to them. */
@NullMarked
package org.muster.webapp.slices;

import org.jspecify.annotations.NullMarked;
