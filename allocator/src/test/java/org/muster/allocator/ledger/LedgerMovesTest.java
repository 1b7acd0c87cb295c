package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.nextStage;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.ledger.commands.ChangeWorkflow.Change;
import org.muster.allocator.ledger.commands.JobsGone;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.lifecycle.Transition;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;

/** A tour through every move of its four tables: each can be taken by telling the ledger something, and no other is. */
class LedgerMovesTest {
    private static final Map<String, Integer> OUTPUTS = Map.of("o.root", 1, "o.next", 2);
    private final Set<String> taken = new TreeSet<>();

    /** How far a job gets before something ends it. */
    private enum Stop {
        SUBMITTED,
        STARTED,
        PROCESSING,
        OUTPUTTING
    }

    private interface Ending {
        void happen(Scene scene, Scene.Actor job);
    }

    @Test
    void everyMoveIsTakenAndNoOther() {
        List<Ending> endings = List.of(
                (scene, job) -> scene.given(job.abort(EventType.JOB_ABORTED)),
                (scene, job) -> scene.given(job.abort(EventType.JOB_ABORT_SCRIPT_ERROR)),
                (scene, job) -> scene.given(job.abort(EventType.JOB_ABORT_WEBDAV_UPLOAD)),
                (scene, job) -> scene.decide(new JobsGone(List.of(job.id))),
                (scene, job) -> scene.change(1, Change.FAIL_FILES));
        for (Stop stop : Stop.values()) {
            for (Ending ending : endings) {
                for (int attempts = 1; attempts <= 2; attempts++) {
                    Scene scene = scene(attempts);
                    ending.happen(scene, jobAt(stop, scene));
                }
            }
        }
        Scene success = scene(1);
        success.given(jobAt(Stop.OUTPUTTING, success).confirm(OUTPUTS, RAL_ECHO));
        Scene nothing = scene(1);
        Scene.Actor idle = jobAt(Stop.STARTED, nothing);
        nothing.given(idle.record(0, List.of(), Map.of()));
        nothing.given(idle.confirm(Map.of(), RAL_ECHO));
        Scene refusal = scene(1);
        Scene.Actor late = jobAt(Stop.SUBMITTED, refusal);
        refusal.change(1, Change.CLOSE);
        refusal.refused(late.offer(RAL));
        Scene catalogue = scene(1);
        catalogue.given(Locate.of(List.of(new LocatedFile(1, List.of()))));
        catalogue.given(Locate.of(List.of(new LocatedFile(1, List.of()))));
        Scene again = scene(1);
        again.given(Locate.of(List.of(new LocatedFile(1, List.of()))));
        again.given(Locate.of(List.of(new LocatedFile(1, List.of()))));
        again.given(Locate.of(
                List.of(new LocatedFile(1, List.of(new FoundReplica(RAL_ECHO, "root://w/a", Optional.empty()))))));
        Scene early = scene(1);
        early.given(Locate.of(List.of(new LocatedFile(1, List.of()))));
        early.change(1, Change.FAIL_FILES);
        Scene workflow = scene(1);
        workflow.change(1, Change.PAUSE);
        workflow.change(1, Change.PAUSE);
        workflow.change(1, Change.RESUME);
        workflow.change(1, Change.RESUME);
        workflow.change(1, Change.PAUSE);
        workflow.change(1, Change.CLOSE);
        workflow.change(1, Change.CLOSE);

        assertThat(taken).isEqualTo(listed());
    }

    private Scene scene(int attempts) {
        Scene scene = new Scene((from, trigger, to) -> taken.add(edge(from, trigger, to)));
        Orders.Caps caps = new Orders.Caps(Distance.ANYWHERE, 20, attempts, 10);
        scene.workflow(1, stage(1, caps, dataset(1, "d"), nextStage(2)), stage(2, dataset(1, "e")))
                .files(1, List.of("a"), RAL_ECHO);
        return scene;
    }

    private static Scene.Actor jobAt(Stop stop, Scene scene) {
        Scene.Actor job = scene.job(1, 1);
        if (stop.compareTo(Stop.STARTED) >= 0) {
            scene.given(job.offer(RAL));
        }
        if (stop.compareTo(Stop.PROCESSING) >= 0) {
            job.getsFile();
        }
        if (stop.compareTo(Stop.OUTPUTTING) >= 0) {
            scene.given(job.record(0, List.of("a"), OUTPUTS));
        }
        return job;
    }

    private static Set<String> listed() {
        Set<String> edges = new TreeSet<>();
        Stream.of(
                        InputFileState.TRANSITIONS.edges(),
                        JobState.TRANSITIONS.edges(),
                        OutputFileState.TRANSITIONS.edges(),
                        LedgerStatus.TRANSITIONS.edges())
                .forEach(machine -> machine.forEach(move -> edges.add(edge(move))));
        return edges;
    }

    private static String edge(Transition<?, ?> move) {
        return edge(move.from(), move.trigger(), move.to());
    }

    private static String edge(Enum<?> from, Enum<?> trigger, Enum<?> to) {
        return from.getDeclaringClass().getSimpleName() + ": " + from + " --" + trigger + "--> " + to;
    }
}
