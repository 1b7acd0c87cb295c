package org.muster.webapp.orchestration;

import org.muster.processes.Variable;

/** The engine keeps texts in a narrow column; what is shown on a form is cut with a mark rather than refused. */
final class LongText {
    private static final String CUT = "\n... (the dashboard shows the rest)";

    private LongText() {}

    static String of(String text) {
        return text.length() <= Variable.MAX_TEXT ? text : text.substring(0, Variable.MAX_TEXT - CUT.length()) + CUT;
    }
}
