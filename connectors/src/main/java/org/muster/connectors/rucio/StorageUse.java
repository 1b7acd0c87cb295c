package org.muster.connectors.rucio;

/** What one source says about the space of an RSE, in bytes; 0 where it does not know. */
public record StorageUse(String source, long used, long free, long total) {}
