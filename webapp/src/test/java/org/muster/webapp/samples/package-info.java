@NullMarked
package org.muster.webapp.samples;

import org.jspecify.annotations.NullMarked;
