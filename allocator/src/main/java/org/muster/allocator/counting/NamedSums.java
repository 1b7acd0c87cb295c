package org.muster.allocator.counting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.muster.allocator.ledger.rows.FileSum;
import org.muster.allocator.ledger.rows.JobSum;
import org.muster.allocator.ledger.rows.OutputSum;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.site.SiteName;

/** The sums of a workflow as figures with names; one that is not there is none. */
final class NamedSums {
    /** What happened and is never undone. */
    private final Map<String, Long> growing = new HashMap<>();

    private final Map<String, Long> changing = new HashMap<>();

    NamedSums(Sums sums) {
        sums.files().forEach(this::add);
        sums.jobs().forEach(this::add);
        sums.outputs().forEach(this::add);
    }

    private void add(FileSum sum) {
        Map<String, Long> figures = sum.state() == InputFileState.PROCESSED ? growing : changing;
        figures.merge("files of " + sum.stage() + " " + sum.state(), sum.files(), Long::sum);
    }

    private void add(JobSum sum) {
        Map<String, Long> figures = sum.state().terminal() ? growing : changing;
        String which = "of jobs of " + sum.stage() + " " + sum.state() + " at "
                + sum.site().map(SiteName::value).orElse("no site") + " with code " + sum.code();
        figures.merge("number " + which, sum.jobs(), Long::sum);
        figures.merge("milliseconds " + which, sum.realMillis(), Long::sum);
    }

    private void add(OutputSum sum) {
        Map<String, Long> figures = sum.state() == OutputFileState.RECORDED ? changing : growing;
        String which = "of outputs of " + sum.stage() + " " + sum.state();
        figures.merge("number " + which, sum.outputs(), Long::sum);
        figures.merge("bytes " + which, sum.bytes(), Long::sum);
        figures.merge("events " + which, sum.events(), Long::sum);
    }

    /**
     * What a count says that was made between two looks at what is kept. If they differ, somebody was at work meanwhile: then only
     * of what grows can be said that it lies between.
     */
    static List<Difference> between(Sums before, Sums counted, Sums after) {
        NamedSums first = new NamedSums(before);
        NamedSums count = new NamedSums(counted);
        NamedSums last = new NamedSums(after);
        List<Difference> differences = new ArrayList<>();
        differences(first.growing, count.growing, last.growing, differences);
        if (first.growing.equals(last.growing) && first.changing.equals(last.changing)) {
            differences(first.changing, count.changing, last.changing, differences);
        }
        return differences;
    }

    private static void differences(
            Map<String, Long> before, Map<String, Long> counted, Map<String, Long> after, List<Difference> found) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(counted.keySet());
        for (String name : names) {
            long number = counted.getOrDefault(name, 0L);
            long least = before.getOrDefault(name, 0L);
            if (number < least || number > after.getOrDefault(name, 0L)) {
                found.add(new Difference(name, least, number));
            }
        }
    }
}
