/** Production requests: reading the YAML, and every problem found in it at once. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.requests;
