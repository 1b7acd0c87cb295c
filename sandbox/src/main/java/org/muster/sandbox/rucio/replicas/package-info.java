/** Rucio replicas: registering files and telling where they are. */
@NullMarked
package org.muster.sandbox.rucio.replicas;

import org.jspecify.annotations.NullMarked;
