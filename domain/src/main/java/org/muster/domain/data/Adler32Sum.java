package org.muster.domain.data;

import java.util.regex.Pattern;

/** An adler32 checksum as the catalogues write it: eight lower-case hex digits. */
public record Adler32Sum(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}");

    public Adler32Sum {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("an adler32 has eight lower-case hex digits, not '" + hex + "'");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
