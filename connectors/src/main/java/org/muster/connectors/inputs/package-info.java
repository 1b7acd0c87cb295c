/** Says before a workflow is accepted whether its inputs can be found. */
@NullMarked
package org.muster.connectors.inputs;

import org.jspecify.annotations.NullMarked;
