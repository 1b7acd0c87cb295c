package org.muster.webapp.orchestration;

/** The engine keeps texts in 4000 characters; what is shown on a form is cut with a mark rather than refused. */
final class LongText {
    private static final int MAX = 3_900;

    private LongText() {}

    static String of(String text) {
        return text.length() <= MAX ? text : text.substring(0, MAX) + "\n... (the campaign's page shows the rest)";
    }
}
