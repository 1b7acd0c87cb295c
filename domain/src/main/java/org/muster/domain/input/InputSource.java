package org.muster.domain.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.data.Did;

/** Where the inputs of a workflow come from: justIN's two words that MetaCat never sees, or a MetaCat query. */
public sealed interface InputSource {
    /** Numbered virtual files of a Monte Carlo workflow. */
    record Counters(int count) implements InputSource {}

    /** The files of a Rucio dataset or container. */
    record RucioDataset(Did did) implements InputSource {}

    /** Passed on untouched. */
    record Query(String mql) implements InputSource {}

    Pattern COUNTERS = Pattern.compile("\\s*monte-carlo\\s+(\\d{1,7})\\s*");
    Pattern DATASET = Pattern.compile("\\s*rucio-dataset\\s+(\\S+)\\s*");

    /** @throws IllegalArgumentException for a dataset name that cannot be one */
    static InputSource parse(String text) {
        Matcher counters = COUNTERS.matcher(text);
        if (counters.matches()) {
            return new Counters(Integer.parseInt(counters.group(1)));
        }
        Matcher dataset = DATASET.matcher(text);
        if (dataset.matches()) {
            return new RucioDataset(Did.parse(dataset.group(1)));
        }
        return new Query(text);
    }
}
