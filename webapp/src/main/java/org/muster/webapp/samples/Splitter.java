package org.muster.webapp.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.protocol.platform.SampleFile;
import org.muster.webapp.requests.Cut;

/**
 * Cuts the files of a sample, which pass by once in their order, into portions: each begins where the one before ends, so that
 * they are contiguous and disjoint, and cover all files.
 */
public final class Splitter {
    private final List<Head> heads;
    private final Cut cut;
    private final long most;
    private final long left;
    private final List<Portion> portions = new ArrayList<>();
    private @Nullable Growing growing;
    private long files;
    private long untold;

    /** Files at the beginning of a sample that are set apart for what comes before the full production. */
    public record Head(WorkflowPurpose purpose, long files) {}

    /**
     * @param total files that will pass by
     * @param most files of one workflow
     */
    public Splitter(List<Head> heads, Cut cut, long total, long most) {
        this.heads = List.copyOf(heads);
        this.cut = cut;
        this.most = Math.min(most, RequestLimits.SLICE_FILES.most());
        this.left = total - heads.stream().mapToLong(Head::files).sum();
    }

    public void add(SampleFile file) {
        untold += tells(file) ? 0 : 1;
        if (growing == null || !growing.takes(file)) {
            close();
            growing = next();
        }
        growing.take(file);
        files++;
    }

    /** Whether it says by what it is to be cut. */
    private boolean tells(SampleFile file) {
        return (!(cut instanceof Cut.Events) || file.events().isPresent())
                && (!(cut instanceof Cut.Runs) || file.run().isPresent());
    }

    private Growing next() {
        return portions.size() < heads.size()
                ? new Growing(heads.get(portions.size()).purpose())
                : new Growing(WorkflowPurpose.PRODUCTION);
    }

    private void close() {
        if (growing != null) {
            portions.add(growing.portion());
            growing = null;
        }
    }

    /** When all files have passed by. */
    public List<Portion> portions() {
        close();
        return List.copyOf(portions);
    }

    /** What keeps the portions from being worked on; to be asked after them. */
    public List<Problem> problems(String field) {
        Problems problems = new Problems();
        String slices = field + ".slices";
        if (left < 1) {
            problems.add(
                    field,
                    "has " + files + " files, all of which pilot and validation sample take",
                    "validate fewer of them, or name more");
        }
        if (untold > 0) {
            problems.add(
                    slices,
                    "cannot be made: the metadata of " + untold + " files do not say "
                            + (cut instanceof Cut.Runs ? SampleFile.RUNS : SampleFile.EVENTS),
                    "cut the sample by files or count");
        }
        long largest = portions.stream().mapToLong(Portion::files).max().orElse(0);
        if (largest > most) {
            problems.add(
                    slices,
                    "would have up to " + largest + " files each; a workflow takes " + most,
                    "cut the sample into more slices");
        }
        if (!RequestLimits.ROWS.holds(portions.size())) {
            problems.add(slices, "would be " + portions.size(), "cut it into " + RequestLimits.ROWS);
        }
        return problems.list();
    }

    /** The portion that files are put into. */
    private final class Growing {
        private final WorkflowPurpose purpose;
        private final long skip = files;
        private long bytes;
        private Optional<Long> events = Optional.of(0L);
        private @Nullable SampleFile first;

        Growing(WorkflowPurpose purpose) {
            this.purpose = purpose;
        }

        private long taken() {
            return files - skip;
        }

        boolean takes(SampleFile file) {
            if (portions.size() < heads.size()) {
                return taken() < heads.get(portions.size()).files();
            }
            long number = (long) portions.size() - heads.size();
            if (cut instanceof Cut.ByNumber even) {
                return taken() < even.inputs(number, left, left);
            }
            return taken() < most && belongs(file);
        }

        private boolean belongs(SampleFile file) {
            if (cut instanceof Cut.Events some) {
                return events.orElse(0L) + file.events().orElse(0L) <= some.most();
            }
            if (cut instanceof Cut.Bytes some) {
                return bytes + file.bytes() <= some.most();
            }
            return Objects.requireNonNull(first).run().equals(file.run());
        }

        void take(SampleFile file) {
            first = first == null ? file : first;
            bytes += file.bytes();
            events = events.flatMap(some -> file.events().map(more -> some + more));
        }

        Portion portion() {
            boolean ofOneRun = purpose == WorkflowPurpose.PRODUCTION && cut instanceof Cut.Runs;
            Optional<Long> run = ofOneRun ? Objects.requireNonNull(first).run() : Optional.empty();
            return new Portion(purpose, skip, taken(), bytes, events, run);
        }
    }
}
