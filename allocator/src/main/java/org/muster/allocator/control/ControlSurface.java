package org.muster.allocator.control;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.allocator.access.TokenVerifier;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.http.Exchange;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.Listings;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.commands.ChangeWorkflow;
import org.muster.allocator.ledger.commands.ExpireStalled;
import org.muster.allocator.ledger.commands.JobsGone;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.commands.RegisterJobs;
import org.muster.allocator.ledger.commands.ReplaceInventory;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.ledger.questions.AskDemand;
import org.muster.allocator.retention.Growth;
import org.muster.allocator.storage.StorageTokens;
import org.muster.domain.job.JobSecret;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.GoneJobs;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.Trouble;
import org.muster.protocol.control.WorkflowOrder;

/** What {@link org.muster.protocol.control.AllocatorClient} calls, for Muster's own processes and administrators. */
public final class ControlSurface {
    public static final String PATH = "/api/control";

    /** Jobs registered, or files located, in one call. */
    public static final int MAX_ITEMS = 10_000;

    private final LedgerLoop ledger;
    private final TokenVerifier tokens;
    private final Tables tables;
    private final Listings listings;
    private final Readers readers;
    private final Inputs inputs;
    private final StageCalls stages;
    private final GrowthCalls growth;
    private final Clearing clearing;
    private final Outputs outputs;
    private final UnsummedUploads reading;
    private final Progress progress;
    private final SecureRandom random = new SecureRandom();

    public ControlSurface(
            LedgerLoop ledger,
            TokenVerifier tokens,
            Tables tables,
            Readers readers,
            StorageTokens storageTokens,
            Growth growth,
            Clock clock) {
        this.clearing = new Clearing(ledger, tables, readers, storageTokens, clock);
        this.outputs = new Outputs(ledger, tables, readers);
        this.reading = new UnsummedUploads(ledger, storageTokens);
        this.ledger = ledger;
        this.tokens = tokens;
        this.tables = tables;
        this.listings = new Listings(tables);
        this.readers = readers;
        this.progress = new Progress(ledger, readers, new Summaries(tables));
        this.inputs = new Inputs(ledger, tables, readers);
        this.stages = new StageCalls(ledger, inputs);
        this.growth = new GrowthCalls(readers, growth);
    }

    public static boolean serves(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    /** One for each event loop. */
    public Router router(Vertx vertx, Function<HttpServerRequest, Exchange> exchanges) {
        Routes routes = new Routes(vertx, tokens, exchanges);
        workflows(routes);
        jobs(routes);
        files(routes);
        outputs(routes);
        stages.add(routes);
        growth.add(routes);
        return routes.get("/health", (call, path) -> call.value(ledger.submit(Ask.health())))
                .putLarge(
                        "/inventory",
                        (call, path) -> call.always(
                                ledger.submit(new ReplaceInventory(call.body(new TypeReference<Inventory>() {})))))
                .get("/inventory", (call, path) -> call.value(ledger.submit(Ask.inventory())))
                .get("/why-not", (call, path) -> call.answer(ledger.submit(Questions.whyNot(call.filters()))))
                .get("/events", (call, path) -> table(call, listings::events))
                .get("/troubles", (call, path) -> call.value(CompletableFuture.completedFuture(troubles())))
                .post("/troubles/look-again", (call, path) -> {
                    ledger.loadAgain();
                    call.always(CompletableFuture.completedFuture(Answer.Done.DONE));
                })
                .done();
    }

    /** Nobody knows before the ledger is loaded, and "none" would be taken for an answer. */
    private List<Trouble> troubles() {
        if (!ledger.ready()) {
            throw new AuthorisedCall.Bad(503, "the ledger is not loaded");
        }
        return ledger.setAside().entrySet().stream()
                .map(each -> new Trouble(new WorkflowId(each.getKey()), each.getValue()))
                .sorted(Comparator.comparing(Trouble::workflow))
                .toList();
    }

    private void workflows(Routes routes) {
        routes.get("/workflows", (call, path) -> call.value(ledger.submit(Ask.progress())))
                .putLarge("/workflows/:workflow", (call, path) -> open(call, workflow(path)))
                .get("/workflows/:workflow", (call, path) -> call.value(progress.of(workflow(path))))
                .post(
                        "/progress",
                        (call, path) -> call.value(progress.of(call.body(new TypeReference<List<WorkflowId>>() {}))))
                .post(
                        "/workflows/:workflow/:change",
                        (call, path) -> call.done(
                                ledger.submit(new ChangeWorkflow(workflow(path), change(path.pathParam("change"))))))
                .get("/workflows/:workflow/job-endings", (call, path) -> call.value(progress.endings(workflow(path))))
                .get("/input-queries", (call, path) -> call.value(ledger.submit(Ask.inputQueries())));
    }

    private void jobs(Routes routes) {
        routes.get("/demand", (call, path) -> call.value(ledger.submit(new AskDemand())))
                .postLarge("/jobs", (call, path) -> register(call))
                .postLarge(
                        "/jobs/gone",
                        (call, path) -> call.always(ledger.submit(new JobsGone(
                                call.body(new TypeReference<GoneJobs>() {}).jobs()))))
                .post("/jobs/expire", (call, path) -> call.value(ledger.submit(new ExpireStalled())))
                .get("/jobs", (call, path) -> table(call, listings::jobs))
                .get(
                        "/unended-jobs",
                        (call, path) -> call.value(
                                ledger.submit(Ask.unended(call.filters().getOrDefault("scheduler", "")))))
                .get("/jobs/:job", (call, path) -> {
                    JobsubId job = new JobsubId(path.pathParam("job"));
                    call.value(readers.ask(() -> tables.job(job))
                            .thenApply(found ->
                                    found.orElseThrow(() -> new AuthorisedCall.Bad(404, "no job " + job + " here"))));
                });
    }

    private void files(Routes routes) {
        routes.get(
                        "/files-to-locate",
                        (call, path) -> call.value(inputs.toLocate(call.whole("limit", MAX_ITEMS, MAX_ITEMS))))
                .postLarge(
                        "/located",
                        (call, path) -> call.done(ledger.submit(
                                Locate.of(limited(call.body(new TypeReference<List<LocatedFile>>() {}))))))
                .get("/files", (call, path) -> table(call, listings::files))
                .get("/files/:file", (call, path) -> {
                    long file = number(path.pathParam("file"));
                    call.value(readers.ask(() -> tables.file(file))
                            .thenApply(found ->
                                    found.orElseThrow(() -> new AuthorisedCall.Bad(404, "no file " + file + " here"))));
                });
    }

    private void outputs(Routes routes) {
        routes.get("/waiting-outputs", (call, path) -> call.value(outputs.waiting()))
                .postLarge(
                        "/outputs-to-register",
                        (call, path) ->
                                call.value(outputs.toRegister(call.body(new TypeReference<List<OutputsTurn>>() {}))))
                .postLarge(
                        "/outputs-registered",
                        (call, path) ->
                                call.always(outputs.registered(call.body(new TypeReference<RegisteredOutputs>() {}))))
                .getByService("/outputs-to-read", (call, path) -> call.value(reading.token(ids(call))))
                .getByService(
                        "/outputs-to-clear",
                        (call, path) -> call.value(clearing.next(
                                number(call.filters().getOrDefault("after", "0")),
                                call.whole("limit", Clearing.MAX_OUTPUTS, Clearing.MAX_OUTPUTS))))
                .postLarge(
                        "/outputs-cleared",
                        (call, path) -> call.always(clearing.cleared(call.body(new TypeReference<>() {}))))
                .get("/registered-outputs", (call, path) -> table(call, listings::registeredOutputs))
                .postLarge(
                        "/known-outputs",
                        (call, path) -> call.value(inputs.knownOutputs(limited(call.body(new TypeReference<>() {})))))
                .get("/outputs", (call, path) -> table(call, listings::outputs));
    }

    private interface Table<T> {
        T page(Map<String, String> filters) throws JournalUnavailable;
    }

    private <T> void table(AuthorisedCall call, Table<T> table) {
        Map<String, String> filters = call.filters();
        call.value(readers.ask(() -> table.page(filters)));
    }

    private void open(AuthorisedCall call, WorkflowId workflow) {
        WorkflowOrder order = call.body(new TypeReference<>() {});
        if (!order.workflow().equals(workflow)) {
            throw new AuthorisedCall.Bad(400, "the body is about " + order.workflow() + ", the path about " + workflow);
        }
        call.done(ledger.submit(new OpenWorkflow(order)));
    }

    private void register(AuthorisedCall call) {
        List<NewJob> jobs = limited(call.body(new TypeReference<List<NewJob>>() {}));
        if (jobs.stream().anyMatch(job -> job.jobSecret().isEmpty())) {
            throw new AuthorisedCall.Bad(400, "a job secret is empty");
        }
        List<String> secrets =
                Stream.generate(() -> JobSecret.draw(random)).limit(jobs.size()).toList();
        call.done(ledger.submit(new RegisterJobs(jobs, secrets)));
    }

    private static <T> List<T> limited(List<T> items) {
        if (items.size() > MAX_ITEMS) {
            throw new AuthorisedCall.Bad(400, "at most " + MAX_ITEMS + " in one call");
        }
        return items;
    }

    private static List<Long> ids(AuthorisedCall call) {
        List<Long> ids = Arrays.stream(call.filters().getOrDefault("ids", "").split(",", -1))
                .filter(id -> !id.isEmpty())
                .map(ControlSurface::number)
                .toList();
        if (ids.size() > AllocatorClient.MAX_IDS) {
            throw new AuthorisedCall.Bad(400, "ids are at most " + AllocatorClient.MAX_IDS);
        }
        return ids;
    }

    private static ChangeWorkflow.Change change(String action) {
        return switch (action) {
            case "pause" -> ChangeWorkflow.Change.PAUSE;
            case "resume" -> ChangeWorkflow.Change.RESUME;
            case "close" -> ChangeWorkflow.Change.CLOSE;
            case "fail-files" -> ChangeWorkflow.Change.FAIL_FILES;
            case "inputs-found" -> ChangeWorkflow.Change.INPUTS_FOUND;
            default -> throw new AuthorisedCall.Bad(404, "there is no such call");
        };
    }

    static StageRef stage(RoutingContext path) {
        return StageRef.parse(path.pathParam("stage"));
    }

    private static WorkflowId workflow(RoutingContext path) {
        long number = number(path.pathParam("workflow"));
        return new WorkflowId((int) Math.max(0, Math.min(number, Integer.MAX_VALUE)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new AuthorisedCall.Bad(400, "'" + text + "' is not a number");
        }
    }
}
