/** Carries out what data management approved: repairs of the catalogues, and changes of the inventory. */
@NullMarked
package org.muster.workers.repairs;

import org.jspecify.annotations.NullMarked;
