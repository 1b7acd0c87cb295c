package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.Page;
import org.muster.protocol.http.PageOrder;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.workflows.WorkflowViews;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Files, jobs, outputs and events, as the allocator's ledger has them. */
@Controller
final class LedgerPages {
    private static final String LIST = "list";

    private final AllocatorClient allocator;
    private final WorkflowViews workflows;

    LedgerPages(AllocatorClient allocator, WorkflowViews workflows) {
        this.allocator = allocator;
        this.workflows = workflows;
    }

    @GetMapping(Links.FILES)
    ModelAndView files(HttpServletRequest request) {
        Address address = Address.of(request, "workflow", "stage", "state", "did");
        return list(address, "files", "Files", LedgerTables.FILES, address.filters(), allocator::files)
                .with(
                        "fields",
                        List.of(
                                Field.text("workflow", "Workflow ID", address),
                                Field.text("stage", "Stage ID", address),
                                Field.choice("state", "State", address, (Object[]) InputFileState.values()),
                                Field.text("did", "File DID", address)))
                .show();
    }

    @GetMapping(Links.JOBS)
    ModelAndView jobs(HttpServletRequest request) {
        Address address = Address.of(request, "workflow", "stage", "state", "site", PageOrder.NAME);
        return list(address, "jobs", "Jobs", LedgerTables.JOBS, newestFirst(address), allocator::jobs)
                .with(
                        "fields",
                        List.of(
                                Field.text("workflow", "Workflow ID", address),
                                Field.text("stage", "Stage ID", address),
                                Field.choice("state", "State", address, (Object[]) JobState.values()),
                                Field.text("site", "Site", address),
                                order(address)))
                .show();
    }

    @GetMapping(Links.OUTPUTS)
    ModelAndView outputs(HttpServletRequest request) {
        Address address = Address.of(request, "workflow", "stage", "state", "job", "did", PageOrder.NAME);
        return list(address, "outputs", "Outputs", LedgerTables.OUTPUTS, newestFirst(address), allocator::outputs)
                .with(
                        "fields",
                        List.of(
                                Field.text("workflow", "Workflow ID", address),
                                Field.text("stage", "Stage ID", address),
                                Field.choice("state", "State", address, (Object[]) OutputFileState.values()),
                                Field.text("job", "Jobsub ID", address),
                                Field.text("did", "File DID", address),
                                order(address)))
                .show();
    }

    @GetMapping(Links.EVENTS)
    ModelAndView events(HttpServletRequest request) {
        Address address = Address.of(
                request,
                "type",
                "workflow",
                "stage",
                "did",
                "job",
                "exit_code",
                "site",
                "entry",
                "rse",
                PageOrder.NAME);
        Stream<Field.Choice> types = Stream.of(EventType.values())
                .map(type -> new Field.Choice(Integer.toString(type.number()), type.number() + " " + type.name()));
        return list(address, "events", "Events", LedgerTables.EVENTS, newestFirst(address), workflows::events)
                .with(
                        "fields",
                        List.of(
                                Field.choice("type", "Event Type", address, types),
                                Field.text("workflow", "Workflow ID", address),
                                Field.text("stage", "Stage ID", address),
                                Field.text("did", "File DID", address),
                                Field.text("job", "Jobsub ID", address),
                                Field.text("exit_code", "Jobscript exit", address),
                                Field.text("site", "Site", address),
                                Field.text("entry", "Entry", address),
                                Field.text("rse", "RSE", address),
                                order(address)))
                .show();
    }

    @GetMapping(Links.FILES + "/{fileId}")
    ModelAndView file(HttpServletRequest request, @PathVariable long fileId) {
        FileDetail detail = allocator.file(fileId);
        FileRow file = detail.file();
        return new Screen(Address.of(request), "file", file.did().toString())
                .with("about", about(file))
                .with(PageTable.of("attempts", "Attempts", LedgerTables.ALLOCATIONS, detail.allocations()))
                .with(PageTable.of("replicas", "Replicas", LedgerTables.REPLICAS, detail.replicas()))
                .show();
    }

    @GetMapping(Links.JOBS + "/{name}")
    ModelAndView job(HttpServletRequest request, @PathVariable String name) {
        JobDetail detail = allocator.job(new JobsubId(name));
        JobRow job = detail.job();
        Screen screen = new Screen(Address.of(request), "job", "Job " + job.jobsubId());
        return screen.with("about", about(detail, processors(job)))
                .with("whyEnded", detail.whyEnded().orElse(""))
                .with("log", detail.jobscriptLog().orElse(""))
                .with("logFile", detail.logFile().orElse(""))
                .with("eventsLink", Links.ofJob(Links.EVENTS, job.jobsubId()))
                .with(PageTable.of("allocations", "Input files", LedgerTables.ALLOCATIONS, detail.allocations()))
                .with(PageTable.of("outputs", "Output files", LedgerTables.OUTPUTS, detail.outputs()))
                .show();
    }

    /** What happened last is what people look for. */
    private static Map<String, String> newestFirst(Address address) {
        Map<String, String> filters = new HashMap<>(address.filters());
        filters.putIfAbsent(PageOrder.NAME, PageOrder.NEWEST.toString());
        return filters;
    }

    private static Field order(Address address) {
        return new Field(
                PageOrder.NAME,
                "Order",
                address.filter(PageOrder.NAME),
                List.of(new Field.Choice("newest", "newest first"), new Field.Choice("oldest", "oldest first")));
    }

    private static <T> Screen list(
            Address address,
            String id,
            String title,
            List<PageColumn<T>> columns,
            Map<String, String> asked,
            Function<Map<String, String>, Page<T>> rows) {
        Screen screen = new Screen(address, LIST, title);
        LongTable<T> listing = screen.ask(() -> LongTable.of(asked, rows)).orElse(LongTable.of(List.of()));
        return screen.with(PageTable.of(id, title, columns, listing));
    }

    private int processors(JobRow job) {
        return workflows.detail(job.stage().workflow()).stages().stream()
                .filter(stage -> stage.stage() == job.stage().stage())
                .map(StageOrder::processors)
                .findFirst()
                .orElse(1);
    }

    private static List<Fact> about(FileRow file) {
        return List.of(
                Fact.of("DID", Cell.code(file.did())),
                Fact.of("Stage", Cell.text(file.stage()).to(Links.stage(file.stage()))),
                Fact.of("State", Cell.state(file.state())),
                Fact.of("Attempts", file.attempts() + " of at most " + file.maxAttempts()),
                Fact.of("Size", Cell.bytes(file.sizeBytes())),
                Fact.of("Allocated", Cell.time(file.allocatedAt())),
                Fact.of("RSE", file.rse()),
                Fact.of("Site", file.site()),
                Fact.of(
                        "Job",
                        file.job().map(job -> Cell.code(job).to(Links.job(job))).orElse(Cell.nothing())),
                Fact.of("Processed", Cell.time(file.processedAt())));
    }

    private static List<Fact> about(JobDetail detail, int processors) {
        JobRow job = detail.job();
        return List.of(
                Fact.of("State", Cell.state(job.state())),
                Fact.of("Jobscript exit", Cell.count(job.exitCode())),
                Fact.of("Abort code", Cell.count(job.abortCode())),
                Fact.of("Stage", Cell.text(job.stage()).to(Links.stage(job.stage()))),
                Fact.of("Site", job.site()),
                Fact.of("Entry", job.entry()),
                Fact.of("Host", detail.hostname().orElse("")),
                Fact.of("Processors", Cell.count(processors)),
                Fact.of("Real time", Cell.seconds(job.realSeconds())),
                Fact.of("CPU time", Cell.seconds(job.cpuSeconds())),
                Fact.of("CPU efficiency", Cell.percent(efficiency(job, processors))),
                Fact.of("Max RSS", Cell.bytes(job.maxRssBytes())),
                Fact.of("Files handed out", Cell.count(job.allocatedFiles())),
                Fact.of("Submitted", Cell.time(job.submittedAt())),
                Fact.of("Started", Cell.time(job.startedAt())),
                Fact.of("Last heartbeat", Cell.time(job.heartbeatAt())),
                Fact.of("Finished", Cell.time(job.finishedAt())));
    }

    /** CPU seconds of the processors' real seconds; nothing before the job has reported any. */
    static Optional<Double> efficiency(JobRow job, int processors) {
        double available = job.realSeconds() * processors;
        return available > 0 ? Optional.of(job.cpuSeconds() / available) : Optional.empty();
    }
}
