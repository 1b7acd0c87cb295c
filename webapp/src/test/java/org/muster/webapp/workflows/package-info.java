/** Tests of the life of workflows. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.workflows;
