/** Tests of how inputs are looked at. */
@NullMarked
package org.muster.webapp.inputs;

import org.jspecify.annotations.NullMarked;
