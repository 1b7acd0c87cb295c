/** What the contract suites of the catalogues have in common. */
@NullMarked
package org.muster.connectors.contract;

import org.jspecify.annotations.NullMarked;
