package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.grid.Wrapper;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Taken;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.commands.AbortJob;
import org.muster.allocator.ledger.commands.ChangeWorkflow;
import org.muster.allocator.ledger.commands.ConfirmResults;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.commands.GetFiles;
import org.muster.allocator.ledger.commands.GetJobscript;
import org.muster.allocator.ledger.commands.Intake;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.commands.RecordResults;
import org.muster.allocator.ledger.commands.RegisterJobs;
import org.muster.allocator.ledger.commands.ReplaceInventory;
import org.muster.allocator.ledger.commands.SendHeartbeat;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.ledger.questions.FilesToLocate;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowProgress;

/** A ledger without a journal, told and asked in sentences. */
final class Scene {
    static final String SECRET = "jobsecret";
    final Ledger ledger;
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    final List<EventType> events = new ArrayList<>();
    private final Texts texts = new Texts();
    private int jobs;

    Scene() {
        this(Witness.NONE);
    }

    Scene(Witness witness) {
        ledger = new Ledger(
                new Loading(new LedgerSettings("fnal", LedgerSettings.DEFAULT_STALL_LIMIT), witness).done(now));
        decide(new ReplaceInventory(Orders.inventory()));
    }

    <A> A decide(Command<A> command) {
        A answer = ledger.decide(command, now);
        Taken taken = ledger.take();
        taken.committed(texts.write(taken.batch()));
        taken.batch().rows(RowKind.EVENTS).forEach(event -> events.add(event.type()));
        return answer;
    }

    <T> T given(Command<Answer<T>> command) {
        Answer<T> answer = decide(command);
        assertThat(answer).as(command.toString()).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    <T> Refusal refused(Command<Answer<T>> command) {
        Answer<T> answer = decide(command);
        assertThat(answer).as(command.toString()).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused<T>) answer).refusal();
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Scene inventory(Inventory inventory) {
        decide(new ReplaceInventory(inventory));
        return this;
    }

    Scene workflow(int number, StageOrder... stages) {
        given(new OpenWorkflow(Orders.order(number, stages)));
        return this;
    }

    /** Files of stage 1, each with a replica at every one of the RSEs. */
    Scene files(int workflow, List<String> names, RseName... rses) {
        taken(workflow, names);
        locate(rses);
        return this;
    }

    /** Files of stage 1 whose replicas nobody knows yet. */
    void taken(int workflow, List<String> names) {
        StageRef stage = StageRef.of(workflow, 1);
        given(new Intake(
                stage,
                names.stream()
                        .map(name -> new FoundFile(new Did("usertests", name), 100))
                        .toList(),
                given(new Intake.Seen(stage))));
    }

    void locate(RseName... rses) {
        List<LocatedFile> located = new ArrayList<>();
        for (long file : decide(new FilesToLocate(1000))) {
            List<FoundReplica> replicas = new ArrayList<>();
            for (RseName rse : rses) {
                String path = rse + "/" + Did.parse(texts.did(file)).name();
                replicas.add(new FoundReplica(rse, "root://wan/" + path, Optional.of("root://lan/" + path)));
            }
            located.add(new LocatedFile(file, replicas));
        }
        given(Locate.of(located));
    }

    void change(int workflow, ChangeWorkflow.Change change) {
        given(new ChangeWorkflow(new WorkflowId(workflow), change));
    }

    WorkflowProgress progress(int workflow) {
        return decide(Ask.progress(List.of(new WorkflowId(workflow)))).get(0);
    }

    InputFileState file(String name) {
        return ledger.snapshot().files().stream()
                .filter(file -> texts.did(file.id()).endsWith(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    Actor job(int workflow, int stage) {
        jobs++;
        JobsubId id = new JobsubId(jobs + ".0@sched");
        given(new RegisterJobs(
                List.of(new NewJob(id, StageRef.of(workflow, stage), SECRET + id)), List.of("script-" + jobs)));
        return new Actor(id, workflow, stage, "script-" + jobs);
    }

    Actor startedJob(int workflow, int stage, SiteName site) {
        Actor job = job(workflow, stage);
        given(job.offer(site));
        return job;
    }

    /** A job's side of the protocol. */
    final class Actor {
        final JobsubId id;
        private final int workflow;
        private final int stage;
        private final String scriptSecret;
        private final Map<String, Long> times = new HashMap<>();

        Actor(JobsubId id, int workflow, int stage, String scriptSecret) {
            this.id = id;
            this.workflow = workflow;
            this.stage = stage;
            this.scriptSecret = scriptSecret;
        }

        /** Never twice the same second for the same method. */
        Signed sign(String method) {
            long time = Math.max(now.getEpochSecond() - 600, times.getOrDefault(method, 0L) + 1);
            times.put(method, time);
            return signAt(method, time);
        }

        Signed signAt(String method, long time) {
            return new Signed(id, method, time, Wrapper.hash(SECRET + id, method + time + id));
        }

        GetJobscript offer(SiteName site) {
            return offer(site, 2_000_000_000L);
        }

        GetJobscript offer(SiteName site, long rssBytes) {
            Slot slot = new Slot(
                    site,
                    site.equals(Orders.RAL) ? "RAL_entry" : site + "_entry",
                    "wn",
                    "cpu",
                    "os",
                    rssBytes,
                    1,
                    3600);
            return new GetJobscript(sign("get_jobscript"), workflow, stage, slot);
        }

        GetJobscript offer(SiteName site, String entry) {
            Slot slot = new Slot(site, entry, "wn", "cpu", "os", 2_000_000_000L, 1, 3600);
            return new GetJobscript(sign("get_jobscript"), workflow, stage, slot);
        }

        GetFile ask() {
            return new GetFile(new Secrets(id, scriptSecret));
        }

        GetFiles ask(int most) {
            return new GetFiles(new Secrets(id, scriptSecret), most);
        }

        String getsFile() {
            return given(ask()).did().replace("usertests:", "");
        }

        SendHeartbeat beat() {
            return new SendHeartbeat(sign("send_heartbeat"));
        }

        RecordResults record(int exit, List<String> processed, Map<String, Integer> outputs) {
            List<RecordResults.Output> files = new ArrayList<>();
            outputs.forEach(
                    (name, pattern) -> files.add(new RecordResults.Output(name, pattern, 10, "", 5, "{}", "[]")));
            Set<String> dids = new HashSet<>();
            processed.forEach(name -> dids.add(name.startsWith("monte-carlo") ? name : "usertests:" + name));
            RecordResults.Result result = new RecordResults.Result(dids, Set.of(), files, "log", exit, Usage.NONE);
            return new RecordResults(sign("record_results"), result, "record " + exit + processed + outputs);
        }

        ConfirmResults confirm(Map<String, Integer> outputs, RseName rse) {
            Map<String, ConfirmResults.Upload> uploads = new LinkedHashMap<>();
            outputs.forEach((name, pattern) ->
                    uploads.put(name, new ConfirmResults.Upload(pattern, Optional.of(rse), 10, "", "")));
            return new ConfirmResults(sign("confirm_results"), uploads, "confirm " + outputs);
        }

        AbortJob abort(EventType code) {
            return new AbortJob(sign("job_aborted"), code, "why", "log");
        }

        JobState state() {
            return ledger.snapshot().jobs().stream()
                    .filter(job -> job.jobsubId().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .state();
        }
    }
}
