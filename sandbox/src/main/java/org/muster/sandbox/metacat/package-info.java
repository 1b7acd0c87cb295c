/** The MetaCat dialect: namespaces, datasets, files and queries. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.metacat;
