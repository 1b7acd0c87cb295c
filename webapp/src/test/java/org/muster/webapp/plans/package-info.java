/** Tests of plans against worked examples. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.plans;
