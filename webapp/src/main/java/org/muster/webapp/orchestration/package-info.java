/** The only door to the process engine: models, messages, and the beans that the models call. */
@NullMarked
package org.muster.webapp.orchestration;

import org.jspecify.annotations.NullMarked;
