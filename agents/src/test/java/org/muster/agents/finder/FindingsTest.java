package org.muster.agents.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.muster.domain.workflow.WorkflowId;

class FindingsTest {
    private static final WorkflowId LONG = new WorkflowId(1);
    private static final WorkflowId SHORT = new WorkflowId(2);

    /** Threads that run when they are told to. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final Findings findings = new Findings(threads::add);

    @Test
    void aFindingIsUnderWayFromItsBeginningToItsEnd() {
        findings.begin(LONG, () -> {});
        findings.begin(SHORT, () -> {});
        assertThat(findings.underWay()).containsExactlyInAnyOrder(LONG, SHORT);
        assertThat(findings.ended()).isZero();

        threads.removeLast().run();

        assertThat(findings.underWay()).containsExactly(LONG);
        assertThat(findings.ended()).isEqualTo(1);
        assertThat(findings.ended()).as("told once").isZero();
    }

    @Test
    void whatWentWrongIsToldOnceAndTheWorkflowMayBeFoundAgain() {
        findings.begin(LONG, () -> {
            throw new IllegalStateException("the catalogue is down");
        });
        findings.begin(SHORT, () -> {});
        threads.forEach(Runnable::run);

        assertThat(findings.underWay()).isEmpty();
        assertThatIllegalStateException().isThrownBy(findings::ended).withMessage("the catalogue is down");
        assertThat(findings.ended()).isEqualTo(1);
    }
}
