package org.muster.protocol.platform;

/**
 * Trouble with one thing that a program has set aside so that everything else goes on. The same source and subject are the same
 * incident, however often it is told.
 *
 * @param source the part of the platform that cannot do its work, e.g. {@code registrar}
 * @param subject what it cannot do it for: {@code w12}, or a name
 * @param reason in words for people
 */
public record Incident(String source, String subject, String reason) {
    public static final int MAX_SOURCE = 60;
    public static final int MAX_SUBJECT = 300;
    public static final int MAX_REASON = 1_000;
    /** Told in one call. */
    public static final int MAX_TOLD = 100;

    public Incident {
        source = plain(source, MAX_SOURCE);
        subject = plain(subject, MAX_SUBJECT);
        reason = plain(reason, MAX_REASON);
    }

    /** One line that every table, page and log can hold: reasons come from other systems, with whatever they have in them. */
    private static String plain(String text, int most) {
        String line = text.codePoints()
                .map(letter -> Character.isISOControl(letter) || Character.getType(letter) == Character.SURROGATE
                        ? ' '
                        : letter)
                .limit(most)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? "unknown" : line;
    }
}
