/** Deletes and looks at files at the storages themselves, by WebDAV. */
@NullMarked
package org.muster.agents.storage;

import org.jspecify.annotations.NullMarked;
