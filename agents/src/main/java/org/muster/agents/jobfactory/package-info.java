/** Submits as many wrapper jobs as there is work for. */
@NullMarked
package org.muster.agents.jobfactory;

import org.jspecify.annotations.NullMarked;
