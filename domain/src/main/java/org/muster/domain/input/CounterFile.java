package org.muster.domain.input;

import java.util.Locale;
import org.muster.domain.limit.Range;
import org.muster.domain.workflow.WorkflowId;

/** A numbered input that exists by its name only: what a job of a Monte Carlo workflow takes as its seed. */
public final class CounterFile {
    /** Of one workflow. The number has six digits in the name. */
    public static final Range COUNT = new Range(1, 999_999);

    private CounterFile() {}

    public static String name(WorkflowId workflow, int number) {
        return String.format(Locale.ROOT, "monte-carlo-%06d-%06d", workflow.number(), number);
    }

    /** The number alone: it stands where others have an address. */
    public static String number(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
