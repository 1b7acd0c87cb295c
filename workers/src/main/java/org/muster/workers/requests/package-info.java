/** What handlers need to know of a production request. */
@NullMarked
package org.muster.workers.requests;

import org.jspecify.annotations.NullMarked;
