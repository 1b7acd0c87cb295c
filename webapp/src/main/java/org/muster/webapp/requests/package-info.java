/** Production requests: reading the YAML, and every problem found in it at once. */
@NullMarked
package org.muster.webapp.requests;

import org.jspecify.annotations.NullMarked;
