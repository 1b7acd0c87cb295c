/** Tests of the answers. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.http;
