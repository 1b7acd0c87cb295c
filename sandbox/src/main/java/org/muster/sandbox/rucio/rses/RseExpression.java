package org.muster.sandbox.rucio.rses;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.http.RucioRefusal;

/**
 * Selects RSEs: terms joined by {@code |}, {@code &} and {@code \} of equal precedence, from left to right, with
 * parentheses and no blanks. {@code *} stands for all, and only as a whole term.
 */
final class RseExpression {

    /** Deeper nesting than this is a mistake, not a question. */
    private static final int MAX_DEPTH = 50;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*");
    private static final Pattern COMPARISON = Pattern.compile("([A-Za-z0-9._-]+)([=<>])([A-Za-z0-9_-]+)");
    private static final String SIGNS = "|&\\()";

    private final String text;
    private final List<Rse> all;
    private int position;
    private int depth;

    private RseExpression(String text, Collection<Rse> all) {
        this.text = text;
        this.all = List.copyOf(all);
    }

    /** The RSEs that fit, by name; none is an error, as in Rucio. */
    static List<Rse> evaluate(String expression, Collection<Rse> all) {
        RseExpression parser = new RseExpression(expression, all);
        Map<String, Rse> found = parser.expression();
        if (parser.position != expression.length()) {
            throw parser.syntaxError();
        }
        if (found.isEmpty()) {
            throw invalid("RSE Expression resulted in an empty set.");
        }
        return List.copyOf(found.values());
    }

    private Map<String, Rse> expression() {
        if (++depth > MAX_DEPTH) {
            throw syntaxError();
        }
        Map<String, Rse> left = term();
        while (position < text.length() && text.charAt(position) != ')') {
            char sign = text.charAt(position++);
            switch (sign) {
                case '|' -> left.putAll(term());
                case '&' -> left.keySet().retainAll(term().keySet());
                case '\\' -> left.keySet().removeAll(term().keySet());
                default -> throw syntaxError();
            }
        }
        depth--;
        return left;
    }

    private Map<String, Rse> term() {
        if (position < text.length() && text.charAt(position) == '(') {
            position++;
            Map<String, Rse> inner = expression();
            if (position >= text.length() || text.charAt(position) != ')') {
                throw syntaxError();
            }
            position++;
            return inner;
        }
        int start = position;
        while (position < text.length() && SIGNS.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return select(predicate(text.substring(start, position)));
    }

    private Predicate<Rse> predicate(String term) {
        if (term.equals("*")) {
            return rse -> true;
        }
        if (NAME.matcher(term).matches()) {
            return rse -> rse.name().equals(term)
                    || Boolean.TRUE.equals(rse.attributes().get(term));
        }
        Matcher comparison = COMPARISON.matcher(term);
        if (!comparison.matches()) {
            throw syntaxError();
        }
        String key = comparison.group(1);
        String value = comparison.group(3);
        return switch (comparison.group(2)) {
            case "=" -> rse -> equal(valueOf(rse, key), value);
            case "<" -> rse -> compare(valueOf(rse, key), number(value)) < 0;
            default -> rse -> compare(valueOf(rse, key), number(value)) > 0;
        };
    }

    private Map<String, Rse> select(Predicate<Rse> fits) {
        Map<String, Rse> found = new LinkedHashMap<>();
        for (Rse rse : all) {
            if (fits.test(rse)) {
                found.put(rse.name(), rse);
            }
        }
        return found;
    }

    private static @Nullable Object valueOf(Rse rse, String key) {
        Object attribute = rse.attributes().get(key);
        return attribute == null ? rse.columns().get(key) : attribute;
    }

    private static boolean equal(@Nullable Object actual, String wanted) {
        return actual instanceof Boolean
                ? String.valueOf(actual).equalsIgnoreCase(wanted)
                : String.valueOf(actual).equals(wanted);
    }

    /** Zero, so neither less nor greater, if there is no number to compare. */
    private static int compare(@Nullable Object actual, BigDecimal wanted) {
        try {
            return actual == null ? 0 : new BigDecimal(String.valueOf(actual)).compareTo(wanted);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw syntaxError();
        }
    }

    private RucioRefusal syntaxError() {
        return invalid(String.format(Locale.ROOT, "Expression \"%s\" does not comply to RSE Expression syntax", text));
    }

    /** 500 is what most endpoints answer; the others say so themselves. */
    private static RucioRefusal invalid(String detail) {
        return new RucioRefusal(500, "InvalidRSEExpression", detail);
    }
}
