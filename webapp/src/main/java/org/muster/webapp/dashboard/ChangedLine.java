package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.platform.TextDifference;

/**
 * One line of a difference.
 *
 * @param before its number in the text before, if it was there
 * @param after its number in the text now, if it is there
 */
record ChangedLine(String jobscript, Optional<Integer> before, Optional<Integer> after, Change change, String text) {
    /** What became of it. */
    enum Change {
        SAME,
        ADDED,
        REMOVED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Before the lines of each place that is different: where it begins, of a text without lines at 0. */
    private static final Pattern PLACE = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*");

    static List<ChangedLine> of(List<TextDifference> differences) {
        List<ChangedLine> lines = new ArrayList<>();
        for (TextDifference difference : differences) {
            int before = 0;
            int after = 0;
            for (String line : difference.lines()) {
                Matcher place = PLACE.matcher(line);
                if (place.matches()) {
                    before = Math.max(1, Integer.parseInt(place.group(1)));
                    after = Math.max(1, Integer.parseInt(place.group(2)));
                    continue;
                }
                Change change = change(line);
                lines.add(new ChangedLine(
                        difference.name(),
                        change == Change.ADDED ? Optional.empty() : Optional.of(before++),
                        change == Change.REMOVED ? Optional.empty() : Optional.of(after++),
                        change,
                        line.substring(1)));
            }
        }
        return lines;
    }

    private static Change change(String line) {
        return switch (line.charAt(0)) {
            case '+' -> Change.ADDED;
            case '-' -> Change.REMOVED;
            default -> Change.SAME;
        };
    }
}
