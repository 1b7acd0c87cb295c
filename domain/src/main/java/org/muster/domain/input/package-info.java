/** Where the inputs of a workflow come from. */
@NullMarked
package org.muster.domain.input;

import org.jspecify.annotations.NullMarked;
