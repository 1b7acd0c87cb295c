/** The order in which outputs are declared. */
@NullMarked
package org.muster.connectors.registration;

import org.jspecify.annotations.NullMarked;
