package org.muster.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
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
public final class FinderLoad {
    private static final int PER_CALL = FileIntake.MAX_FILES;
    private static final long SIZE = 4_000_000_000L;

    private final AllocatorClient control;
    private final StageRef stage;

    public FinderLoad(AllocatorClient control, StageRef stage) {
        this.control = control;
        this.stage = stage;
    }

    /** Answers files a second of all together. */
    public static double atOnce(List<FinderLoad> intakes, ToIntFunction<FinderLoad> work) {
        long begin = System.nanoTime();
        int files =
                intakes.stream()
                        .map(intake -> CompletableFuture.supplyAsync(() -> work.applyAsInt(intake)))
                        .toList()
                        .stream()
                        .mapToInt(CompletableFuture::join)
                        .sum();
        return files / ((System.nanoTime() - begin) / 1e9);
    }

    /** Answers how many. */
    public int names(int count) {
        for (int from = 0; from < count; from += PER_CALL) {
            List<FoundFile> files = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + PER_CALL); i++) {
                String name = String.format(Locale.ROOT, "np04hd_raw_run%06d_%04d_%s.hdf5", i / 1000, i % 1000, stage);
                files.add(new FoundFile(new Did(GridShape.SCOPE, name), SIZE));
            }
            control.intake(new FileIntake(stage, files));
        }
        return count;
    }

    /** Two replicas for each file that has none; answers how many files there were. */
    public int replicas() {
        int located = 0;
        List<FileToLocate> files = control.filesToLocate(PER_CALL);
        while (!files.isEmpty()) {
            control.located(files.stream().map(FinderLoad::located).toList());
            located += files.size();
            files = control.filesToLocate(PER_CALL);
        }
        return located;
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
                Optional.empty());
    }
}
