/** The commands about what machines found and people decide. */
@NullMarked
package org.muster.cli.proposals;

import org.jspecify.annotations.NullMarked;
