package org.muster.allocator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.allocator.matching.FileView;
import org.muster.allocator.matching.Geography;
import org.muster.allocator.matching.Numbering;
import org.muster.allocator.matching.Reach;
import org.muster.allocator.matching.WaitingFiles;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;

/** A stage in memory: its files, its queues and its counts, which are kept up with every move. */
final class StageBook implements FileView {
    /** Files of one numbered dataset. */
    static final int FILES_PER_DATASET = 1000;

    final WorkflowBook workflow;
    final StageRef ref;
    final StageOrder order;
    final Set<SiteName> sites;
    final Set<Integer> inputRses;

    final List<InputFile> files = new ArrayList<>();
    final Map<String, InputFile> byDid = new HashMap<>();
    final Map<Long, InputFile> finding = new LinkedHashMap<>();
    final WaitingFiles waiting = new WaitingFiles(this);

    private final Tally<InputFileState> fileCounts = new Tally<>(InputFileState.class);
    private final Tally<JobState> jobCounts = new Tally<>(JobState.class);
    private final Tally<OutputFileState> outputCounts = new Tally<>(OutputFileState.class);
    private final Map<String, Long> confirmedByDataset = new HashMap<>();
    private final Map<Integer, Reach> reaches = new HashMap<>();
    long eventsConfirmed;

    StageBook(WorkflowBook workflow, StageRef ref, StageOrder order, Numbering rses) {
        this.workflow = workflow;
        this.ref = ref;
        this.order = order;
        this.sites = new HashSet<>(order.sites());
        this.inputRses =
                order.inputRses().stream().map(rse -> rses.of(rse.value())).collect(Collectors.toSet());
    }

    boolean runsAt(SiteName site) {
        return sites.isEmpty() || sites.contains(site);
    }

    Reach reach(int site, Geography geography, int counters) {
        return reaches.computeIfAbsent(
                site, number -> geography.reach(number, order.maxDistance(), inputRses, counters));
    }

    void forgetReaches() {
        reaches.clear();
    }

    Optional<OutputPattern> pattern(int patternId) {
        return order.outputs().stream()
                .filter(pattern -> pattern.patternId() == patternId)
                .findFirst();
    }

    InputFile addFile(long id, String did, long sizeBytes) {
        InputFile file = new InputFile(id, this, files.size(), did, sizeBytes);
        files.add(file);
        byDid.put(did, file);
        return file;
    }

    void count(InputFileState state, int change) {
        fileCounts.add(state, change);
    }

    void count(JobState state, int change) {
        jobCounts.add(state, change);
    }

    void count(OutputFileState state, int change) {
        outputCounts.add(state, change);
    }

    long files(InputFileState state) {
        return fileCounts.of(state);
    }

    long jobs(JobState state) {
        return jobCounts.of(state);
    }

    long liveJobs() {
        return jobs(JobState.STARTED) + jobs(JobState.PROCESSING) + jobs(JobState.OUTPUTTING);
    }

    boolean everyFileTerminal() {
        for (InputFileState state : InputFileState.values()) {
            if (!state.terminal() && files(state) > 0) {
                return false;
            }
        }
        return true;
    }

    void confirmedInto(String dataset) {
        confirmedByDataset.merge(dataset, 1L, Long::sum);
    }

    /** Numbered from 1; a new number every thousand confirmed files. */
    int datasetNumber(String dataset) {
        return 1 + (int) (confirmedByDataset.getOrDefault(dataset, 0L) / FILES_PER_DATASET);
    }

    StageProgress progress() {
        return new StageProgress(ref, fileCounts.counts(), jobCounts.counts(), outputCounts.counts());
    }

    @Override
    public boolean waitsAt(int slot, int rse) {
        InputFile file = files.get(slot);
        return file.state == InputFileState.UNALLOCATED && file.readableAt(rse);
    }

    @Override
    public int lastSite(int slot) {
        return files.get(slot).site;
    }

    @Override
    public int lastRse(int slot) {
        return files.get(slot).rse;
    }
}
