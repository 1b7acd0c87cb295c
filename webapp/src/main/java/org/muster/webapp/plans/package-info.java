/** The workflows submission plan: what a request comes to in workflows, jobs, files, bytes and hours. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.plans;
