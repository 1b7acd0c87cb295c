@NullMarked
package org.muster.workers.samples;

import org.jspecify.annotations.NullMarked;
