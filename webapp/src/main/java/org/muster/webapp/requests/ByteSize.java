package org.muster.webapp.requests;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it, with a decimal unit: {@code 1.5 TB}. */
final class ByteSize {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");
    private static final int DIGITS_PER_UNIT = 3;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?) ?(kB|MB|GB|TB|PB)?");

    private ByteSize() {}

    /** Empty for anything else, a part of a byte, and what no number of ours holds. */
    static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int thousands = UNITS.indexOf(matcher.group(2)) + 1;
        try {
            return Optional.of(new BigDecimal(matcher.group(1))
                    .scaleByPowerOfTen(thousands * DIGITS_PER_UNIT)
                    .longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
