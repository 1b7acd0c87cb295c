/** The MetaCat dialect: namespaces, datasets, files and queries. */
@NullMarked
package org.muster.sandbox.metacat;

import org.jspecify.annotations.NullMarked;
