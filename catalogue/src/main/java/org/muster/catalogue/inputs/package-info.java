/** Says before a workflow is accepted whether its inputs can be found. */
@NullMarked
package org.muster.catalogue.inputs;

import org.jspecify.annotations.NullMarked;
