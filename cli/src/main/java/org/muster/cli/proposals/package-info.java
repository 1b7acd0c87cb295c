/** What machines propose, and what people decided about it. */
@NullMarked
package org.muster.cli.proposals;

import org.jspecify.annotations.NullMarked;
