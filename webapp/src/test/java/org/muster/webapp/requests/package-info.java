/** Tests of reading requests. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.requests;
