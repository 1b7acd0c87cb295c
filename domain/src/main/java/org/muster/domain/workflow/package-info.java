/** Workflows and stages: the units that are submitted, approved, paused and finished. */
@NullMarked
package org.muster.domain.workflow;

import org.jspecify.annotations.NullMarked;
