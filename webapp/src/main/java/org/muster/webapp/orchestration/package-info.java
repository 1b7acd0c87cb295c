/** The only door to the process engine: models, messages, and the beans that the models call. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.orchestration;
