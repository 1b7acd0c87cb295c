package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.CERN_EOS;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.nextStage;
import static org.muster.allocator.grid.Orders.stage;
import static org.muster.allocator.grid.Orders.url;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.ChangeWorkflow.Change;
import org.muster.allocator.ledger.commands.ConfirmResults;
import org.muster.allocator.ledger.commands.ExpireStalled;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.commands.GetJobscript;
import org.muster.allocator.ledger.commands.JobsGone;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.allocator.ledger.commands.MakeCounters;
import org.muster.allocator.ledger.commands.MarkRegistered;
import org.muster.allocator.ledger.commands.RecordResults;
import org.muster.allocator.ledger.commands.RegisterJobs;
import org.muster.allocator.ledger.commands.SendHeartbeat;
import org.muster.allocator.ledger.questions.AskDemand;
import org.muster.allocator.ledger.questions.FilesToLocate;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Expired;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.StageDemand;

class LedgerTest {
    private final Scene scene = new Scene();

    private static Orders.Caps caps(int filesPerJob, int attempts, int running) {
        return new Orders.Caps(Distance.ANYWHERE, filesPerJob, attempts, running);
    }

    @Test
    void nearestFileFirstThenLowestId() {
        scene.workflow(1, stage(1))
                .files(1, List.of("far1", "far2"), CERN_EOS)
                .files(1, List.of("near1", "near2"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        assertThat(List.of(job.getsFile(), job.getsFile(), job.getsFile(), job.getsFile()))
                .containsExactly("near1", "near2", "far1", "far2");
        assertThat(scene.refused(job.ask())).isEqualTo(Refusal.NOTHING);
    }

    @Test
    void severalFilesInOneCallAreAsManyAsThereAre() {
        scene.workflow(1, stage(1, caps(4, 6, 10))).files(1, List.of("a", "b", "c", "d", "e"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        assertThat(scene.given(job.ask(3))).extracting(GetFile.Granted::did).hasSize(3);
        assertThat(scene.given(job.ask(3)))
                .as("no more than a job may have")
                .extracting(GetFile.Granted::did)
                .containsExactly("usertests:d");
        assertThat(scene.refused(job.ask(3))).isEqualTo(Refusal.NOTHING);
    }

    @Test
    void endedJobsLeaveMemoryLongAfterTheirLastWord() {
        scene.workflow(1, stage(1, dataset(1, "d"))).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.given(job.record(0, List.of("a"), Map.of("out.root", 1)));
        scene.given(job.confirm(Map.of("out.root", 1), RAL_ECHO));
        scene.passes(Duration.ofMinutes(29));
        scene.given(job.confirm(Map.of("out.root", 1), RAL_ECHO));
        scene.passes(Duration.ofMinutes(1));
        assertThat(scene.refused(job.confirm(Map.of("out.root", 1), RAL_ECHO))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(scene.ledger.snapshot().jobs()).isEmpty();
        assertThat(scene.ledger.snapshot().outputs())
                .as("the catalogues do not know it yet")
                .hasSize(1);
        assertThat(scene.progress(1).stages().get(0).jobs()).isEqualTo(Map.of(JobState.FINISHED, 1L));
        Scene.Actor other = scene.startedJob(1, 1, RAL);
        other.getsFile();
        assertThat(scene.refused(other.record(0, List.of("b"), Map.of("out.root", 1))))
                .as("its name stays taken")
                .isEqualTo(Refusal.CONFLICT);
    }

    @Test
    void lanAddressAtTheSameSiteOnly() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        assertThat(scene.given(scene.startedJob(1, 1, RAL).ask()).pfn()).isEqualTo("root://lan/RAL_ECHO/a");
        assertThat(scene.given(scene.startedJob(1, 1, CERN).ask()).pfn()).isEqualTo("root://wan/RAL_ECHO/b");
    }

    @Test
    void noFileBeyondTheMaximumDistance() {
        scene.workflow(1, stage(1, new Orders.Caps(new Distance(Orders.FAR - 1), 20, 6, 10)))
                .files(1, List.of("a"), RAL_ECHO);
        assertThat(scene.refused(scene.job(1, 1).offer(CERN))).isEqualTo(Refusal.NOTHING);
        assertThat(scene.startedJob(1, 1, RAL).getsFile()).isEqualTo("a");
    }

    @Test
    void aFailedFileIsAvoidedWhereItFailedWhileThereIsAnother() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO, CERN_EOS);
        Scene.Actor first = scene.startedJob(1, 1, RAL);
        assertThat(first.getsFile()).isEqualTo("a");
        scene.given(first.record(3, List.of(), Map.of()));
        Scene.Actor second = scene.startedJob(1, 1, RAL);
        assertThat(second.getsFile()).as("another is available").isEqualTo("b");
        assertThat(scene.given(second.ask()).rse())
                .as("the only file left, from its other RSE")
                .isEqualTo(CERN_EOS.value());
    }

    @Test
    void aFailedFileGoesToAnotherSiteFirstHand() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO, CERN_EOS);
        Scene.Actor first = scene.startedJob(1, 1, RAL);
        first.getsFile();
        scene.given(first.abort(EventType.JOB_ABORTED));
        assertThat(scene.startedJob(1, 1, CERN).getsFile()).isEqualTo("a");
    }

    @Test
    void aFileFailsAfterItsLastAttempt() {
        scene.workflow(1, stage(1, caps(20, 2, 10))).files(1, List.of("a"), RAL_ECHO);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(scene.file("a")).isEqualTo(InputFileState.UNALLOCATED);
            Scene.Actor job = scene.startedJob(1, 1, RAL);
            job.getsFile();
            scene.given(job.record(1, List.of(), Map.of()));
            assertThat(job.state()).isEqualTo(JobState.JOBSCRIPT_ERROR);
        }
        assertThat(scene.file("a")).isEqualTo(InputFileState.FAILED);
        assertThat(scene.events).endsWith(EventType.FILE_SET_TO_FAILED, EventType.JOB_SCRIPT_ERROR);
    }

    @Test
    void capsAreKept() {
        scene.workflow(1, stage(1, caps(1, 6, 1))).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        assertThat(scene.refused(job.ask())).as("files per job").isEqualTo(Refusal.NOTHING);
        Scene.Actor next = scene.job(1, 1);
        assertThat(scene.refused(next.offer(RAL)))
                .as("running jobs of the stage")
                .isEqualTo(Refusal.NOT_NOW);
        assertThat(next.state()).as("a 503 invites a retry").isEqualTo(JobState.SUBMITTED);
        scene.given(job.abort(EventType.JOB_ABORTED));
        scene.given(next.offer(RAL));
    }

    @Test
    void quotaCapsAndSwitchWorkOnTheVeryNextCall() {
        scene.inventory(Orders.inventory(new Inventory.Quota(Orders.QUOTA, true, 1, 1000)))
                .workflow(1, stage(1))
                .files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor running = scene.startedJob(1, 1, RAL);
        assertThat(scene.refused(scene.job(1, 1).offer(RAL))).isEqualTo(Refusal.NOT_NOW);
        scene.inventory(Orders.inventory(new Inventory.Quota(Orders.QUOTA, false, 10, 1000)));
        assertThat(scene.refused(running.ask())).isEqualTo(Refusal.NOTHING);
        Scene.Actor late = scene.job(1, 1);
        assertThat(scene.refused(late.offer(RAL))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(late.state()).isEqualTo(JobState.NOTUSED);
    }

    @Test
    void aQuotaLimitsTheFilesOfAWorkflow() {
        scene.inventory(Orders.inventory(new Inventory.Quota(Orders.QUOTA, true, 10, 3)))
                .workflow(1, stage(1))
                .files(1, List.of("a", "b"), RAL_ECHO);
        Answer<?> refused = scene.decide(new MakeCounters(StageRef.of(1, 1), 2));
        assertThat(refused).isInstanceOfSatisfying(Answer.Refused.class, problem -> {
            assertThat(problem.refusal()).isEqualTo(Refusal.CONFLICT);
            assertThat(problem.reason())
                    .isEqualTo("w1 would have 4 input files; quota usertests allows 3 in one workflow");
        });
    }

    @Test
    void aDisabledSiteGetsNothing() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor job = scene.job(1, 1);
        assertThat(scene.refused(new GetJobscript(
                        job.sign("get_jobscript"),
                        1,
                        1,
                        new Slot(new SiteName("US_Off"), "any", "h", "c", "o", 1, 1, 1))))
                .isEqualTo(Refusal.NOTHING);
        assertThat(job.state()).isEqualTo(JobState.NOTUSED);
    }

    @Test
    void counterFilesAreAtEverySite() {
        scene.workflow(7, stage(1, new Orders.Caps(Distance.SAME_SITE, 20, 6, 10)));
        assertThat(scene.given(new MakeCounters(StageRef.of(7, 1), 2)).added()).isEqualTo(2);
        assertThat(scene.given(new MakeCounters(StageRef.of(7, 1), 2)).known()).isEqualTo(2);
        GetFile.Granted file = scene.given(scene.startedJob(7, 1, CERN).ask());
        assertThat(file.did() + " " + file.pfn() + " " + file.rse())
                .isEqualTo("monte-carlo-000007-000001 000001 MONTECARLO");
        assertThat(scene.progress(7).inputsFound()).isTrue();
    }

    @Test
    void outputsOfAFailedJobAreVoidAndTheirNamesFree() {
        scene.workflow(1, stage(1, dataset(1, "d"))).files(1, List.of("a"), RAL_ECHO);
        Map<String, Integer> outputs = Map.of("out.root", 1);
        Scene.Actor first = scene.startedJob(1, 1, RAL);
        first.getsFile();
        scene.given(first.record(0, List.of("a"), outputs));
        scene.given(first.abort(EventType.JOB_ABORT_RUCIO_UPLOAD_FILE));
        assertThat(first.state()).isEqualTo(JobState.OUTPUTTING_FAILED);
        assertThat(scene.events).contains(EventType.OUTPUT_VOIDED);

        Scene.Actor second = scene.startedJob(1, 1, RAL);
        second.getsFile();
        scene.given(second.record(0, List.of("a"), outputs));
        scene.given(second.confirm(outputs, RAL_ECHO));
        assertThat(scene.progress(1).stages().get(0).outputs()).isEqualTo(Map.of(OutputFileState.OUTPUT, 1L));
        assertThat(scene.progress(1).eventsConfirmed()).isEqualTo(5);
    }

    @Test
    void repeatedResultsGetTheSameAnswerAndOtherResultsNone() {
        scene.workflow(1, stage(1, dataset(1, "d"))).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        RecordResults record = job.record(0, List.of("a"), Map.of("out.root", 1));
        RecordResults.Recorded answer = scene.given(record);
        assertThat(scene.given(record)).isEqualTo(answer);
        assertThat(scene.refused(job.record(0, List.of(), Map.of()))).isEqualTo(Refusal.OVER);
        ConfirmResults confirm = job.confirm(Map.of("out.root", 1), RAL_ECHO);
        scene.given(confirm);
        int events = scene.events.size();
        scene.given(confirm);
        scene.given(record);
        assertThat(scene.events).as("nothing happens twice").hasSize(events);
        assertThat(scene.refused(job.confirm(Map.of(), RAL_ECHO))).isEqualTo(Refusal.OVER);
    }

    @Test
    void nextStageGetsItsInputsWhenTheCataloguesKnowThem() {
        scene.workflow(1, stage(1, nextStage(1)), stage(2, dataset(1, "d"))).files(1, List.of("a"), RAL_ECHO);
        scene.change(1, Change.INPUTS_FOUND);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.given(job.record(0, List.of("a"), Map.of("x.next", 1)));
        scene.given(job.confirm(Map.of("x.next", 1), RAL_ECHO));
        assertThat(scene.decide(new FilesToLocate(10))).as("not registered yet").isEmpty();
        assertThat(scene.progress(1).drained()).as("it would become an input").isFalse();
        scene.decide(new MarkRegistered(List.of(1L), Map.of()));
        scene.decide(new MarkRegistered(List.of(1L), Map.of()));
        scene.locate(RAL_ECHO);
        Scene.Actor second = scene.startedJob(1, 2, RAL);
        assertThat(second.getsFile()).isEqualTo("x.next");
        scene.given(second.record(0, List.of("x.next"), Map.of()));
        assertThat(scene.progress(1).drained()).as("a job is live").isFalse();
        scene.given(second.confirm(Map.of(), RAL_ECHO));
        assertThat(scene.progress(1).drained()).isTrue();
    }

    @Test
    void urlOutputsNeedNoRegistration() {
        scene.workflow(1, stage(1, url(1))).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        RecordResults.Recorded recorded = scene.given(job.record(0, List.of("a"), Map.of("t.txt", 1)));
        assertThat(recorded.outputs().get(0).dataset()).isEqualTo("https://scratch.example/rita/fnal/00001/1");
        scene.given(job.confirm(Map.of("t.txt", 1), RAL_ECHO));
        assertThat(scene.progress(1).unregisteredOutputs()).isZero();
    }

    @Test
    void stalledJobsLoseTheirFilesAndTheirVoice() {
        scene.workflow(1, stage(1, dataset(1, "d"))).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.given(job.record(0, List.of("a"), Map.of("out.root", 1)));
        scene.passes(Duration.ofMinutes(61));
        assertThat(scene.decide(new ExpireStalled())).as("not over the limit").isEqualTo(new Expired(0, 0));
        scene.passes(Duration.ofSeconds(1));
        assertThat(scene.decide(new ExpireStalled())).isEqualTo(new Expired(1, 1));
        assertThat(scene.file("a")).isEqualTo(InputFileState.UNALLOCATED);
        assertThat(scene.refused(job.confirm(Map.of("out.root", 1), RAL_ECHO))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(scene.refused(job.beat())).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void heartbeatsKeepAJobAlive() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        for (int i = 0; i < 5; i++) {
            scene.passes(Duration.ofMinutes(60));
            scene.given(job.beat());
            assertThat(scene.decide(new ExpireStalled()).jobs()).isZero();
        }
    }

    @Test
    void jobsThatTheBatchSystemForgotAreStalled() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor waiting = scene.job(1, 1);
        Scene.Actor running = scene.startedJob(1, 1, RAL);
        running.getsFile();
        scene.decide(new JobsGone(List.of(waiting.id, running.id)));
        scene.decide(new JobsGone(List.of(waiting.id, running.id)));
        assertThat(List.of(waiting.state(), running.state())).containsOnly(JobState.STALLED);
        assertThat(scene.file("a")).isEqualTo(InputFileState.UNALLOCATED);
    }

    @Test
    void pauseHoldsNewWorkBackAndLetsRunningJobsFinish() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.change(1, Change.PAUSE);
        assertThat(scene.refused(job.ask())).isEqualTo(Refusal.NOTHING);
        Scene.Actor next = scene.job(1, 1);
        assertThat(scene.refused(next.offer(RAL))).isEqualTo(Refusal.NOT_NOW);
        scene.given(job.record(0, List.of("a"), Map.of()));
        scene.given(job.confirm(Map.of(), RAL_ECHO));
        scene.change(1, Change.RESUME);
        scene.given(next.offer(RAL));
    }

    @Test
    void aClosedWorkflowLeavesWhenItsLastJobEndedAndItsFilesAreFailed() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.change(1, Change.CLOSE);
        scene.given(job.record(0, List.of("a"), Map.of()));
        assertThat(scene.ledger.snapshot().workflows()).hasSize(1);
        scene.given(job.confirm(Map.of(), RAL_ECHO));
        assertThat(scene.ledger.snapshot().workflows())
                .as("b still waits, and must not be forgotten as a waiting file")
                .hasSize(1);
        scene.change(1, Change.FAIL_FILES);
        assertThat(scene.ledger.snapshot().workflows()).isEmpty();
        assertThat(scene.ledger.snapshot().files()).isEmpty();
        assertThat(scene.ledger.snapshot().retired()).containsExactly(1);
        scene.change(1, Change.CLOSE);
        scene.workflow(1, stage(1));
        assertThat(scene.ledger.snapshot().workflows())
                .as("what is over is not opened again")
                .isEmpty();
    }

    @Test
    void failedFilesAreTakenFromTheirJobs() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.change(1, Change.FAIL_FILES);
        scene.change(1, Change.INPUTS_FOUND);
        assertThat(scene.file("a")).isEqualTo(InputFileState.FAILED);
        assertThat(scene.file("b")).isEqualTo(InputFileState.FAILED);
        scene.given(job.record(0, List.of("a"), Map.of()));
        scene.given(job.confirm(Map.of(), RAL_ECHO));
        assertThat(job.state()).isEqualTo(JobState.NONE_PROCESSED);
        assertThat(scene.progress(1).drained()).isTrue();
    }

    @Test
    void lostReplicasAreLookedUpAgain() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        scene.given(Locate.of(List.of(new LocatedFile(1, List.of()))));
        assertThat(scene.file("a")).isEqualTo(InputFileState.FINDING);
        scene.locate(CERN_EOS);
        assertThat(scene.refused(scene.job(1, 1).offer(new SiteName("Nowhere"))))
                .isEqualTo(Refusal.MALFORMED);
        assertThat(scene.given(scene.startedJob(1, 1, CERN).ask()).rse()).isEqualTo(CERN_EOS.value());
    }

    @Test
    void signaturesAreCheckedInEveryWay() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        long second = scene.now.getEpochSecond();
        scene.given(new SendHeartbeat(job.signAt("send_heartbeat", second - 900)));
        scene.given(new SendHeartbeat(job.signAt("send_heartbeat", second + 60)));
        assertThat(scene.refused(new SendHeartbeat(job.signAt("send_heartbeat", second - 901))))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(scene.refused(new SendHeartbeat(job.signAt("send_heartbeat", second + 61))))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(scene.refused(new SendHeartbeat(job.signAt("send_heartbeat", second + 60))))
                .as("used before")
                .isEqualTo(Refusal.FORBIDDEN);
        Signed other = job.signAt("job_aborted", second);
        assertThat(scene.refused(new SendHeartbeat(new Signed(job.id, "send_heartbeat", second, other.hash()))))
                .as("signed for another method")
                .isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void theMeasuredSignatureIsAccepted() {
        Signed vector = new Signed(
                new JobsubId("1.1@sched.example"),
                "send_heartbeat",
                1_700_000_000L,
                "05d505dc96c7e81b7391a6adda5f8a999b8945b8aa867c08625cf10e5c07ef4f");
        scene.now = Instant.ofEpochSecond(1_700_000_000L);
        scene.workflow(1, stage(1));
        scene.given(new RegisterJobs(List.of(new NewJob(vector.job(), StageRef.of(1, 1), "jobsecret")), List.of("x")));
        scene.given(new SendHeartbeat(vector));
    }

    @Test
    void twoJobsWithOneSecretAreRefusedTogether() {
        scene.workflow(1, stage(1));
        NewJob one = new NewJob(new JobsubId("7.0@sched"), StageRef.of(1, 1), "one secret");
        NewJob other = new NewJob(new JobsubId("7.1@sched"), StageRef.of(1, 1), "one secret");
        assertThat(scene.refused(new RegisterJobs(List.of(one, other), List.of("x", "y"))))
                .isEqualTo(Refusal.MALFORMED);
        assertThat(scene.ledger.snapshot().jobs()).isEmpty();
        scene.given(new RegisterJobs(List.of(one), List.of("x")));
    }

    @Test
    void aJobWithTheSecretOfAnEarlierOneIsRefusedUntilThatOneIsForgotten() {
        scene.workflow(1, stage(1));
        NewJob one = new NewJob(new JobsubId("7.0@sched"), StageRef.of(1, 1), "one secret of 32 characters or so");
        NewJob other = new NewJob(new JobsubId("7.1@sched"), StageRef.of(1, 1), one.jobSecret());
        RegisterJobs first = new RegisterJobs(List.of(one), List.of("x"));
        RegisterJobs second = new RegisterJobs(List.of(other), List.of("y"));
        BindSlot pilot = new BindSlot(
                new JobsubId("p1@pilots"),
                one.jobSecret(),
                "z",
                new SlotOffer(
                        new Slot(RAL, "RAL_entry", "node", "cpu", "os", 4_000_000_000L, 1, 7200),
                        false,
                        Optional.empty(),
                        Set.of()),
                1);
        scene.given(first);
        scene.given(first);

        assertThat(scene.refused(second)).isEqualTo(Refusal.MALFORMED);
        assertThat(scene.refused(pilot)).isEqualTo(Refusal.FORBIDDEN);

        scene.decide(new JobsGone(List.of(one.jobsubId())));
        scene.passes(Duration.ofMinutes(30));
        scene.given(second);
    }

    @Test
    void ranksAreHundredLessTheMeanOfTheTenNearest() {
        scene.workflow(1, stage(1)).workflow(2, stage(1)).workflow(3, stage(1));
        scene.files(1, List.of("a", "b"), RAL_ECHO, CERN_EOS);
        scene.files(2, List.of("c"), CERN_EOS);
        assertThat(scene.given(new RankStages(RAL, "RAL_entry"))).isEqualTo("[w1s1=100.50;w2s1=10.50]");
        scene.files(2, List.of("d"), RAL_ECHO);
        assertThat(scene.given(new RankStages(RAL, "RAL_entry"))).isEqualTo("[w1s1=100.50;w2s1=55.50]");
        assertThat(scene.refused(new RankStages(RAL, "other"))).isEqualTo(Refusal.NOTHING);
        assertThat(scene.given(new RankStages(new SiteName("US_Off"), "x"))).isEqualTo("[]");
    }

    @Test
    void demandNamesTheSitesThatCouldHelp() {
        scene.workflow(1, stage(1, new Orders.Caps(Distance.SAME_SITE, 20, 6, 10)))
                .files(1, List.of("a", "b"), RAL_ECHO);
        scene.job(1, 1);
        StageDemand demand = scene.decide(new AskDemand()).get(0);
        assertThat(demand.unallocatedFiles()).isEqualTo(2);
        assertThat(demand.submittedJobs()).isEqualTo(1);
        assertThat(demand.sites()).containsExactly(RAL);
    }

    @Test
    void abortCodesDecideTheJobsEnd() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Map<EventType, JobState> ends = Map.of(
                EventType.JOB_ABORT_SCRIPT_ERROR, JobState.JOBSCRIPT_ERROR,
                EventType.JOB_ABORT_WEBDAV_UPLOAD, JobState.OUTPUTTING_FAILED,
                EventType.JOB_ABORT_CVMFS_CHECKS, JobState.ABORTED);
        ends.forEach((code, end) -> {
            Scene.Actor job = scene.startedJob(1, 1, RAL);
            scene.given(job.abort(code));
            assertThat(job.state()).isEqualTo(end);
        });
        Scene.Actor failed = scene.startedJob(1, 1, RAL);
        scene.given(failed.record(137, List.of(), Map.of()));
        scene.given(failed.abort(EventType.JOB_ABORT_SCRIPT_ERROR));
        scene.given(failed.abort(EventType.JOB_ABORT_SCRIPT_ERROR));
        JobRecord row = scene.ledger.snapshot().jobs().get(3);
        assertThat(row.exitCode()).isEqualTo(OptionalInt.of(137));
        assertThat(row.abortCode()).isEqualTo(OptionalInt.of(324));
    }

    @Test
    void datasetsAreNumberedByTheThousand() {
        scene.workflow(1, stage(1, caps(20, 6, 10_000), dataset(1, "d")));
        scene.given(new MakeCounters(StageRef.of(1, 1), 2));
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        String first = job.getsFile();
        Map<String, Integer> outputs = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            outputs.put("o" + i + ".root", 1);
        }
        assertThat(scene.given(job.record(0, List.of(first), outputs))
                        .outputs()
                        .get(999)
                        .number())
                .isEqualTo(1);
        scene.given(job.confirm(outputs, RAL_ECHO));
        Scene.Actor next = scene.startedJob(1, 1, RAL);
        next.getsFile();
        assertThat(scene.given(next.record(0, List.of(), Map.of("p.root", 1)))
                        .outputs()
                        .get(0)
                        .number())
                .isEqualTo(2);
    }
}
