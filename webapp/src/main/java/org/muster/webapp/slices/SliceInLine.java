package org.muster.webapp.slices;

/**
 * One that may be started.
 *
 * @param order in the plan
 * @param jobs of its first stage, as planned
 */
record SliceInLine(int order, long jobs) {}
