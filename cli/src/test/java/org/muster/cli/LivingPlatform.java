package org.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.cli.StandInPlatform.Answer;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.TableGrowth;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.LineOutcome;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.NewRevision;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.QuarantineOrder;
import org.muster.protocol.platform.Reason;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.SliceRow;
import org.muster.protocol.platform.StorageUsage;
import org.muster.protocol.platform.TaskAnswer;
import org.muster.protocol.platform.TaskDetail;
import org.muster.protocol.platform.TaskField;
import org.muster.protocol.platform.TaskRow;
import org.muster.protocol.platform.TextDifference;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowNumbers;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.protocol.platform.WorkflowSubmission;

/**
 * A platform with one campaign, two workflows and one task, which remembers what it is told. Wherever people may write it has a
 * text that no table and no JSON may stumble over.
 */
public final class LivingPlatform implements StandInPlatform.Served {
    static final String NASTY = "Größe, \"quoted\"; it's a \\ back\nnext\tline 日本 🤯 =1+1 <b>";

    private static final Instant NOW = StandInPlatform.NOW;
    private static final CampaignId CAMPAIGN = new CampaignId(1);
    private static final WorkflowId RUNNING = new WorkflowId(7);
    private static final StageRef STAGE = new StageRef(RUNNING, 1);
    private static final Did FILE = new Did("toy", "a.root");
    private static final JobsubId JOB = new JobsubId("17.0@local");
    private static final SiteName SITE = new SiteName("UK_North");
    private static final RseName RSE = new RseName("UK_NORTH_DISK");
    private static final Pattern STEERING = Pattern.compile("/api/workflows/(\\d+)/(pause|resume|finish|withdraw)");

    private final Map<Integer, WorkflowRow> workflows = new TreeMap<>(Map.of(
            7, workflow(RUNNING, WorkflowState.RUNNING, NASTY),
            8, workflow(new WorkflowId(8), WorkflowState.PAUSED, "waits")));
    private final List<LogEntry> log = new ArrayList<>(List.of(new LogEntry(NOW, "sam", NASTY)));
    private StageSettings settings = new StageSettings(
            50, 100, List.of(new Quarantine(new Partition(Partition.Kind.SITE, "FR_West"), NASTY, "sam", NOW)));
    private boolean taskOpen = true;
    private CampaignStatus campaignStatus = CampaignStatus.OPEN;

    @Override
    public Optional<Answer> to(String method, String path, String body) {
        Matcher steering = STEERING.matcher(path);
        if (method.equals("POST") && steering.matches()) {
            return steer(
                    Integer.parseInt(steering.group(1)),
                    steering.group(2),
                    read(body, Reason.class).reason());
        }
        return method.equals("GET") ? shown(path) : told(path, body);
    }

    private Optional<Answer> steer(int number, String verb, String reason) {
        WorkflowRow row = workflows.get(number);
        if (row == null) {
            return Optional.empty();
        }
        WorkflowState next = switch (verb) {
            case "pause" -> WorkflowState.PAUSED;
            case "resume" -> WorkflowState.RUNNING;
            case "finish" -> WorkflowState.CHECKING;
            default -> WorkflowState.DELETED;
        };
        boolean may = WorkflowState.TRANSITIONS.edges().stream()
                .anyMatch(edge -> edge.from() == row.state() && edge.to() == next);
        if (!may) {
            return Optional.of(problem(409, row.workflow() + " is " + row.state() + " and cannot " + verb + "."));
        }
        workflows.put(number, workflow(row.workflow(), next, reason));
        return Optional.of(new Answer(204, ""));
    }

    private Optional<Answer> told(String path, String body) {
        Object answer = switch (path) {
            case "/api/campaigns/1/log" -> {
                log.add(new LogEntry(NOW, "sam", read(body, Reason.class).reason()));
                yield "";
            }
            case "/api/campaigns/1/slices/production-2/quarantine",
                    "/api/campaigns/1/slices/production-2/release",
                    "/api/campaigns/1/slices/production-2/hold",
                    "/api/campaigns/1/slices/production-2/unhold",
                    "/api/campaigns/1/slices/production-2/start",
                    "/api/campaigns/1/slices/production-2/forward",
                    "/api/campaigns/1/slices/production-2/back" -> "";
            case "/api/campaigns/1/withdraw" -> {
                campaignStatus = CampaignStatus.WITHDRAWN;
                yield "";
            }
            case "/api/tasks/t1/complete" -> {
                taskOpen = read(body, TaskAnswer.class).fields().isEmpty();
                yield "";
            }
            case "/api/campaigns/1/revisions/check", "/api/campaigns/1/revisions" -> {
                NewRevision wanted = read(body, NewRevision.class);
                yield revision(wanted.base() + 1, wanted.reason());
            }
            case "/api/requests/check" -> plan();
            case "/api/requests" -> {
                read(body, RequestSubmission.class);
                yield campaign();
            }
            case "/api/workflows" -> {
                WorkflowSubmission sent = read(body, WorkflowSubmission.class);
                WorkflowId id = new WorkflowId(9);
                workflows.put(9, workflow(id, WorkflowState.SUBMITTED, sent.description()));
                yield workflows.get(9);
            }
            case "/api/stages/w7s1/settings" -> {
                StageChange change = read(body, StageChange.class);
                settings = new StageSettings(
                        change.priority().orElse(settings.priority()),
                        change.maxRunningJobs().orElse(settings.maxRunningJobs()),
                        settings.quarantines());
                yield settings;
            }
            case "/api/stages/w7s1/quarantine" -> {
                QuarantineOrder order = read(body, QuarantineOrder.class);
                List<Quarantine> all = new ArrayList<>(settings.quarantines());
                all.add(new Quarantine(order.partition(), order.reason(), "sam", NOW));
                settings = new StageSettings(settings.priority(), settings.maxRunningJobs(), all);
                yield settings;
            }
            case "/api/stages/w7s1/release" -> {
                Partition released = read(body, Partition.class);
                settings = new StageSettings(
                        settings.priority(),
                        settings.maxRunningJobs(),
                        settings.quarantines().stream()
                                .filter(each -> !each.partition().equals(released))
                                .toList());
                yield settings;
            }
            default -> Optional.empty();
        };
        return answer instanceof Optional<?> ? Optional.empty() : Optional.of(answer(answer));
    }

    private Optional<Answer> shown(String path) {
        Object answer = switch (path) {
            case "/api/campaigns" -> page(List.of(campaign()));
            case "/api/campaigns/1" -> detail();
            case "/api/campaigns/1/numbers" -> numbers();
            case "/api/campaigns/1/lists" -> Map.of();
            case "/api/campaigns/1/jobscripts" -> Map.of("a.jobscript", NASTY);
            case "/api/campaigns/1/revisions" -> List.of(revision(1, NASTY).revision());
            case "/api/campaigns/1/revisions/1" -> revision(1, NASTY);
            case "/api/campaigns/1/slices" ->
                page(List.of(new SliceRow(
                        new SliceRef(WorkflowPurpose.PRODUCTION, 3),
                        SliceState.WAITING,
                        SliceBand.NORMAL,
                        600,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
            case "/api/campaigns/1/samples" ->
                List.of(new SampleRow(
                        NASTY,
                        "rucio-dataset toy:hits",
                        SampleRow.Order.BY_NAME,
                        Optional.of(new SampleManifest(
                                NOW, 35, 3_500, Optional.of(175L), "0".repeat(64), Optional.of(NASTY)))));
            case "/api/workflows" -> page(List.copyOf(workflows.values()));
            case "/api/workflows/7" -> workflowDetail(7);
            case "/api/workflows/8" -> workflowDetail(8);
            case "/api/workflows/7/stages/1/files" -> page(List.of(file()));
            case "/api/files/4711" ->
                new FileDetail(
                        file(),
                        List.of(new FoundReplica(RSE, "davs://x/a.root", Optional.empty())),
                        List.of(allocation()));
            case "/api/workflows/7/outputs" -> page(List.of(output()));
            case "/api/jobs" -> page(List.of(job()));
            case "/api/jobs/17.0@local" ->
                new JobDetail(
                        job(),
                        Optional.of("wn042"),
                        Optional.of(NASTY),
                        Optional.of(NASTY),
                        Optional.empty(),
                        List.of(allocation()),
                        List.of(output()));
            case "/api/events" -> page(List.of(event()));
            case "/api/why-not" -> List.of(whyNot());
            case "/api/stages/w7s1/what-if" -> List.of(new WhatIf(SITE, 3, 0, Optional.of(72.5), Optional.empty()));
            case "/api/stages/w7s1/settings" -> settings;
            case "/api/proposals" -> page(List.of(proposal()));
            case "/api/proposals/3" ->
                new ProposalDetail(proposal(), "Repair the catalogues?", "data-management", NASTY, NASTY);
            case "/api/proposals/lines" -> page(List.of(proposalLine()));
            case "/api/growth" ->
                List.of(new TableGrowth(
                        "allocator.events", 50_000_000, 7_900_000_000L, Optional.of(7L), Optional.empty(), NASTY));
            case "/api/archives" ->
                List.of(
                        new ArchiveRow(
                                1,
                                "dropped",
                                NOW,
                                Optional.of(NOW),
                                0,
                                0,
                                Optional.empty(),
                                Optional.of(new ArchiveRow.EventsFileRow("events-0001.csv.gz", 10, 3, "ab", NOW))),
                        new ArchiveRow(
                                2, "closed", NOW, Optional.of(NOW), 30, 4_000, Optional.of(NOW), Optional.empty()),
                        new ArchiveRow(3, "open", NOW, Optional.empty(), 1, 8, Optional.empty(), Optional.empty()));
            case "/api/storages" -> List.of(new StorageUsage(RSE, true, false, 10, Optional.empty(), NOW));
            case "/api/tasks" -> new Page<>(taskOpen ? List.of(task()) : List.of(), Optional.empty());
            case "/api/tasks/t1" ->
                taskOpen
                        ? new TaskDetail(
                                task(),
                                NASTY,
                                Map.of("pilotReport", NASTY),
                                List.of(new TaskField(
                                        "decision", NASTY, TaskField.Need.MANDATORY, NASTY, List.of("continue"))))
                        : Optional.empty();
            default -> Optional.empty();
        };
        return answer instanceof Optional<?> ? Optional.empty() : Optional.of(answer(answer));
    }

    private static TaskRow task() {
        return new TaskRow(
                "t1",
                "check-pilot",
                NASTY,
                Optional.of("c1"),
                NOW,
                Optional.empty(),
                Optional.empty(),
                List.of("shifters"));
    }

    private CampaignRow campaign() {
        return new CampaignRow(
                CAMPAIGN,
                NASTY,
                "rita",
                Optional.of("sam"),
                campaignStatus,
                Optional.of(CampaignStep.FULL_PRODUCTION),
                NOW,
                Optional.empty(),
                2,
                0,
                81,
                110,
                Optional.of(5_500L),
                4_050);
    }

    private CampaignDetail detail() {
        return new CampaignDetail(
                campaign(),
                NASTY,
                plan(),
                List.copyOf(workflows.values()),
                List.of(new DecisionRow(
                        "edit-plan",
                        "done",
                        "sam",
                        "shifters",
                        NOW,
                        Optional.empty(),
                        Optional.of(NASTY),
                        Map.of("jobs", NASTY))),
                log,
                Map.of("policy document", NASTY));
    }

    private static PlanView plan() {
        return new PlanView(
                CAMPAIGN,
                1,
                6,
                List.of(new PlannedWorkflow(
                        2,
                        WorkflowPurpose.PRODUCTION,
                        NASTY,
                        24,
                        10,
                        Optional.of(30L),
                        Optional.of(50),
                        Optional.of(500L),
                        11,
                        20,
                        1,
                        1,
                        0.5,
                        Optional.of(RUNNING))),
                11,
                20,
                1,
                1,
                0.5,
                60);
    }

    private static RevisionDetail revision(int number, String reason) {
        return new RevisionDetail(
                new RevisionRow(number, "sam", reason, NOW, List.of("a.jobscript")),
                List.of(new TextDifference("a.jobscript", 1, 0, List.of("@@ -1 +1,2 @@", "+" + NASTY))));
    }

    private static CampaignNumbers numbers() {
        WorkflowNumbers row =
                new WorkflowNumbers(RUNNING, 100, WorkflowState.RUNNING, 98, Optional.of(0.98), 490, NASTY);
        return new CampaignNumbers(
                CAMPAIGN,
                NOW,
                100,
                98,
                1,
                Optional.of(0.98),
                490,
                Optional.of(5_500L),
                98,
                110,
                98,
                1,
                0.5,
                List.of(row));
    }

    private static WorkflowRow workflow(WorkflowId id, WorkflowState state, String message) {
        return new WorkflowRow(
                id,
                Optional.of(CAMPAIGN),
                WorkflowPurpose.PRODUCTION,
                NASTY,
                "rita",
                "toy",
                state,
                Absent.ifEmpty(message),
                NASTY,
                NOW,
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.empty(),
                81,
                110);
    }

    private WorkflowDetail workflowDetail(int number) {
        IncidentRow incident = new IncidentRow(
                1,
                "registrar",
                "w7",
                NASTY,
                NOW,
                NOW,
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        WorkflowProgress progress = new WorkflowProgress(
                RUNNING,
                LedgerStatus.OPEN,
                true,
                false,
                0,
                490,
                List.of(new StageProgress(
                        STAGE,
                        Map.of(InputFileState.PROCESSED, 81L),
                        Map.of(JobState.PROCESSING, 2L),
                        Map.of(OutputFileState.OUTPUT, 81L),
                        0,
                        0)));
        return new WorkflowDetail(
                Objects.requireNonNull(workflows.get(number)),
                List.of(order()),
                Optional.of(progress),
                Optional.empty(),
                List.of(incident),
                Optional.empty());
    }

    private static StageOrder order() {
        return new StageOrder(
                1,
                "#!/bin/sh\n" + NASTY + "\n",
                Optional.empty(),
                1,
                1_000_000,
                600,
                new org.muster.domain.storage.Distance(30),
                50,
                20,
                6,
                100,
                List.of(SITE),
                List.of(RSE),
                List.of(),
                List.of(),
                Map.of("A", NASTY));
    }

    private static FileRow file() {
        return new FileRow(
                4711,
                STAGE,
                FILE,
                InputFileState.PROCESSED,
                1,
                6,
                Optional.of(NOW),
                Optional.of(RSE),
                Optional.of(SITE),
                Optional.of(JOB),
                10,
                Optional.of(NOW));
    }

    private static AllocationRow allocation() {
        return new AllocationRow(JOB, FILE, RSE, SITE, NOW, Optional.of(NOW), Optional.of("processed"));
    }

    private static OutputRow output() {
        return new OutputRow(
                1,
                STAGE,
                FILE,
                OutputFileState.OUTPUT,
                10,
                Optional.of("0a0b0c0d"),
                Optional.of(RSE),
                Optional.of("davs://x"),
                5,
                true,
                JOB,
                NOW);
    }

    private static JobRow job() {
        return new JobRow(
                JOB,
                STAGE,
                JobState.JOBSCRIPT_ERROR,
                Optional.of(SITE),
                Optional.of("UK_North-CE"),
                NOW,
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.of(7),
                Optional.empty(),
                1,
                3.5,
                1.5,
                1_000_000);
    }

    private static EventRow event() {
        return new EventRow(
                1,
                NOW,
                410,
                "OUTPUT_CLEARED",
                RUNNING,
                Optional.of(STAGE),
                Optional.of(FILE),
                Optional.of(JOB),
                Optional.of(SITE),
                Optional.of("UK_North-CE"),
                Optional.of(RSE),
                Optional.of(7));
    }

    private static WhyNot whyNot() {
        return WhyNot.of(
                STAGE,
                SITE,
                List.of(new WhyNot.Step(
                        MatchingRule.WAITING,
                        MatchingRule.WAITING.text(),
                        3,
                        0,
                        NASTY,
                        MatchingRule.WAITING.changedBy())));
    }

    private static ProposalRow proposal() {
        return new ProposalRow(
                new ProposalId(3),
                "repairs",
                ProposalState.REFUSED,
                NOW,
                1,
                0,
                1,
                Optional.of("dan"),
                Optional.of(NOW),
                Optional.of(NASTY),
                Optional.empty());
    }

    private static ProposalLine proposalLine() {
        return new ProposalLine(
                1,
                new ProposalId(3),
                "repairs",
                ProposalState.REFUSED,
                "unknown_in_rucio",
                List.of("toy:a.root", "toy:set", "w7s1", "w7"),
                NASTY,
                LineOutcome.FAILED,
                Optional.of(NASTY));
    }

    private static <T> Page<T> page(List<T> rows) {
        return new Page<>(rows, Optional.of("42"));
    }

    private static <T> T read(String body, Class<T> type) {
        try {
            return Json.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static Answer problem(int status, String title) {
        return answer(status, ApiProblem.of(status, title));
    }

    private static Answer answer(Object body) {
        return body.equals("") ? new Answer(204, "") : answer(200, body);
    }

    private static Answer answer(int status, Object body) {
        try {
            JsonNode tree = Json.mapper().valueToTree(body);
            return new Answer(status, Json.mapper().writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
