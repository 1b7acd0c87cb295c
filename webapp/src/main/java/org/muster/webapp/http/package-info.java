/** How every endpoint answers: problems, pages, CSV, the API description. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.http;
