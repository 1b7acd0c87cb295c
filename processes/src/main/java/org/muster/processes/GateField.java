package org.muster.processes;

import java.util.List;

/**
 * A field of a gate's form. What is sent when a task is completed is one of these or refused, whichever way it comes.
 *
 * @param need whether an answer without it says nothing
 */
public record GateField(Variable variable, Kind kind, Need need) {
    /** Characters of a comment, and of the name of a meeting or document, at most. */
    static final int MAX_COMMENT = Variable.MAX_TEXT;

    static final int MAX_LINE = 200;

    /** What a value looks like. */
    public sealed interface Kind {}

    /** One of these words. */
    public record Choice(List<String> answers) implements Kind {
        public Choice {
            answers = List.copyOf(answers);
        }
    }

    /** @param longest characters at most */
    public record Text(int longest) implements Kind {}

    /** A whole number. */
    public record Count(int least, int most) implements Kind {}

    /** Whether a form can be sent without the field. */
    public enum Need {
        MANDATORY,
        OPTIONAL
    }

    static GateField optional(Variable variable, Kind kind) {
        return new GateField(variable, kind, Need.OPTIONAL);
    }

    static GateField mandatory(Variable variable, Kind kind) {
        return new GateField(variable, kind, Need.MANDATORY);
    }
}
