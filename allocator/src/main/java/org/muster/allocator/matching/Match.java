package org.muster.allocator.matching;

/** The file chosen for a site and where to read it. */
public record Match(int slot, int rse, int distance) {}
