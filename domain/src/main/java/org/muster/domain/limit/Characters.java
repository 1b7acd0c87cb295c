package org.muster.domain.limit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Which characters a text may have. A text that is refused is never mended: what its author meant is not ours to guess. */
public final class Characters {
    private Characters() {}

    /** What keeps PostgreSQL and UTF-8 from holding the text: NUL, and half of a surrogate pair. */
    public static Optional<String> unstorable(String text) {
        return first(text, Characters::isUnstorable);
    }

    /** What keeps the text from being one that people read: control characters other than tab and line end, too. */
    public static Optional<String> unreadable(String text) {
        return first(text, point -> isUnstorable(point) || isUnreadableControl(point))
                .or(() -> loneReturn(text) ? Optional.of(name('\r')) : Optional.empty());
    }

    /** The same of a text of one line, which is read beside others: it may not turn round how they are shown, either. */
    public static Optional<String> unreadableInLine(String text) {
        return first(text, Characters::isUnreadableInLine);
    }

    /** For an answer of one line that repeats what somebody sent: whatever no line may have is shown by its number. */
    public static String shownInLine(String text) {
        if (text.codePoints().noneMatch(Characters::isUnreadableInLine)) {
            return text;
        }
        return text.codePoints()
                .mapToObj(point -> isUnreadableInLine(point) ? "<" + name(point) + ">" : Character.toString(point))
                .collect(Collectors.joining());
    }

    private static boolean isUnreadableInLine(int point) {
        return isUnstorable(point) || Character.isISOControl(point) || isTurning(point) || isSeparator(point);
    }

    private static Optional<String> first(String text, IntPredicate unfit) {
        return text.codePoints().filter(unfit).mapToObj(Characters::name).findFirst();
    }

    private static String name(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }

    private static boolean isUnstorable(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static boolean isUnreadableControl(int point) {
        return Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
    }

    /** Unicode's embeddings, overrides and isolates of a direction of writing; letters bring their own. */
    private static boolean isTurning(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    /** Unicode's own ends of lines and paragraphs. */
    private static boolean isSeparator(int point) {
        return point == 0x2028 || point == 0x2029;
    }

    /** Browsers end the lines of a form with CR LF; alone, CR hides what stands before it. */
    private static boolean loneReturn(String text) {
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
            if (at + 1 == text.length() || text.charAt(at + 1) != '\n') {
                return true;
            }
        }
        return false;
    }
}
