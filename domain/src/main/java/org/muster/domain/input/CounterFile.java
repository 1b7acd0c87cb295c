package org.muster.domain.input;

import java.util.Locale;
import org.muster.domain.data.Did;
import org.muster.domain.limit.Range;
import org.muster.domain.workflow.WorkflowId;

/** A numbered input that exists by its name only: what a job of a Monte Carlo workflow takes as its seed. */
public final class CounterFile {
    /** Of one workflow. The number has six digits in the name. */
    public static final Range COUNT = new Range(1, 999_999);

    /** In which tables show them: they are in no catalogue, and jobs and rows know them by their names alone. */
    public static final String SCOPE = "monte-carlo";

    private CounterFile() {}

    /** Whether a job that says this means a counter file. */
    public static boolean isName(String text) {
        return text.startsWith(SCOPE + "-");
    }

    public static boolean isOne(Did did) {
        return did.scope().equals(SCOPE) || isName(did.name());
    }

    public static String name(WorkflowId workflow, int number) {
        return String.format(Locale.ROOT, SCOPE + "-%06d-%06d", workflow.number(), number);
    }

    /** The number alone, as the name has it: it stands where others have an address. */
    public static String number(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }
}
