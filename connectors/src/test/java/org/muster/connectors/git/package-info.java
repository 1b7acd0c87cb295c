/** Against real repositories in a folder of the test. */
@NullMarked
package org.muster.connectors.git;

import org.jspecify.annotations.NullMarked;
