/** WebDAV storage with bearer tokens, checksums and faults on demand. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.storage;
