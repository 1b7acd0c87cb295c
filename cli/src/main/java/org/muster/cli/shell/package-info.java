/** What a command may touch of the machine it runs on. */
@NullMarked
package org.muster.cli.shell;

import org.jspecify.annotations.NullMarked;
