package org.muster.domain.storage;

/** How far a site is from an RSE: 0 (same site) to 100 (anywhere); 101 is never matched. */
public record Distance(int value) implements Comparable<Distance> {
    public static final Distance SAME_SITE = new Distance(0);
    public static final Distance ANYWHERE = new Distance(100);
    public static final Distance NEVER = new Distance(101);

    public Distance {
        if (value < 0 || value > 101) {
            throw new IllegalArgumentException("a distance is a number from 0 to 101, not " + value);
        }
    }

    @Override
    public int compareTo(Distance other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
