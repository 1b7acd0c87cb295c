package org.muster.agents.finder;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FoundFile;

/** Gathers found files and hands them to the allocator in portions. A file that comes again changes nothing. */
final class Intake {
    private final AllocatorClient allocator;
    private final StageRef stage;
    private final List<FoundFile> portion = new ArrayList<>();
    private int files;

    Intake(AllocatorClient allocator, StageRef stage) {
        this.allocator = allocator;
        this.stage = stage;
    }

    void add(Did did, long bytes) {
        portion.add(new FoundFile(did, bytes));
        files++;
        if (portion.size() == FileIntake.MAX_FILES) {
            flush();
        }
    }

    void flush() {
        if (!portion.isEmpty()) {
            allocator.intake(new FileIntake(stage, portion));
            portion.clear();
        }
    }

    int files() {
        return files;
    }
}
