/** Outputs as an allocator hands them to the registrar, for tests. */
@NullMarked
package org.muster.catalogue.fake;

import org.jspecify.annotations.NullMarked;
