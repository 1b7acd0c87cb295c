/** Grids to measure on: sites, storages, stages and files, filled into PostgreSQL in bulk. */
@NullMarked
package org.muster.benchmarks.grid;

import org.jspecify.annotations.NullMarked;
