/** The webapp: process engine, task list, REST API and dashboard in one process. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp;
