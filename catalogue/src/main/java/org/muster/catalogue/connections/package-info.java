/** The other programs and outside systems that agents and workers talk to, each as a client of its own. */
@NullMarked
package org.muster.catalogue.connections;

import org.jspecify.annotations.NullMarked;
