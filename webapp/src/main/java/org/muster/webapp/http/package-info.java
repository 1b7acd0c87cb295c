/** How every endpoint answers: problems, pages, CSV, the API description. */
@NullMarked
package org.muster.webapp.http;

import org.jspecify.annotations.NullMarked;
