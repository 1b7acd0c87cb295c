/** The inputs of workflows: refused at the door if nothing can come of them, and kept on record once they are found. */
@NullMarked
package org.muster.webapp.inputs;

import org.jspecify.annotations.NullMarked;
