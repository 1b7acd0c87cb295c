/** Against real repositories in a folder of the test. */
@NullMarked
package org.muster.workers.git;

import org.jspecify.annotations.NullMarked;
