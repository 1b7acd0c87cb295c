package org.muster.allocator.counting;

/** A figure that is kept otherwise than it is counted. */
record Difference(String what, long kept, long counted) {
    @Override
    public String toString() {
        return what + ": " + kept + " kept, " + counted + " counted";
    }
}
