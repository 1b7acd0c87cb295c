/** The task list: what waits for a person, the evidence, and the decision. */
@NullMarked
package org.muster.cli.tasks;

import org.jspecify.annotations.NullMarked;
