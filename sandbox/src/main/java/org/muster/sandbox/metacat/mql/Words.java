package org.muster.sandbox.metacat.mql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Checks words by the place they stand in and reads constants; errors point at the first wrong character. */
final class Words {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern META_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final String NAME_SIGNS = "_./-";
    private static final String BARE_SIGNS = "$@_.-";
    private static final String PATTERN_SIGNS = "$@_.*?^%-";
    private static final int MAX_DIGITS = 40;
    /** A number that passes for an amount of rows. */
    private static final int MAX_COUNT_DIGITS = 12;

    private final String query;
    private final List<Token> tokens;

    Words(String query, List<Token> tokens) {
        this.query = query;
        this.tokens = List.copyOf(tokens);
    }

    String name(Token token) {
        return letters(token, NAME_SIGNS);
    }

    String pattern(Token token) {
        return letters(token, PATTERN_SIGNS);
    }

    String metaName(Token token) {
        if (!isMetaName(token)) {
            throw unexpected(token, 0);
        }
        return token.getText();
    }

    boolean isMetaName(Token token) {
        return META_NAME.matcher(token.getText()).matches();
    }

    String attribute(Token token) {
        if (!ATTRIBUTE.matcher(token.getText()).matches()) {
            throw noOperand(token);
        }
        return token.getText();
    }

    long integer(Token token) {
        String text = token.getText();
        Matcher digits = INTEGER.matcher(text);
        if (!digits.lookingAt() || text.length() > MAX_COUNT_DIGITS) {
            throw unexpected(token, 0);
        }
        if (digits.end() < text.length()) {
            throw unexpected(token, digits.end());
        }
        return Long.parseLong(text);
    }

    /** What is searched for a constant; a word without a dot may have been meant as the start of a range. */
    String listName(Token constant, Token name) {
        boolean rangeOfOperand = ATTRIBUTE.matcher(constant.getText()).matches() || isMetaName(constant);
        if (rangeOfOperand && !isMetaName(name)) {
            letters(name, BARE_SIGNS);
            throw stoppedAt(name.getTokenIndex() + 1);
        }
        return metaName(name);
    }

    Constant bare(Token token) {
        String text = token.getText();
        if (NUMBER.matcher(text).matches() && text.length() <= MAX_DIGITS) {
            return new Constant.Numeral(
                    new BigDecimal(text), INTEGER.matcher(text).matches());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return new Constant.Bool(lower.equals("true"));
        }
        return new Constant.Text(letters(token, BARE_SIGNS));
    }

    /** Quotes of either kind are refused inside, escaped or not. */
    String unquoted(Token token) {
        String text = token.getText();
        String inner = text.substring(1, text.length() - 1);
        if (inner.contains("\"") || inner.contains("'")) {
            throw MqlError.rule(
                    "string_constant",
                    String.format(
                            Locale.ROOT, "Unsafe string constant containing double or single quote: \"%s\"", inner));
        }
        return inner;
    }

    Constant datetime(String text) {
        String iso = text.replace(' ', 'T');
        try {
            return seconds(OffsetDateTime.parse(iso));
        } catch (DateTimeException withoutOffset) {
            try {
                LocalDateTime time = iso.contains("T")
                        ? LocalDateTime.parse(iso)
                        : LocalDate.parse(iso).atStartOfDay();
                return seconds(time.atOffset(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw MqlError.rule(
                        "datetime_constant", String.format(Locale.ROOT, "Invalid isoformat string: '%s'", text));
            }
        }
    }

    Constant day(String text, String zone) {
        try {
            ZoneOffset offset = ZoneOffset.of(zone);
            LocalDate day = LocalDate.parse(text);
            return new Constant.Day(
                    day.atStartOfDay().toEpochSecond(offset),
                    day.plusDays(1).atStartOfDay().toEpochSecond(offset));
        } catch (DateTimeException e) {
            throw MqlError.rule("date_constant", String.format(Locale.ROOT, "Invalid isoformat string: '%s'", text));
        }
    }

    /** A word that names nothing can still be a constant that a list is asked for. */
    private MqlError noOperand(Token token) {
        letters(token, BARE_SIGNS);
        int next = token.getTokenIndex() + 1;
        if (tokens.get(next).getText().equals("not")) {
            next++;
        }
        return tokens.get(next).getText().equals("in") ? stoppedAt(next + 1) : stoppedAt(next);
    }

    /** What stands behind "matching" is a namespace first of all, and that cannot be a pattern. */
    MqlError stoppedAt(int index) {
        if (index >= 2 && tokens.get(index - 2).getText().equals("matching")) {
            name(tokens.get(index - 1));
        }
        Token token = tokens.get(index);
        return token.getType() == Token.EOF
                ? MqlError.syntax("Unexpected end-of-input. Expected one of: " + System.lineSeparator())
                : unexpected(token, 0);
    }

    MqlError unexpected(Token token, int offset) {
        return MqlError.unexpected(
                query, token.getText().charAt(offset), token.getLine(), token.getCharPositionInLine() + 1 + offset);
    }

    private static Constant seconds(OffsetDateTime time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
        return new Constant.Numeral(seconds.stripTrailingZeros(), false);
    }

    private String letters(Token token, String signs) {
        String text = token.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c < 128 && Character.isLetterOrDigit(c);
            if (!letter && signs.indexOf(c) < 0) {
                throw unexpected(token, i);
            }
        }
        return text;
    }
}
