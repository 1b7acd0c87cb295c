/** What goes over the wire, held against files that a person has read. */
@NullMarked
package org.muster.protocol.wire;

import org.jspecify.annotations.NullMarked;
