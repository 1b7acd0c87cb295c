package org.muster.domain.storage;

import java.util.regex.Pattern;

/** Name of a Rucio storage element: upper-case letters, digits, single underscores and hyphens. */
public record RseName(String value) implements Comparable<RseName> {
    private static final int MAX = 64;
    private static final Pattern FORM = Pattern.compile("[A-Z0-9]+([_-][A-Z0-9]+)*");

    /** The virtual RSE of Monte Carlo counter files, at distance 0 from every site. */
    public static final RseName MONTECARLO = new RseName("MONTECARLO");

    public RseName {
        if (value.length() > MAX || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an RSE name has upper-case letters, digits, '_' and '-', not '" + value + "'");
        }
    }

    @Override
    public int compareTo(RseName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
