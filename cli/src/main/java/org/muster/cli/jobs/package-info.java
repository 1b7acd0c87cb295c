/** Looking at jobs and events. */
@NullMarked
package org.muster.cli.jobs;

import org.jspecify.annotations.NullMarked;
