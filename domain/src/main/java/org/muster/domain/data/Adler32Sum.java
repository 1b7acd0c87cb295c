package org.muster.domain.data;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An adler32 checksum as the catalogues write it: eight lower-case hex digits. */
public record Adler32Sum(String hex) {
    private static final int DIGITS = 8;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}");
    private static final Pattern LOOSE = Pattern.compile("[0-9a-fA-F]{1,8}");

    public Adler32Sum {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("an adler32 has eight lower-case hex digits, not '" + hex + "'");
        }
    }

    /** As others write it, who take capital letters or leave zeros out in front; empty if it is none. */
    public static Optional<Adler32Sum> parse(String text) {
        return LOOSE.matcher(text).matches()
                ? Optional.of(new Adler32Sum("0".repeat(DIGITS - text.length()) + text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return hex;
    }
}
