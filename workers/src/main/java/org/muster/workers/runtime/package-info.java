/** Takes external tasks from the engine, hands them to the handler of their topic and reports what became of them. */
@NullMarked
package org.muster.workers.runtime;

import org.jspecify.annotations.NullMarked;
