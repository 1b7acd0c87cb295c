/** Looking at workflows and their stages, submitting, pausing, resuming and finishing them. */
@NullMarked
package org.muster.cli.workflows;

import org.jspecify.annotations.NullMarked;
