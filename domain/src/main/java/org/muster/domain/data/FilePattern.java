package org.muster.domain.data;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A wildcard over the names of output files, with the meaning that Python's {@code fnmatch} gives it, which the wrapper job uses:
 * {@code *}, {@code ?}, {@code [abc]}, {@code [a-z]} and {@code [!abc]}. Outputs become DIDs, so other characters than theirs
 * could never match.
 */
public record FilePattern(String text) {
    public static final int MAX = 100;
    public static final String FORM = "1 to " + MAX
            + " letters, digits, '.', '_', '-', '*', '?' and [...], without blanks and" + " slashes, such as *.root";

    private static final Pattern SIGNS = Pattern.compile("[A-Za-z0-9._*?\\[\\]!-]{1," + MAX + "}");

    public FilePattern {
        objection(text).ifPresent(objection -> {
            throw new IllegalArgumentException("'" + text + "' " + objection);
        });
    }

    /** Why the text is no pattern, to be read after its name. */
    public static Optional<String> objection(String text) {
        if (!SIGNS.matcher(text).matches()) {
            return Optional.of("is no file name with wildcards");
        }
        int at = 0;
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (sign == '[') {
                int end = end(text, at);
                if (end < 0) {
                    return Optional.of("opens a [ that nothing closes");
                }
                if (hasBackwardRange(text.substring(at + 1, end))) {
                    return Optional.of("has a range that goes backwards");
                }
                at = end;
            } else if (sign == ']') {
                return Optional.of("closes a [ that nothing opens");
            } else if (sign == '!') {
                return Optional.of("has a ! outside of [...]");
            }
            at++;
        }
        return Optional.empty();
    }

    /** A ] that comes first, or first after !, is one of the characters. */
    private static int end(String text, int open) {
        int first = open + 1;
        if (first < text.length() && text.charAt(first) == '!') {
            first++;
        }
        return text.indexOf(']', first + 1);
    }

    private static boolean hasBackwardRange(String set) {
        for (int i = 1; i + 1 < set.length(); i++) {
            if (set.charAt(i) == '-' && set.charAt(i - 1) > set.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
