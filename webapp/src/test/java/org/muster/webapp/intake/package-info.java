/** Large, slow and many: what the webapp takes in. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.intake;
