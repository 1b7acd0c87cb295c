/** Tests of the running webapp. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp;
