/** The pages on which people watch campaigns, workflows, files and jobs, and act where they may. */
@NullMarked
package org.muster.webapp.dashboard;

import org.jspecify.annotations.NullMarked;
