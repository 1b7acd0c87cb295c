/** Plays campaigns and workflows on the engine, and holds models and Java contract against each other. */
@NullMarked
package org.muster.processes;

import org.jspecify.annotations.NullMarked;
