package org.muster.webapp.workflows;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.InputFileState;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Page;
import org.muster.protocol.http.PageOrder;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.allocation.KnownProgress;
import org.muster.webapp.http.Paging;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.http.Word;
import org.muster.webapp.incidents.Incidents;
import org.muster.webapp.inputs.Manifests;
import org.springframework.stereotype.Component;

/** Workflows as tables and pages show them: our rows, with the allocator's numbers. */
@Component
public class WorkflowViews {
    /** Workflows whose jobs are counted. */
    private static final int MAX_AT_WORK = 10_000;

    private static final Set<String> OUR_FILTERS = Set.of("workflow", "type", PageOrder.NAME, "after", "limit");

    private final Workflows workflows;
    private final WorkflowEvents events;
    private final KnownProgress known;
    private final AllocatorClient allocator;
    private final Manifests manifests;
    private final Incidents incidents;

    WorkflowViews(
            Workflows workflows,
            WorkflowEvents events,
            KnownProgress known,
            AllocatorClient allocator,
            Manifests manifests,
            Incidents incidents) {
        this.incidents = incidents;
        this.manifests = manifests;
        this.workflows = workflows;
        this.events = events;
        this.known = known;
        this.allocator = allocator;
    }

    /** @param parameters any of campaign, state, owner, purpose, after, limit */
    public Page<WorkflowRow> page(Map<String, String> parameters) {
        Paging paging = Paging.of(parameters);
        List<Workflow> list = workflows.list(new Workflows.Choice(
                read(parameters, "campaign", CampaignId::parse),
                filter(parameters, "state").map(text -> Word.of(WorkflowState.class, text)),
                filter(parameters, "owner"),
                filter(parameters, "purpose").map(text -> Word.of(WorkflowPurpose.class, text)),
                paging.after(),
                paging.limit()));
        return new Page<>(
                rows(list),
                list.size() < paging.limit()
                        ? Optional.empty()
                        : Optional.of(
                                Integer.toString(list.get(list.size() - 1).id().number())));
    }

    public List<WorkflowRow> rows(List<Workflow> list) {
        Map<WorkflowId, WorkflowProgress> progress =
                known.progress(list.stream().map(Workflow::id).toList());
        return list.stream()
                .map(workflow -> row(workflow, Optional.ofNullable(progress.get(workflow.id()))))
                .toList();
    }

    public WorkflowDetail detail(WorkflowId id) {
        Workflow workflow = find(id);
        Optional<WorkflowProgress> progress = known.progress(id);
        return new WorkflowDetail(
                row(workflow, progress),
                workflow.draft().stages(),
                progress,
                manifests.last(id),
                incidents.page(Map.of("subject", id.toString(), "open", "true")).rows(),
                workflows.outcome(id));
    }

    public WorkflowOrder order(WorkflowId id) {
        return find(id).order();
    }

    /** @param filters any of state, did, after, limit */
    public Page<FileRow> files(StageRef stage, Map<String, String> filters) {
        find(stage.workflow());
        Map<String, String> all = new HashMap<>(Paging.filters(filters));
        all.put("workflow", Integer.toString(stage.workflow().number()));
        all.put("stage", Integer.toString(stage.stage()));
        return allocator.files(all);
    }

    /** @param filters any of stage, state, did, after, limit */
    public Page<OutputRow> outputs(WorkflowId id, Map<String, String> filters) {
        find(id);
        Map<String, String> all = new HashMap<>(Paging.filters(filters));
        all.put("workflow", Integer.toString(id.number()));
        return allocator.outputs(all);
    }

    /** How many at work are in each state; states without one are left out. */
    public Map<WorkflowState, Long> countsAtWork() {
        return workflows.countsAtWork();
    }

    /** Jobs of all workflows that are at work, by state. */
    public Map<JobState, Long> jobs() {
        Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
        known.progress(workflows.atWork(MAX_AT_WORK)).values().stream()
                .flatMap(workflow -> workflow.stages().stream())
                .forEach(stage -> stage.jobs().forEach((state, count) -> jobs.merge(state, count, Long::sum)));
        return jobs;
    }

    /**
     * What happened to the workflows themselves among the allocator's events, in the order asked for. Filters that only the allocator
     * knows leave out what is not the allocator's.
     *
     * @param filters any of workflow, stage, type, did, job, site, entry, rse, exit_code, order, after, limit
     */
    public Page<EventRow> events(Map<String, String> filters) {
        Map<String, String> all = Paging.filters(filters);
        if (!OUR_FILTERS.containsAll(all.keySet())) {
            return allocator.events(all);
        }
        int limit = Paging.limit(filters);
        EventsCursor after = EventsCursor.parse(all.getOrDefault("after", ""));
        PageOrder order = PageOrder.of(all);
        List<EventRow> ours = events.list(
                read(all, "workflow", WorkflowId::parse),
                read(all, "type", Integer::valueOf),
                order,
                after.ours(),
                limit + 1);
        return after.merge(ours, theirs(all, after, ours), order, limit);
    }

    /** While the allocator is away, what is ours is shown without the rest. */
    private Page<EventRow> theirs(Map<String, String> filters, EventsCursor after, List<EventRow> ours) {
        Map<String, String> asked = new HashMap<>(filters);
        asked.put("after", Long.toString(after.allocators()));
        try {
            return allocator.events(asked);
        } catch (ExternalSystemUnavailable e) {
            if (ours.isEmpty()) {
                throw e;
            }
            return new Page<>(List.of(), Optional.empty());
        }
    }

    private Workflow find(WorkflowId id) {
        return workflows.find(id).orElseThrow(() -> RefusedRequest.notFound("workflow " + id));
    }

    private static WorkflowRow row(Workflow workflow, Optional<WorkflowProgress> progress) {
        Workflow.Draft draft = workflow.draft();
        return new WorkflowRow(
                workflow.id(),
                workflow.campaign(),
                draft.purpose(),
                draft.description(),
                draft.owner(),
                draft.scope(),
                workflow.state(),
                workflow.message(),
                draft.mql(),
                workflow.createdAt(),
                workflow.submittedAt(),
                workflow.startedAt(),
                workflow.finishedAt(),
                progress.map(WorkflowViews::processed).orElse(0L),
                progress.map(WorkflowViews::total)
                        .orElse(draft.counters().map(Integer::longValue).orElse(0L)));
    }

    /** Files of all stages: a file that one stage made for the next counts there again. */
    private static long processed(WorkflowProgress progress) {
        return progress.stages().stream()
                .mapToLong(stage -> stage.files(InputFileState.PROCESSED))
                .sum();
    }

    private static long total(WorkflowProgress progress) {
        return progress.stages().stream().mapToLong(StageProgress::allFiles).sum();
    }

    private static <T> Optional<T> read(Map<String, String> parameters, String name, Function<String, T> reading) {
        return filter(parameters, name).map(text -> {
            try {
                return reading.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " cannot be '" + text + "'", e);
            }
        });
    }

    private static Optional<String> filter(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
    }
}
