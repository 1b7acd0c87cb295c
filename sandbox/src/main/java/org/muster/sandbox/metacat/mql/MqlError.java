package org.muster.sandbox.metacat.mql;

import java.util.Locale;

/** Why a query is refused, in the words of the real server: clients and people read them. */
public final class MqlError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private final Moment moment;

    /** When the real server notices. */
    private enum Moment {
        BEFORE_THE_ANSWER,
        IN_THE_ANSWER
    }

    private MqlError(int status, String text) {
        this(status, text, Moment.BEFORE_THE_ANSWER);
    }

    private MqlError(int status, String text, Moment moment) {
        super(text, null, false, false);
        this.status = status;
        this.moment = moment;
    }

    /** Whether a list of files has begun by then: it is 200 and ends at once, and nothing tells its reader. */
    public boolean cutsTheList() {
        return moment == Moment.IN_THE_ANSWER;
    }

    public int status() {
        return status;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** Points at the place, as the real server does. */
    static MqlError unexpected(String query, char found, int line, int column) {
        String[] lines = query.split("\n", -1);
        String shown = line <= lines.length ? lines[line - 1] : "";
        return syntax(String.format(
                Locale.ROOT,
                "No terminal matches '%s' in the current parser context, at line %d col %d%n%n%s%n%s^",
                found,
                line,
                column,
                shown,
                " ".repeat(Math.max(0, column - 1))));
    }

    static MqlError syntax(String text) {
        return new MqlError(400, "MQLSyntaxError: " + text);
    }

    /** A mistake that the real server finds while it builds the query of a grammar rule. */
    static MqlError rule(String rule, String text) {
        return syntax(String.format(Locale.ROOT, "Error trying to process rule \"%s\":%n%n%s", rule, text));
    }

    static MqlError compilation(String text) {
        return new MqlError(400, "MQLCompilationError: ValueError: " + text);
    }

    static MqlError execution(String text) {
        return new MqlError(400, "MQLExecutionError: " + text);
    }

    /** A filter that fails while it runs. */
    static MqlError inStream(String text) {
        return new MqlError(500, text, Moment.IN_THE_ANSWER);
    }

    /** What the real server lets the database refuse. */
    static MqlError server(String text) {
        return new MqlError(500, text);
    }
}
