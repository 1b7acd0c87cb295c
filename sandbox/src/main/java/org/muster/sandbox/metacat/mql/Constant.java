package org.muster.sandbox.metacat.mql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.util.Locale;

/** A value written in a query. */
sealed interface Constant {

    /** As it is written in a JSON path. */
    String json();

    /** As a database column is compared with it. */
    String plain();

    record Numeral(BigDecimal value, boolean integer) implements Constant {
        @Override
        public String json() {
            // A sign is no part of a number in a JSON path, but an operator.
            return value.signum() < 0
                    ? String.format(Locale.ROOT, "(%s)", value.toPlainString())
                    : value.toPlainString();
        }

        @Override
        public String plain() {
            return value.toPlainString();
        }
    }

    record Bool(boolean value) implements Constant {
        @Override
        public String json() {
            return plain();
        }

        @Override
        public String plain() {
            return String.valueOf(value);
        }
    }

    record Text(String raw) implements Constant {
        @Override
        public String json() {
            return quoted(unescaped(raw));
        }

        @Override
        public String plain() {
            return raw;
        }
    }

    /** A whole day, in Unix seconds: from its start up to, not including, its end. */
    record Day(long start, long end) implements Constant {
        @Override
        public String json() {
            return String.valueOf(start);
        }

        @Override
        public String plain() {
            return json();
        }
    }

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** One backslash is eaten on the way into the JSON path, as on the real server. */
    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length()) {
                c = switch (raw.charAt(++i)) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> raw.charAt(i);
                };
            }
            text.append(c);
        }
        return text.toString();
    }
}
