package org.muster.agents.finder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.data.Did;
import org.muster.domain.data.FileListDigest;
import org.muster.domain.input.CounterFile;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.platform.InputManifest;

/** What a query found, gathered whole before any of it is used: a list that breaks off must leave no trace. */
final class InputList {
    /** Files of one workflow. */
    static final int MAX_FILES = 1_000_000;
    /** Names of skipped files that are told. */
    private static final int MAX_SKIPPED_NAMED = 5;

    /** Sorted, and each file once, though a query may give it many times. */
    private final TreeMap<String, Long> sizes = new TreeMap<>();

    private final List<String> names = new ArrayList<>();
    private int skipped;

    /** A file of which nobody can ask, because its name cannot be one here: the others run without it. */
    void skip(String name, String why) {
        skipped++;
        if (skipped <= MAX_SKIPPED_NAMED) {
            names.add(name);
        }
    }

    private Optional<String> note() {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(skipped + (skipped == 1 ? " file" : " files")
                        + " skipped, whose names cannot be used here: " + String.join(", ", names)
                        + (skipped > names.size() ? ", ..." : ""));
    }

    void add(Did did, long bytes) {
        add(did.toString(), bytes);
    }

    /** Numbered counter files have a name and nothing else. */
    void addCounters(WorkflowId workflow, int count) {
        for (int number = 1; number <= count; number++) {
            add(CounterFile.name(workflow, number), 0);
        }
    }

    private void add(String name, long bytes) {
        sizes.put(name, bytes);
        if (sizes.size() > MAX_FILES) {
            throw new IllegalArgumentException("the query finds more than " + MAX_FILES + " files");
        }
    }

    /** In portions. A file that comes again changes nothing. */
    void handTo(AllocatorClient allocator, StageRef stage) {
        List<FoundFile> portion = new ArrayList<>();
        sizes.forEach((did, bytes) -> {
            portion.add(new FoundFile(Did.parse(did), bytes));
            if (portion.size() == FileIntake.MAX_FILES) {
                allocator.intake(new FileIntake(stage, portion));
                portion.clear();
            }
        });
        if (!portion.isEmpty()) {
            allocator.intake(new FileIntake(stage, portion));
        }
    }

    InputManifest manifest(String mql, Instant foundAt, int pass, InputManifest.Status status) {
        FileListDigest digest = new FileListDigest();
        long total = 0;
        for (var file : sizes.entrySet()) {
            digest.add(file.getKey(), file.getValue());
            total = total > Long.MAX_VALUE - file.getValue() ? Long.MAX_VALUE : total + file.getValue();
        }
        return new InputManifest(mql, foundAt, pass, status, sizes.size(), total, digest.hex(), note());
    }
}
