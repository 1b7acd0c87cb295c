package org.muster.webapp.workflows;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.platform.DrainedWorkflow;
import org.muster.protocol.platform.Reason;
import org.muster.protocol.platform.Sickness;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.http.Paging;
import org.muster.webapp.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workflows over HTTP. */
@RestController
@RequestMapping("/api")
class WorkflowEndpoints {
    private final WorkflowViews views;
    private final SubmitWorkflow submitWorkflow;
    private final SteerWorkflow steer;
    private final WithdrawWorkflow withdraw;
    private final AllocatorClient allocator;

    WorkflowEndpoints(
            WorkflowViews views,
            SubmitWorkflow submitWorkflow,
            SteerWorkflow steer,
            WithdrawWorkflow withdraw,
            AllocatorClient allocator) {
        this.views = views;
        this.submitWorkflow = submitWorkflow;
        this.steer = steer;
        this.withdraw = withdraw;
        this.allocator = allocator;
    }

    @GetMapping("/workflows")
    LongTable<WorkflowRow> list(@RequestParam Map<String, String> filters) {
        return LongTable.of(filters, views::page);
    }

    @PostMapping("/workflows")
    @ResponseStatus(HttpStatus.CREATED)
    WorkflowRow submit(@RequestBody WorkflowSubmission submission, Authentication caller) {
        Person owner = Person.of(caller);
        submitWorkflow.check(submission, owner);
        OptionalLong files = submitWorkflow.files(submission);
        return views.detail(submitWorkflow.submit(submission, owner, files).id())
                .workflow();
    }

    @GetMapping("/workflows/{id}")
    WorkflowDetail detail(@PathVariable WorkflowId id) {
        return views.detail(id);
    }

    @GetMapping("/workflows/{id}/order")
    WorkflowOrder order(@PathVariable WorkflowId id) {
        return views.order(id);
    }

    @PostMapping("/workflows/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable WorkflowId id, @RequestBody Reason reason, Authentication caller) {
        steer.pause(id, Person.of(caller), reason.reason());
    }

    @PostMapping("/workflows/{id}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable WorkflowId id, @RequestBody Reason reason, Authentication caller) {
        steer.resume(id, Person.of(caller), reason.reason());
    }

    @PostMapping("/workflows/{id}/finish")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void finish(@PathVariable WorkflowId id, @RequestBody Reason reason, Authentication caller) {
        steer.finish(id, Person.of(caller), reason.reason());
    }

    @PostMapping("/workflows/{id}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable WorkflowId id, @RequestBody Reason reason, Authentication caller) {
        withdraw.withdraw(id, Person.of(caller), reason.reason());
    }

    @PostMapping("/workflows/drained")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drained(@RequestBody List<DrainedWorkflow> drained, Authentication caller) {
        steer.drained(drained.stream().map(DrainedWorkflow::workflow).toList(), Person.of(caller));
    }

    @PostMapping("/workflows/{id}/sick")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sick(@PathVariable WorkflowId id, @RequestBody Sickness sickness, Authentication caller) {
        steer.sick(id, Person.of(caller), sickness);
    }

    @GetMapping("/workflows/{id}/stages/{stage}/files")
    LongTable<FileRow> files(
            @PathVariable WorkflowId id, @PathVariable int stage, @RequestParam Map<String, String> filters) {
        StageRef of = new StageRef(id, stage);
        return LongTable.of(filters, asked -> views.files(of, asked));
    }

    @GetMapping("/workflows/{id}/outputs")
    LongTable<OutputRow> outputs(@PathVariable WorkflowId id, @RequestParam Map<String, String> filters) {
        return LongTable.of(filters, asked -> views.outputs(id, asked));
    }

    @GetMapping("/files/{id}")
    FileDetail file(@PathVariable long id) {
        return allocator.file(id);
    }

    @GetMapping("/jobs")
    LongTable<JobRow> jobs(@RequestParam Map<String, String> filters) {
        return LongTable.of(Paging.filters(filters), allocator::jobs);
    }

    @GetMapping("/jobs/{id}")
    JobDetail job(@PathVariable JobsubId id) {
        return allocator.job(id);
    }

    @GetMapping("/events")
    LongTable<EventRow> events(@RequestParam Map<String, String> filters) {
        return LongTable.of(filters, views::events);
    }
}
