package org.muster.processes;

import java.util.List;
import org.muster.domain.limit.Range;
import org.muster.domain.limit.TextLimit;

/**
 * A field of a gate's form. What is sent when a task is completed is one of these or refused, whichever way it comes.
 *
 * @param need whether an answer without it says nothing
 */
public record GateField(Variable variable, Kind kind, Need need) {
    /** What a value looks like. */
    public sealed interface Kind {}

    /** One of these words. */
    public record Choice(List<String> answers) implements Kind {
        public Choice {
            answers = List.copyOf(answers);
        }
    }

    /** @param longest characters at most */
    public record Text(int longest) implements Kind {
        static Text of(TextLimit limit) {
            return new Text(limit.most());
        }
    }

    /** A whole number. */
    public record Count(int least, int most) implements Kind {
        static Count of(Range range) {
            return new Count((int) range.least(), (int) range.most());
        }
    }

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
