/** Day-one stand-ins: one server that speaks the dialects of Rucio, MetaCat and WebDAV storage. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox;
