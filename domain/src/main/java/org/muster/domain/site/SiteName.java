package org.muster.domain.site;

import java.util.regex.Pattern;

/** Name of a computing site, e.g. {@code UK_North}; the country is what stands before the first underscore. */
public record SiteName(String value) implements Comparable<SiteName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public SiteName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a site name has 1 to 64 letters, digits, '_' and '-', not '" + value + "'");
        }
    }

    @Override
    public int compareTo(SiteName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
