/** Makes, opens, pauses, resumes and closes workflows. */
@NullMarked
package org.muster.workers.workflows;

import org.jspecify.annotations.NullMarked;
