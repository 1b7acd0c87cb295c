/** What grows, and the files that rows leave to. */
@NullMarked
package org.muster.cli.growth;

import org.jspecify.annotations.NullMarked;
