/** The webapp: process engine, task list, REST API and dashboard in one process. */
@NullMarked
package org.muster.webapp;

import org.jspecify.annotations.NullMarked;
