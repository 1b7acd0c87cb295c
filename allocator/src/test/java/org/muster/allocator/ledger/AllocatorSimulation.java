package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.grid.Wrapper;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Taken;
import org.muster.allocator.ledger.commands.AbortJob;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.ChangeStage;
import org.muster.allocator.ledger.commands.ChangeWorkflow;
import org.muster.allocator.ledger.commands.ConfirmResults;
import org.muster.allocator.ledger.commands.ExpireStalled;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.commands.GetJobscript;
import org.muster.allocator.ledger.commands.Intake;
import org.muster.allocator.ledger.commands.JobsGone;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.allocator.ledger.commands.MarkRegistered;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.commands.RecordResults;
import org.muster.allocator.ledger.commands.RegisterJobs;
import org.muster.allocator.ledger.commands.ReplaceInventory;
import org.muster.allocator.ledger.commands.SendHeartbeat;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.questions.ExplainMatching.Subject;
import org.muster.allocator.ledger.questions.ExplainMatching.Where;
import org.muster.allocator.ledger.questions.FilesToLocate;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.allocator.ledger.rows.FileRecord;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Snapshot;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.NewQuarantine;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;

/**
 * Seeded random jobs against a ledger with its real journal: jobs that crash, replies that are lost, requests that are
 * repeated, commits that fail, restarts in between. The same seed gives the same run.
 */
final class AllocatorSimulation {
    private static final long MUCH_MEMORY = 1L << 40;

    /** Exit codes of jobscripts, one of them for want of memory. */
    private static final List<Integer> FAILURES = List.of(1, 65, 137);

    private static final String SMALL_ENTRY = "RAL_small";
    private static final List<String> ENTRIES =
            List.of("RAL_entry", "RAL_entry", SMALL_ENTRY, "CERN_entry", "CERN_entry");

    private static final int WORKFLOW = 1;
    private static final WorkflowId ID = new WorkflowId(WORKFLOW);

    /** On average. */
    private static final int STEPS_BETWEEN_COUNTS = 5;

    private static final int MOST_MILLIS = 100_000;
    private static final int MOST_FILES = 600;
    private static final int ATTEMPTS = 3;
    private static final String SECRET = "a secret that is long enough to bind";
    private static final List<EventType> CODES = List.of(
            EventType.JOB_ABORT_SCRIPT_ERROR, EventType.JOB_ABORT_WEBDAV_UPLOAD, EventType.JOB_ABORT_RECORDING_RESULT);

    private final Random random;
    private final PostgresJournal journal;
    private final Summaries rows;
    private final SimulationCounts counts;
    private final Auditor auditor = new Auditor(ATTEMPTS);
    private final List<SimulatedJob> jobs = new ArrayList<>();
    private Ledger ledger;
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private int sumsWritten;
    private int made;
    private int files;
    private Set<String> limited = Set.of();

    private static final class SimulatedJob {
        final JobsubId id;
        final int stage;
        final String secret;
        final Set<String> files = new HashSet<>();
        final Map<String, Integer> outputs = new LinkedHashMap<>();
        long lastSecond;

        SimulatedJob(JobsubId id, int stage, String secret) {
            this.id = id;
            this.stage = stage;
            this.secret = secret;
        }
    }

    AllocatorSimulation(long seed, DataSource database, SimulationCounts counts) throws JournalUnavailable {
        this.random = new Random(seed);
        this.journal = new PostgresJournal(database, "simulation");
        this.rows = new Summaries(new Tables(database));
        this.counts = counts;
        this.ledger = reload();
        Orders.Caps caps = new Orders.Caps(Distance.ANYWHERE, 3, ATTEMPTS, 1000);
        StageOrder first = Orders.stage(1, caps, Orders.dataset(1, "d"), Orders.nextStage(2));
        limit();
        commit(new OpenWorkflow(Orders.order(WORKFLOW, first, Orders.stage(2, caps, Orders.dataset(1, "e")))));
    }

    private Ledger reload() throws JournalUnavailable {
        journal.lead();
        LedgerSettings settings = new LedgerSettings("dev", LedgerSettings.DEFAULT_STALL_LIMIT);
        return new Ledger(journal.load(new Loading(settings, counts), now));
    }

    private <A> A commit(Command<A> command) throws JournalUnavailable {
        A answer = ledger.decide(command, now);
        Taken taken = ledger.take();
        sumsWritten += taken.batch().rows(RowKind.FILE_SUMS).isEmpty() ? 0 : 1;
        taken.committed(journal.write(taken.batch()));
        return answer;
    }

    private boolean commitFails() {
        boolean fails = random.nextInt(100) < 4;
        counts.failedCommits += fails ? 1 : 0;
        return fails;
    }

    private boolean replyIsLost() {
        boolean lost = random.nextInt(100) < 6;
        counts.lostReplies += lost ? 1 : 0;
        return lost;
    }

    /** Empty if the allocator could not take it: then nothing must have happened. */
    private <T> Optional<Answer<T>> send(Command<Answer<T>> command) throws JournalUnavailable {
        if (commitFails()) {
            ledger.decide(command, now);
            ledger = reload();
            return Optional.empty();
        }
        return Optional.of(commit(command));
    }

    void step() throws JournalUnavailable {
        now = now.plusMillis(random.nextInt(20_000));
        switch (random.nextInt(30)) {
            case 0 -> takeIn();
            case 1, 2 -> locate();
            case 3, 4, 5 -> submit();
            case 6 -> bind();
            case 7 -> commit(new ExpireStalled());
            case 8 -> register();
            case 9 -> rarely();
            default -> jobActs();
        }
        jobs.forEach(this::auditEnd);
        ranked(any(List.of(Orders.RAL, Orders.CERN)));
        auditor.check(ledger.snapshot(), files);
        if (random.nextInt(STEPS_BETWEEN_COUNTS) == 0) {
            Auditor.same(commit(Ask.sums(ID)).orElseThrow(), rows.counted(ID));
        }
    }

    /** PostgreSQL's truth and the living memory are the same. */
    void restart() throws JournalUnavailable {
        commit(Ask.counts());
        Snapshot live = ledger.snapshot();
        counts.restarts++;
        LedgerCounts before = ledger.counts();
        List<WorkflowProgress> progress = commit(Ask.progress());
        Sums sums = commit(Ask.sums(ID)).orElseThrow();
        Auditor.same(sums, rows.counted(ID));
        List<WorkflowHealth> health = commit(Ask.health());
        List<Set<String>> nearness = List.of(ranks(Orders.RAL), ranks(Orders.CERN));
        ledger = reload();
        assertThat(List.of(ranks(Orders.RAL), ranks(Orders.CERN))).isEqualTo(nearness);
        assertSame(ledger.snapshot(), live);
        assertThat(ledger.counts()).isEqualTo(before);
        assertThat(commit(Ask.progress())).isEqualTo(progress);
        assertThat(commit(Ask.health())).isEqualTo(health);
        Auditor.same(commit(Ask.sums(ID)).orElseThrow(), sums);
        Auditor.recount(ledger);
    }

    /** A stage has a rank if and only if no rule keeps a job of it from starting there. */
    private void ranked(SiteName site) {
        Set<String> stages =
                ranks(site).stream().map(rank -> rank.split("=", 2)[0]).collect(Collectors.toSet());
        for (int stage = 1; stage <= 2; stage++) {
            StageRef ref = StageRef.of(WORKFLOW, stage);
            assertThat(lets(new Subject.OfStage(ref), new Where.Entry(site, entry(site))))
                    .as(ref + " at " + site)
                    .isEqualTo(stages.contains(ref.toString()));
        }
    }

    private static String entry(SiteName site) {
        return site.equals(Orders.RAL) ? "RAL_entry" : "CERN_entry";
    }

    /** The stages with their whole distances; the decimals are priorities, and age. */
    private Set<String> ranks(SiteName site) {
        Answer<String> answer = ledger.decide(new RankStages(site, entry(site)), now);
        String ranks = ((Answer.Given<String>) answer).value();
        return Arrays.stream(ranks.split("[\\[;\\]]"))
                .map(rank -> rank.replaceAll("[.]\\d+$", ""))
                .collect(Collectors.toSet());
    }

    /** Whether no rule blocks every stage that is asked about; nothing is known of a job that is forgotten. */
    private boolean lets(Subject subject, Where where) {
        return ledger.decide(new ExplainMatching(subject, where), now) instanceof Answer.Given<List<WhyNot>> given
                && given.value().stream().anyMatch(why -> why.blocking().isEmpty() && why.files() > 0);
    }

    private static void assertSame(Snapshot loaded, Snapshot live) {
        assertThat(loaded.files()).isEqualTo(live.files());
        assertThat(loaded.replicaSets()).isEqualTo(live.replicaSets());
        assertThat(loaded.jobs()).isEqualTo(live.jobs());
        assertThat(loaded.allocations()).isEqualTo(live.allocations());
        assertThat(loaded.outputs()).isEqualTo(live.outputs());
        assertThat(loaded).isEqualTo(live);
    }

    /** In the end no job runs and no allocation is live. */
    void windDown() throws JournalUnavailable {
        now = now.plus(Duration.ofHours(2));
        commit(new ExpireStalled());
        commit(new JobsGone(jobs.stream().map(job -> job.id).toList()));
        assertThat(ledger.snapshot().allocations()).isEmpty();
        restart();
        leaveMemory();
    }

    /** What was kept of it stays. */
    private void leaveMemory() throws JournalUnavailable {
        change(ChangeWorkflow.Change.FAIL_FILES);
        commit(new MarkRegistered(
                ledger.snapshot().outputs().stream().map(OutputRecord::id).toList(), Map.of()));
        change(ChangeWorkflow.Change.FAIL_FILES);
        Sums sums = commit(Ask.sums(ID)).orElseThrow();
        assertThat(sumsWritten).as("with no batch but the last").isZero();
        change(ChangeWorkflow.Change.CLOSE);
        assertThat(sumsWritten).isEqualTo(1);
        assertThat(commit(Ask.sums(ID))).isEmpty();
        Sums kept = rows.kept(ID).orElseThrow();
        Auditor.same(kept, sums);
        Auditor.same(kept, rows.counted(ID));
    }

    private void auditEnd(SimulatedJob job) {
        state(job).filter(JobState::terminal).ifPresent(ended -> auditor.ended(job.id));
    }

    private Optional<JobState> state(SimulatedJob job) {
        return ledger.decide((books, at) -> books.job(job.id).map(Job::state), now);
    }

    private void takeIn() throws JournalUnavailable {
        if (files < MOST_FILES) {
            int more = 1 + random.nextInt(10);
            List<FoundFile> found = new ArrayList<>();
            for (int i = 0; i < more; i++) {
                found.add(new FoundFile(new Did("usertests", "f" + ++files), 100));
            }
            StageRef stage = StageRef.of(WORKFLOW, 1);
            commit(new Intake(
                    stage,
                    found,
                    ledger.decide(
                            (books, at) ->
                                    books.stage(stage).orElseThrow().files().size(),
                            now)));
        }
    }

    private void locate() throws JournalUnavailable {
        List<LocatedFile> located = new ArrayList<>();
        for (long file : ledger.decide(new FilesToLocate(15), now)) {
            List<FoundReplica> replicas = new ArrayList<>();
            if (random.nextInt(15) > 0) {
                replicas.add(new FoundReplica(
                        random.nextBoolean() ? Orders.RAL_ECHO : Orders.CERN_EOS,
                        "root://w/" + file,
                        Optional.empty(),
                        random.nextInt(6) == 0
                                ? Optional.of(now.plusSeconds(random.nextInt(3600)))
                                : Optional.empty()));
            }
            located.add(new LocatedFile(file, replicas));
        }
        if (random.nextInt(30) == 0) {
            located.add(new LocatedFile(1 + random.nextInt(Math.max(1, files)), List.of()));
        }
        send(Locate.of(located));
    }

    private void submit() throws JournalUnavailable {
        made++;
        SimulatedJob job = new SimulatedJob(new JobsubId(made + ".0@sim"), 1 + random.nextInt(2), "script" + made);
        Command<Answer<Answer.Done>> command = new RegisterJobs(
                List.of(new NewJob(job.id, StageRef.of(WORKFLOW, job.stage), SECRET + job.id)), List.of(job.secret));
        if (send(command).isPresent()) {
            add(job);
        }
    }

    private void add(SimulatedJob job) {
        jobs.add(job);
        counts.jobs++;
    }

    /** A pilot with a slot and no stage; asked again it must get the same. */
    private void bind() throws JournalUnavailable {
        made++;
        JobsubId id = new JobsubId(made + ".0@pilots");
        String entry = any(ENTRIES);
        Slot slot = new Slot(
                entry.startsWith("RAL") ? Orders.RAL : Orders.CERN, entry, "h", "c", "o", MUCH_MEMORY, 1, 3600);
        SlotOffer offer = new SlotOffer(slot, false, Optional.empty(), Set.of());
        BindSlot command = new BindSlot(id, SECRET + id, "script" + made, offer, 1 + random.nextInt(3));
        boolean lets = lets(new Subject.OfSite(), new Where.Offered(offer));
        Optional<Answer<BindSlot.Bound>> answer = send(command);
        answer.ifPresent(given -> auditor.asked(command, given, lets));
        if (answer.isPresent() && answer.get() instanceof Answer.Given<BindSlot.Bound> given) {
            BindSlot.Bound bound = given.value();
            auditor.startedAt(entry, limited);
            SimulatedJob job = new SimulatedJob(
                    id, bound.started().stage().stage(), bound.started().jobscriptSecret());
            bound.files().forEach(file -> {
                granted(file.did(), id);
                job.files.add(file.did());
            });
            assertThat(commit(command))
                    .isInstanceOfSatisfying(
                            Answer.Given.class,
                            again -> assertThat(((BindSlot.Bound) again.value()).files())
                                    .extracting(GetFile.Granted::did)
                                    .containsExactlyElementsOf(bound.files().stream()
                                            .map(GetFile.Granted::did)
                                            .toList()));
            add(job);
        }
    }

    private void granted(String did, JobsubId job) {
        auditor.granted(did, job);
        counts.grants++;
    }

    private void register() throws JournalUnavailable {
        List<Long> outputs = ledger.snapshot().outputs().stream()
                .filter(output -> output.state() == OutputFileState.OUTPUT || output.state() == OutputFileState.FINDING)
                .filter(output -> output.registeredAt().isEmpty())
                .map(OutputRecord::id)
                .limit(3)
                .toList();
        commit(new MarkRegistered(outputs, Map.of()));
        if (random.nextBoolean()) {
            commit(new MarkRegistered(outputs, Map.of()));
        }
    }

    private void rarely() throws JournalUnavailable {
        switch (random.nextInt(12)) {
            case 0 -> change(ChangeWorkflow.Change.PAUSE);
            case 1, 2 -> commit(new ExpireStalled());
            case 3 -> {
                if (!jobs.isEmpty()) {
                    commit(new JobsGone(List.of(any(jobs).id)));
                }
            }
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    change(ChangeWorkflow.Change.FAIL_FILES);
                    auditor.everyFileFailed();
                }
            }
            case 5 -> changeStage();
            case 6 -> limit();
            default -> {
                now = now.plus(Duration.ofMinutes(random.nextInt(30)));
                change(ChangeWorkflow.Change.RESUME);
            }
        }
    }

    private void change(ChangeWorkflow.Change change) throws JournalUnavailable {
        commit(new ChangeWorkflow(ID, change));
    }

    /** The entry that was big enough no longer is, or is again. */
    private void limit() throws JournalUnavailable {
        limited = random.nextBoolean() ? Set.of(SMALL_ENTRY) : Set.of();
        Inventory.Limits least = new Inventory.Limits(Optional.empty(), Optional.of(1), Optional.empty());
        commit(new ReplaceInventory(Orders.inventory(new Inventory.Site(
                Orders.RAL,
                true,
                List.of("RAL_entry", SMALL_ENTRY),
                Inventory.Limits.UNKNOWN,
                limited.stream().collect(Collectors.toMap(entry -> entry, entry -> least))))));
    }

    private void changeStage() throws JournalUnavailable {
        StageRef stage = StageRef.of(WORKFLOW, 1 + random.nextInt(2));
        Partition site = new Partition(Partition.Kind.SITE, Orders.RAL.value());
        ChangeStage.Change change = any(List.of(
                new ChangeStage.Change.QuarantineIt(new NewQuarantine(site, "a test", "sam")),
                new ChangeStage.Change.Release(site),
                new ChangeStage.Change.Set(new StageChange(
                        Optional.of(1 + random.nextInt(StageSettings.MAX_PRIORITY)), Optional.empty()))));
        commit(new ChangeStage(stage, change));
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private void jobActs() throws JournalUnavailable {
        if (jobs.isEmpty()) {
            return;
        }
        SimulatedJob job = someJob();
        JobState state = state(job).orElse(JobState.ABORTED);
        switch (state) {
            case SUBMITTED -> {
                if (random.nextInt(8) == 0) {
                    abort(job);
                } else {
                    GetJobscript offer = offer(job);
                    boolean lets =
                            lets(new Subject.OfStage(StageRef.of(WORKFLOW, job.stage)), new Where.InSlot(offer.slot()));
                    Optional<Answer<GetJobscript.Started>> answer = send(offer);
                    answer.ifPresent(given -> auditor.asked(offer, given, lets));
                    if (answer.isPresent() && answer.get() instanceof Answer.Given) {
                        auditor.startedAt(offer.slot().entry(), limited);
                    }
                }
            }
            case STARTED, PROCESSING -> {
                switch (random.nextInt(10)) {
                    case 0 -> abort(job);
                    case 1 -> send(new SendHeartbeat(sign(job, "send_heartbeat")));
                    case 2, 3, 4 -> record(job);
                    default -> ask(job);
                }
            }
            case OUTPUTTING -> {
                if (random.nextInt(4) == 0) {
                    abort(job);
                } else {
                    confirm(job);
                }
            }
            default -> late(job);
        }
    }

    /** Mostly one that is not over. */
    private SimulatedJob someJob() {
        List<SimulatedJob> going = jobs.stream()
                .filter(job -> state(job).filter(state -> !state.terminal()).isPresent())
                .toList();
        return going.isEmpty() || random.nextInt(8) == 0 ? any(jobs) : any(going);
    }

    private Signed sign(SimulatedJob job, String method) {
        job.lastSecond = Math.max(job.lastSecond + 1, now.getEpochSecond() - 800);
        return new Signed(
                job.id, method, job.lastSecond, Wrapper.hash(SECRET + job.id, method + job.lastSecond + job.id));
    }

    private GetJobscript offer(SimulatedJob job) {
        String entry = any(ENTRIES);
        Slot slot = new Slot(
                entry.startsWith("RAL") ? Orders.RAL : Orders.CERN,
                entry,
                "h",
                "c",
                "o",
                random.nextBoolean() ? 1 : MUCH_MEMORY,
                1,
                1);
        return new GetJobscript(sign(job, "get_jobscript"), WORKFLOW, job.stage, slot);
    }

    private void ask(SimulatedJob job) throws JournalUnavailable {
        GetFile command = new GetFile(new Secrets(job.id, job.secret));
        boolean lets = lets(new Subject.OfJob(job.id), new Where.Anywhere());
        Optional<Answer<GetFile.Granted>> answer = send(command);
        answer.ifPresent(given -> auditor.asked(command, given, lets));
        if (answer.isPresent() && answer.get() instanceof Answer.Given<GetFile.Granted> given) {
            String did = given.value().did();
            granted(did, job.id);
            if (!replyIsLost()) {
                job.files.add(did);
            }
        }
    }

    private void record(SimulatedJob job) throws JournalUnavailable {
        int exit = random.nextInt(4) == 0 ? any(FAILURES) : 0;
        Set<String> kept = new HashSet<>(job.files);
        kept.removeIf(did -> random.nextInt(5) == 0);
        job.outputs.clear();
        for (String did : kept) {
            int pattern = job.stage == 1 ? 1 + random.nextInt(2) : 1;
            job.outputs.put(did.substring(did.indexOf(':') + 1) + ".s" + job.stage, pattern);
        }
        List<RecordResults.Output> outputs = new ArrayList<>();
        job.outputs.forEach(
                (name, pattern) -> outputs.add(new RecordResults.Output(name, pattern, 1, "", 1, "{}", "[]")));
        RecordResults.Result result =
                new RecordResults.Result(kept, Set.of(), exit == 0 ? outputs : List.of(), "log", exit, used());
        String digest = "record " + exit + kept + job.outputs;
        Optional<Answer<RecordResults.Recorded>> answer =
                send(new RecordResults(sign(job, "record_results"), result, digest));
        if (answer.isPresent() && answer.get() instanceof Answer.Given) {
            auditor.recorded(job.id, exit, kept);
            assertThat(commit(new RecordResults(sign(job, "record_results"), result, digest)))
                    .as("the same again")
                    .isEqualTo(answer.get());
        }
    }

    private Usage used() {
        return new Usage(random.nextInt(MOST_MILLIS) / 1000.0, 0, 0, 0);
    }

    private void confirm(SimulatedJob job) throws JournalUnavailable {
        Map<String, ConfirmResults.Upload> uploads = new HashMap<>();
        job.outputs.forEach((name, pattern) ->
                uploads.put(name, new ConfirmResults.Upload(pattern, Optional.of(Orders.RAL_ECHO), 1, "", "")));
        String digest = "confirm " + job.outputs;
        Optional<Answer<Answer.Done>> answer = send(new ConfirmResults(sign(job, "confirm_results"), uploads, digest));
        if (answer.isPresent() && answer.get() instanceof Answer.Given) {
            counts.processed += auditor.held(job.id).size();
            auditor.confirmed(job.id);
            assertThat(commit(new ConfirmResults(sign(job, "confirm_results"), uploads, digest)))
                    .isInstanceOf(Answer.Given.class);
        }
    }

    private void abort(SimulatedJob job) throws JournalUnavailable {
        send(new AbortJob(sign(job, "job_aborted"), any(CODES), "why", "log"));
    }

    /** A job that is over speaks once more: it must not move anything. */
    private void late(SimulatedJob job) throws JournalUnavailable {
        commit(Ask.counts()); // recalls may end now, whoever speaks
        List<FileRecord> before = ledger.snapshot().files();
        if (random.nextBoolean()) {
            send(new SendHeartbeat(sign(job, "send_heartbeat")));
        } else if (random.nextBoolean()) {
            assertThat(lets(new Subject.OfJob(job.id), new Where.At(Orders.RAL)))
                    .isFalse();
            assertThat(commit(new GetFile(new Secrets(job.id, job.secret)))).isInstanceOf(Answer.Refused.class);
        } else {
            abort(job);
        }
        assertThat(ledger.snapshot().files()).isEqualTo(before);
    }
}
