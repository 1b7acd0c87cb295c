/** The wrapper job as text: what the job factory fills in and submits, and what then runs on a worker node. */
@NullMarked
package org.muster.wrapper;

import org.jspecify.annotations.NullMarked;
