/** Which waiting file is nearest to a site: pure look-ups over numbered sites, storages and files. */
@NullMarked
package org.muster.allocator.matching;

import org.jspecify.annotations.NullMarked;
