package org.muster.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import org.muster.benchmarks.grid.GridShape;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;

/** A finder: names in bulk, then replicas in bulk, over the control surface. */
public final class Intake {
    private static final int PER_CALL = FileIntake.MAX_FILES;
    private static final long SIZE = 4_000_000_000L;

    private final AllocatorClient control;

    public Intake(AllocatorClient control) {
        this.control = control;
    }

    /** Answers files a second. */
    public double names(StageRef stage, int count) {
        long begin = System.nanoTime();
        for (int from = 0; from < count; from += PER_CALL) {
            List<FoundFile> files = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + PER_CALL); i++) {
                String name = "np04hd_raw_run%06d_%04d_%s.hdf5".formatted(i / 1000, i % 1000, stage);
                files.add(new FoundFile(new Did(GridShape.SCOPE, name), SIZE));
            }
            control.intake(new FileIntake(stage, files));
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    /** Two replicas for each file that has none; answers files a second. */
    public double replicas() {
        long begin = System.nanoTime();
        int located = 0;
        List<FileToLocate> files = control.filesToLocate(PER_CALL);
        while (!files.isEmpty()) {
            control.located(files.stream().map(Intake::located).toList());
            located += files.size();
            files = control.filesToLocate(PER_CALL);
        }
        return located / ((System.nanoTime() - begin) / 1e9);
    }

    private static LocatedFile located(FileToLocate file) {
        int first = (int) (file.fileId() % GridShape.STORAGES);
        return new LocatedFile(file.fileId(), List.of(replica(file, first), replica(file, first + 1)));
    }

    private static FoundReplica replica(FileToLocate file, int storage) {
        return new FoundReplica(
                GridShape.storage(storage),
                "root://storage" + storage + ".example.org:1094//eos/experiment/rucio/" + GridShape.SCOPE + "/ab/cd/"
                        + file.did().name(),
                "");
    }
}
