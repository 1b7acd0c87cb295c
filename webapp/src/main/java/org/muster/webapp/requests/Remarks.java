package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;

/** What is said about a request while it is read: problems, which refuse it, and warnings, which do not. */
final class Remarks {
    private final Problems problems = new Problems();
    private final List<Problem> warnings = new ArrayList<>();

    void problem(Problem problem) {
        problems.add(problem);
    }

    void warning(Problem warning) {
        warnings.add(warning);
    }

    boolean noProblems() {
        return problems.none();
    }

    List<Problem> problems() {
        return inOrder(problems.list());
    }

    List<Problem> warnings() {
        return inOrder(warnings);
    }

    private static List<Problem> inOrder(List<Problem> found) {
        return found.stream()
                .sorted(Comparator.comparingInt(problem -> problem.line().orElse(0)))
                .toList();
    }
}
