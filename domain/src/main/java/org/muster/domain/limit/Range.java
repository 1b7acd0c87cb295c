package org.muster.domain.limit;

import org.muster.domain.failure.Problems;

/** The whole numbers that a field may have, both ends included. */
public record Range(long least, long most) {
    public Range {
        if (least > most) {
            throw new IllegalArgumentException("a range goes upwards, not from " + least + " to " + most);
        }
    }

    public boolean holds(long number) {
        return number >= least && number <= most;
    }

    public void check(long number, String field, Problems problems) {
        if (!holds(number)) {
            problems.add(field, "is " + number, "a number from " + this);
        }
    }

    /** Of a list's length. */
    public void checkCount(int count, String field, Problems problems) {
        if (!holds(count)) {
            problems.add(field, "has " + count + " elements", "give it " + this);
        }
    }

    @Override
    public String toString() {
        return least + " to " + most;
    }
}
