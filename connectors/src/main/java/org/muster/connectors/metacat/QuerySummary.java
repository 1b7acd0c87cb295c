package org.muster.connectors.metacat;

/** How many rows a file query has, and their bytes. */
public record QuerySummary(long files, long bytes) {}
