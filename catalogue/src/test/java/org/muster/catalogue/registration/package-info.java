/** The order in which outputs are declared. */
@NullMarked
package org.muster.catalogue.registration;

import org.jspecify.annotations.NullMarked;
