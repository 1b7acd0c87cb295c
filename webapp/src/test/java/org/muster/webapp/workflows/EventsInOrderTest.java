package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.http.Page;
import org.muster.protocol.http.PageOrder;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What happened to a workflow, and to its files and jobs, is one story told page by page. */
@RunningWebapp
class EventsInOrderTest {
    private final Door door;
    private final EngineHand engine;

    @Autowired
    EventsInOrderTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @Test
    void everyEventIsOnOnePageAndNoPageIsLongerThanItsLimit() {
        WorkflowId workflow = started();
        List<EventRow> own = page(workflow, 100, "").rows();
        assertThat(own).extracting(EventRow::type).contains(101, 103, 206).hasSizeGreaterThan(4);
        Instant middle = own.get(own.size() / 2).time();
        List<EventRow> theirs = LongStream.range(0, 7)
                .mapToObj(i -> added(workflow, 1_000 + i, middle.plusNanos((i - 3) * 1_000_000)))
                .toList();
        FakeAllocator.RUNNING.happened(theirs);

        List<EventRow> told = told(workflow, PageOrder.OLDEST);
        assertThat(told).isSortedAccordingTo(Comparator.comparing(EventRow::time));
        assertThat(told).doesNotHaveDuplicates().containsAll(own).containsAll(theirs);
        assertThat(told).hasSize(own.size() + theirs.size());
        assertThat(page(workflow, 100, "").rows()).isEqualTo(told);
        List<EventRow> backwards = new ArrayList<>(told);
        Collections.reverse(backwards);
        assertThat(told(workflow, PageOrder.NEWEST)).isEqualTo(backwards);
    }

    private List<EventRow> told(WorkflowId workflow, PageOrder order) {
        List<EventRow> told = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Page<EventRow> page = page(workflow, order, 3, after.get());
            assertThat(page.rows()).hasSizeBetween(1, 3);
            told.addAll(page.rows());
            after = page.next();
        }
        return told;
    }

    @Test
    void whatIsNoPlaceInBothIsRefusedInWords() {
        for (String after : List.of("7", "-1", "1-", "1-2-3", "x")) {
            Door.Answer answer = door.get("/api/events?after=" + after, "sam");
            assertThat(answer.status()).as(after).isEqualTo(400);
            assertThat(answer.body()).as(after).contains("what the page before gave as next");
        }
        assertThat(door.get("/api/events?after=0", "sam").status()).isEqualTo(200);
    }

    private WorkflowId started() {
        WorkflowId workflow = door.as("rita")
                .submit(new WorkflowSubmission("a story", "usertests", "monte-carlo 1", WorkflowLifeTest.stages()))
                .workflow();
        engine.work();
        return workflow;
    }

    private Page<EventRow> page(WorkflowId workflow, int limit, String after) {
        return page(workflow, PageOrder.OLDEST, limit, after);
    }

    private Page<EventRow> page(WorkflowId workflow, PageOrder order, int limit, String after) {
        return door.as("sam")
                .events(Map.of(
                        PageOrder.NAME,
                        order.toString(),
                        "workflow",
                        Integer.toString(workflow.number()),
                        "limit",
                        Integer.toString(limit),
                        "after",
                        after));
    }

    private static EventRow added(WorkflowId workflow, long id, Instant time) {
        return new EventRow(
                id,
                time,
                EventType.FILE_ADDED.number(),
                EventType.FILE_ADDED.name(),
                workflow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
