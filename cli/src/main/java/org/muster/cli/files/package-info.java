/** Looking at input files and output files. */
@NullMarked
package org.muster.cli.files;

import org.jspecify.annotations.NullMarked;
