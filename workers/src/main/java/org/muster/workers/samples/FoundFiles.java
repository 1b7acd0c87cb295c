package org.muster.workers.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found of a sample, and what is to be said about it. */
final class FoundFiles {
    private static final int MAX_NAMED = 5;

    private final SampleList files = new SampleList();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int skippedInAll;

    SampleList files() {
        return files;
    }

    /** For the requester: nothing is frozen. */
    void problem(String problem) {
        problems.add(problem);
    }

    void note(String note) {
        notes.add(note);
    }

    /** A file whose name cannot be one here: the sample is frozen without it. */
    void skip(String name) {
        skippedInAll++;
        if (skipped.size() < MAX_NAMED) {
            skipped.add(name);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    Optional<String> noted() {
        List<String> all = new ArrayList<>(notes);
        if (skippedInAll > 0) {
            all.add(skippedInAll + " files were skipped, whose names cannot be used here: " + String.join(", ", skipped)
                    + (skippedInAll > skipped.size() ? ", ..." : "") + ".");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", all));
    }
}
