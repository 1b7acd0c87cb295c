package org.muster.allocator.matching;

/** What the matcher asks about a file of a stage; files are the stage's slots, numbered in order of their ids. */
public interface FileView {
    /** Unallocated, with a replica at this RSE. */
    boolean waitsAt(int slot, int rse);

    /** Site of its last failed attempt, or {@link Numbering#UNKNOWN}. */
    int lastSite(int slot);

    /** RSE of its last failed attempt, or {@link Numbering#UNKNOWN}. */
    int lastRse(int slot);
}
