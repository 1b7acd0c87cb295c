/** Storage elements, replicas and how far a site is from them. */
@NullMarked
package org.muster.domain.storage;

import org.jspecify.annotations.NullMarked;
