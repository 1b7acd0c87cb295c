package org.muster.domain.limit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.muster.domain.failure.Problems;

/**
 * How long a text of people may be, in characters as they count them and in bytes of UTF-8.
 *
 * @param form one line, or several
 */
public record TextLimit(int least, int most, int mostBytes, Form form) {
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    /** Whether line ends and tabs belong in it. */
    public enum Form {
        LINE,
        LINES
    }

    public TextLimit {
        if (least < 0 || most < least || mostBytes < most) {
            throw new IllegalArgumentException("no text can have such a length");
        }
    }

    public static TextLimit line(int least, int most) {
        return new TextLimit(least, most, most * MOST_BYTES_OF_A_CHARACTER, Form.LINE);
    }

    public static TextLimit lines(int least, int most) {
        return new TextLimit(least, most, most * MOST_BYTES_OF_A_CHARACTER, Form.LINES);
    }

    /** For what is kept as a file: as many bytes as characters. */
    public static TextLimit file(int most) {
        return new TextLimit(1, most, most, Form.LINES);
    }

    /** What is wrong, to be read after the field's name; blanks alone are nothing. */
    public Optional<String> objection(String text) {
        int length = text.codePointCount(0, text.length());
        if (least > 0 && text.isBlank()) {
            return Optional.of("is empty");
        }
        if (length < least) {
            return Optional.of("has " + length + " characters");
        }
        if (length > most) {
            return Optional.of("is too long: " + length + " characters");
        }
        return bytes(text)
                .or(() -> (form == Form.LINE ? Characters.unreadableInLine(text) : Characters.unreadable(text))
                        .map(name -> "has a character that no text may have, " + name));
    }

    private Optional<String> bytes(String text) {
        if (text.length() <= mostBytes / MOST_BYTES_OF_A_CHARACTER) {
            return Optional.empty();
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes > mostBytes ? Optional.of("is too long: " + bytes + " bytes") : Optional.empty();
    }

    public void check(String text, String field, Problems problems) {
        objection(text).ifPresent(what -> problems.add(field, what, "write " + this));
    }

    @Override
    public String toString() {
        String bytes = mostBytes < most * MOST_BYTES_OF_A_CHARACTER ? " and " + mostBytes + " bytes" : "";
        return (least == 0 ? "at most " + most : least + " to " + most) + " characters" + bytes + " of plain text"
                + (form == Form.LINE ? " in one line" : "");
    }
}
