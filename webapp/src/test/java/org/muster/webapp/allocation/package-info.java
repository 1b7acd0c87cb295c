@NullMarked
package org.muster.webapp.allocation;

import org.jspecify.annotations.NullMarked;
