/** The git repositories of an embedded platform: official code and the production record. */
@NullMarked
package org.muster.launcher.repositories;

import org.jspecify.annotations.NullMarked;
