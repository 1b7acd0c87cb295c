package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.limit.TextLimit;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.InputManifest;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowOutcome;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.http.Word;
import org.muster.webapp.identity.Person;
import org.muster.webapp.plans.PlanText;
import org.muster.webapp.workflows.SteerWorkflow;
import org.muster.webapp.workflows.WorkflowViews;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All workflows, one workflow, one of its stages; and what people may do to a workflow. */
@Controller
final class WorkflowPages {
    /** Characters of a reason at most. */
    static final TextLimit REASON = WorkflowLimits.REASON;

    private final WorkflowViews workflows;
    private final SteerWorkflow steer;
    private final AllocatorClient allocator;

    WorkflowPages(WorkflowViews workflows, SteerWorkflow steer, AllocatorClient allocator) {
        this.workflows = workflows;
        this.steer = steer;
        this.allocator = allocator;
    }

    @GetMapping(Links.WORKFLOWS)
    ModelAndView workflows(HttpServletRequest request) {
        Address address = Address.of(request, "state", "purpose", "campaign", "owner");
        return new Screen(address, "list", "Workflows")
                .with(PageTable.of(
                        "workflows",
                        "Workflows",
                        WorkflowTables.WORKFLOWS,
                        LongTable.of(address.filters(), workflows::page)))
                .with(
                        "fields",
                        List.of(
                                Field.choice("state", "State", address, (Object[]) WorkflowState.values()),
                                Field.choice("purpose", "Purpose", address, (Object[]) WorkflowPurpose.values()),
                                Field.text("campaign", "Campaign number", address),
                                Field.text("owner", "Owner", address)))
                .show();
    }

    @GetMapping(Links.WORKFLOWS + "/{number}")
    ModelAndView workflow(HttpServletRequest request, @PathVariable int number, Viewer viewer) {
        WorkflowDetail detail = workflows.detail(new WorkflowId(number));
        WorkflowRow workflow = detail.workflow();
        Screen screen = new Screen(Address.of(request), "workflow", workflow.workflow() + " " + workflow.description());
        Optional<WorkflowProgress> progress = detail.progress();
        List<StageProgress> stages = progress.map(WorkflowProgress::stages).orElse(List.of());
        return screen.with("workflow", workflow)
                .with("about", about(workflow, progress, detail.manifest()))
                .with("counted", progress.isPresent())
                .with("outcome", detail.outcome().map(WorkflowOutcome::text).orElse(""))
                .with("troubled", !detail.incidents().isEmpty())
                .with("paused", workflow.state() == WorkflowState.PAUSED)
                .with("eventsLink", Links.ofWorkflow(Links.EVENTS, workflow.workflow()))
                .with("jobsLink", Links.ofWorkflow(Links.JOBS, workflow.workflow()))
                .with("outputsLink", Links.ofWorkflow(Links.OUTPUTS, workflow.workflow()))
                .with("actions", viewer.controls(workflow) ? WorkflowAction.in(workflow.state()) : List.of())
                .with("maxReason", REASON.most())
                .with(IncidentTables.of(detail.incidents()))
                .with(WorkflowTables.fileStates(stages))
                .with(WorkflowTables.jobStates(stages))
                .with(WorkflowTables.outputStates(stages))
                .with(WorkflowTables.stages(workflow, detail.stages()))
                .show();
    }

    @GetMapping(Links.WORKFLOWS + "/{number}/stages/{stage}")
    ModelAndView stage(HttpServletRequest request, @PathVariable int number, @PathVariable int stage) {
        StageRef ref = StageRef.of(number, stage);
        WorkflowDetail detail = workflows.detail(ref.workflow());
        StageOrder order = detail.stages().stream()
                .filter(candidate -> candidate.stage() == stage)
                .findFirst()
                .orElseThrow(() -> RefusedRequest.notFound("stage " + ref));
        List<StageProgress> progress = detail.progress().map(WorkflowProgress::stages).orElse(List.of()).stream()
                .filter(candidate -> candidate.stage().equals(ref))
                .toList();
        return new Screen(Address.of(request), "stage", "Stage " + ref)
                .with("stage", ref)
                .with("workflowLink", Links.workflow(ref.workflow()))
                .with("counted", detail.progress().isPresent())
                .with("requirements", requirements(order, told(() -> allocator.settings(ref))))
                .with("environment", environment(order.environment()))
                .with("jobscript", order.jobscript())
                .with(WorkflowTables.fileStates(progress))
                .with(WorkflowTables.jobStates(progress))
                .with(WorkflowTables.matching(told(() -> allocator.whyNot(Map.of("stage", ref.toString())))
                        .orElse(List.of())))
                .with(WorkflowTables.patterns(order))
                .show();
    }

    @PostMapping(Links.WORKFLOWS + "/{number}/{action}")
    String act(
            @PathVariable int number,
            @PathVariable String action,
            @RequestParam String reason,
            Viewer viewer,
            RedirectAttributes flash) {
        WorkflowId workflow = new WorkflowId(number);
        WorkflowAction chosen = Word.of(WorkflowAction.class, action);
        if (REASON.objection(reason).isPresent()) {
            flash.addFlashAttribute("refusal", "Say why, in " + REASON + ".");
            return "redirect:" + Links.workflow(workflow);
        }
        try {
            act(workflow, chosen, viewer.person(), reason.strip());
            flash.addFlashAttribute("notice", said(chosen));
        } catch (ApiRefused refusal) {
            flash.addFlashAttribute("refusal", refusal.problem().title());
        }
        return "redirect:" + Links.workflow(workflow);
    }

    private void act(WorkflowId workflow, WorkflowAction action, Person person, String reason) {
        switch (action) {
            case PAUSE -> steer.pause(workflow, person, reason);
            case RESUME -> steer.resume(workflow, person, reason);
            case FINISH -> steer.finish(workflow, person, reason);
        }
    }

    /** A stage that is over has nothing to match; a page about it is shown all the same. */
    private static <T> Optional<T> told(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ApiRefused | ExternalSystemUnavailable e) {
            return Optional.empty();
        }
    }

    private static String said(WorkflowAction action) {
        return switch (action) {
            case PAUSE -> "The workflow is asked to pause.";
            case RESUME -> "The workflow is asked to go on.";
            case FINISH -> "The workflow is asked to finish.";
        };
    }

    private static Cell finding(Optional<WorkflowProgress> progress, Optional<InputManifest> manifest) {
        return manifest.map(found -> Cell.text(String.format(
                        Locale.ROOT,
                        "%s at %s: %d files, %d bytes, SHA-256 %s, pass %d%s",
                        found.status() == InputManifest.Status.FROZEN ? "frozen" : "growing",
                        found.foundAt(),
                        found.files(),
                        found.bytes(),
                        found.digest(),
                        found.pass(),
                        found.note().map(note -> "; " + note).orElse(""))))
                .orElse(Cell.text(progress.map(known -> known.inputsFound() ? "over" : "under way")
                        .orElse("not yet begun")));
    }

    private List<Fact> about(
            WorkflowRow workflow, Optional<WorkflowProgress> progress, Optional<InputManifest> manifest) {
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of("Description", workflow.description()),
                Fact.of("State", Cell.state(workflow.state())),
                Fact.of("Message", workflow.message()),
                Fact.of("MQL", Cell.code(workflow.mql())),
                Fact.of("Scope", workflow.scope()),
                Fact.of("HTCondor group", workflows.order(workflow.workflow()).quotaName()),
                Fact.of("Finding", finding(progress, manifest)),
                Fact.of("Submitted by", workflow.owner()),
                Fact.of("Created", Cell.time(workflow.createdAt())),
                Fact.of("Submitted", Cell.time(workflow.submittedAt())),
                Fact.of("Started", Cell.time(workflow.startedAt())),
                Fact.of("Finished", Cell.time(workflow.finishedAt())),
                Fact.of("Purpose", workflow.purpose()),
                Fact.of(
                        "Campaign",
                        workflow.campaign()
                                .map(campaign -> Cell.text(campaign).to(Links.campaign(campaign)))
                                .orElse(Cell.nothing()))));
        progress.ifPresent(known -> {
            facts.add(Fact.of("Events confirmed", Cell.count(known.eventsConfirmed())));
            facts.add(Fact.of("Outputs not yet in the catalogues", Cell.count(known.unregisteredOutputs())));
        });
        facts.add(Fact.of("Progress", Cell.part(workflow.filesProcessed(), workflow.filesTotal())));
        return facts;
    }

    private static List<Fact> requirements(StageOrder stage, Optional<StageSettings> settings) {
        StageSettings now = settings.orElse(StageSettings.of(stage));
        return List.of(
                Fact.of("Processors", Cell.count(stage.processors())),
                Fact.of("Memory", Cell.bytes(stage.rssBytes())),
                Fact.of("Wall time", Units.span(stage.wallSeconds())),
                Fact.of("Max distance", Cell.count(stage.maxDistance().value())),
                Fact.of("Priority", Cell.count(now.priority())),
                Fact.of("Max files per job", Cell.count(stage.maxFilesPerJob())),
                Fact.of("Max attempts", Cell.count(stage.maxAttempts())),
                Fact.of("Max running jobs", Cell.count(now.maxRunningJobs())),
                Fact.of("Image", Cell.code(stage.jobscriptImage().orElse("none"))),
                Fact.of(
                        "In quarantine",
                        listed(
                                now.quarantines().stream()
                                        .map(its -> its.partition() + " (since " + its.since() + ", by " + its.by()
                                                + ": " + its.reason() + ")")
                                        .toList(),
                                "nothing")),
                Fact.of("GPU", stage.gpu().map(PlanText::gpu).orElse("none")),
                Fact.of("For the slots of", stage.group().orElse("everybody")),
                Fact.of("Sites", listed(stage.sites(), "everywhere")),
                Fact.of("Inputs read at", listed(stage.inputRses(), "everywhere")),
                Fact.of("Outputs go first to", listed(stage.outputRses(), "no preference")));
    }

    private static List<Fact> environment(Map<String, String> environment) {
        return environment.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Fact.of(entry.getKey(), Cell.code(entry.getValue())))
                .toList();
    }

    private static String listed(List<?> names, String otherwise) {
        return names.isEmpty()
                ? otherwise
                : String.join(", ", names.stream().map(Object::toString).toList());
    }
}
