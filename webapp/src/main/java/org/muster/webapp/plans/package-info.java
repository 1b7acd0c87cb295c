/** The workflows submission plan: what a request comes to in workflows, jobs, files, bytes and hours. */
@NullMarked
package org.muster.webapp.plans;

import org.jspecify.annotations.NullMarked;
