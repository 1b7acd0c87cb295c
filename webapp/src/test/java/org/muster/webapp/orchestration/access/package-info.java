@org.jspecify.annotations.NullMarked
package org.muster.webapp.orchestration.access;
