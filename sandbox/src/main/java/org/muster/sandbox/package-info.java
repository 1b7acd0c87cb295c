/** Day-one stand-ins: one server that speaks the dialects of Rucio, MetaCat and WebDAV storage. */
@NullMarked
package org.muster.sandbox;

import org.jspecify.annotations.NullMarked;
