/** The tests' hands on the process engine. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.orchestration;
