package org.muster.webapp.campaigns;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.muster.protocol.platform.TextDifference;

/** What is different between the jobscripts of two revisions, line by line. */
final class Differences {
    /** Lines that are the same around those that are not. */
    private static final int CONTEXT = 3;

    /** The two lines that name the files, which are the same. */
    private static final int HEADING = 2;

    private Differences() {}

    /** Only of those that are different. */
    static List<TextDifference> between(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<TextDifference> differences = new ArrayList<>();
        for (String name : names) {
            List<String> old = lines(before.getOrDefault(name, ""));
            Patch<String> patch = DiffUtils.diff(old, lines(after.getOrDefault(name, "")));
            if (!patch.getDeltas().isEmpty()) {
                List<String> unified = UnifiedDiffUtils.generateUnifiedDiff(name, name, old, patch, CONTEXT);
                differences.add(new TextDifference(
                        name,
                        patch.getDeltas().stream().mapToInt(Differences::added).sum(),
                        patch.getDeltas().stream()
                                .mapToInt(Differences::removed)
                                .sum(),
                        unified.subList(HEADING, unified.size())));
            }
        }
        return differences;
    }

    private static int added(AbstractDelta<String> delta) {
        return delta.getTarget().size();
    }

    private static int removed(AbstractDelta<String> delta) {
        return delta.getSource().size();
    }

    /** The last line ends as the others do. */
    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
