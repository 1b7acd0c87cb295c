/** The commands about what machines found and data management decides. */
@NullMarked
package org.muster.cli.repairs;

import org.jspecify.annotations.NullMarked;
