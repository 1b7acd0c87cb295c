/** Makes both catalogues know a confirmed output, and says what they know of it. */
@NullMarked
package org.muster.catalogue.registration;

import org.jspecify.annotations.NullMarked;
