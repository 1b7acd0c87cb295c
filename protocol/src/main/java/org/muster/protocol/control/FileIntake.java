package org.muster.protocol.control;

import java.util.List;
import org.muster.domain.workflow.StageRef;

/** Input files of a stage, at most {@link #MAX_FILES} in one call; files it has already are left as they are. */
public record FileIntake(StageRef stage, List<FoundFile> files) {
    public static final int MAX_FILES = 10_000;

    public FileIntake {
        files = List.copyOf(files);
        if (files.size() > MAX_FILES) {
            throw new IllegalArgumentException("at most " + MAX_FILES + " files in one call");
        }
    }
}
