/** WebDAV storage with bearer tokens, checksums and faults on demand. */
@NullMarked
package org.muster.sandbox.storage;

import org.jspecify.annotations.NullMarked;
