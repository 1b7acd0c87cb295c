/** Rucio replicas: registering files and telling where they are. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.replicas;
