package org.muster.connectors.metacat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a query cannot be read.
 *
 * @param line from 1
 * @param column from 1
 */
public record MqlFault(int line, int column, String problem) {
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) col(?:umn)? (\\d+)");
    private static final Pattern PROBLEM = Pattern.compile("MQL\\w*Error: *([^\\n]*)");

    /** From MetaCat's text. What has no place there, as an end that comes too early, is at the end of the query. */
    static MqlFault of(MetaCatRefused refusal, String mql) {
        String text = String.valueOf(refusal.getMessage());
        Matcher problem = PROBLEM.matcher(text);
        String said = problem.find() ? problem.group(1).strip() : text;
        Matcher place = PLACE.matcher(text);
        if (place.find()) {
            return new MqlFault(
                    Integer.parseInt(place.group(1)),
                    Integer.parseInt(place.group(2)),
                    said.replaceFirst(",? *" + PLACE.pattern() + ".*", ""));
        }
        // What MetaCat meets while it builds the query stands behind the rule or the trace that led there.
        if (said.endsWith(":")) {
            said = text.strip().lines().reduce((before, last) -> last).orElse(said);
        }
        List<String> lines = mql.stripTrailing().lines().toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return new MqlFault(Math.max(1, lines.size()), last.length() + 1, said);
    }

    /** The problem, its place, and the line with a caret under the place. */
    public String pointedOut(String mql) {
        List<String> lines = mql.lines().toList();
        String at = line <= lines.size() ? lines.get(line - 1) : "";
        return String.format(
                Locale.ROOT,
                "%s, line %d, column %d%n%s%n%s^",
                problem,
                line,
                column,
                at,
                " ".repeat(Math.max(0, column - 1)));
    }
}
