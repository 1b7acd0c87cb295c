package org.muster.allocator.control;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.allocator.access.Bearer;
import org.muster.allocator.access.TokenVerifier;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.http.Exchange;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Ask;
import org.muster.allocator.ledger.AskDemand;
import org.muster.allocator.ledger.ChangeWorkflow;
import org.muster.allocator.ledger.ExpireStalled;
import org.muster.allocator.ledger.JobsGone;
import org.muster.allocator.ledger.Locate;
import org.muster.allocator.ledger.MarkRegistered;
import org.muster.allocator.ledger.OpenWorkflow;
import org.muster.allocator.ledger.RegisterJobs;
import org.muster.allocator.ledger.ReplaceInventory;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.GoneJobs;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiProblem;

/** What {@link org.muster.protocol.control.AllocatorClient} calls, for Muster's own processes and administrators. */
public final class ControlSurface {
    public static final String PATH = "/api/control";

    /** Bytes of a body: ten thousand located files with several replicas each. */
    public static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    /** Jobs registered, or files located, in one call. */
    public static final int MAX_ITEMS = 10_000;

    private static final int MAX_HEALTH_SECONDS = 7 * 24 * 3600;
    private static final int SECRET_BYTES = 64;

    private final LedgerLoop ledger;
    private final TokenVerifier tokens;
    private final Tables tables;
    private final Summaries summaries;
    private final Readers readers;
    private final Clock clock;
    private final Inputs inputs;
    private final StageCalls stages;
    private final Clearing clearing;
    private final SecureRandom random = new SecureRandom();

    public ControlSurface(
            LedgerLoop ledger,
            TokenVerifier tokens,
            Tables tables,
            Readers readers,
            Supplier<String> writeToken,
            Clock clock) {
        this.clearing = new Clearing(ledger, tables, readers, writeToken, clock);
        this.ledger = ledger;
        this.tokens = tokens;
        this.tables = tables;
        this.summaries = new Summaries(tables);
        this.readers = readers;
        this.clock = clock;
        this.inputs = new Inputs(ledger, tables, readers);
        this.stages = new StageCalls(ledger, inputs);
    }

    public static boolean serves(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    public void handle(Exchange exchange) {
        Call call = new Call(exchange);
        Optional<String> token = exchange.bearerToken();
        if (token.isEmpty()) {
            call.problem(ApiProblem.of(401, "a bearer token is needed"));
            return;
        }
        exchange.when(
                tokens.bearer(token.get(), Surface.CONTROL),
                bearer -> authorised(exchange, call, bearer),
                call::failed);
    }

    private void authorised(Exchange exchange, Call call, Optional<Bearer> bearer) {
        if (bearer.isEmpty()) {
            call.problem(ApiProblem.of(401, "the bearer token is not valid here"));
        } else if (!bearer.get().mayControl()) {
            call.problem(ApiProblem.of(403, "only Muster's processes and administrators may call this"));
        } else if (exchange.path().equals(PATH + "/outputs-to-clear")
                && !bearer.get().has(Role.SERVICE)) {
            call.problem(ApiProblem.of(403, "only Muster's processes are given storage tokens"));
        } else {
            try {
                route(call, elements(exchange.path()));
            } catch (Call.Bad e) {
                call.problem(e.problem());
            } catch (IllegalArgumentException e) {
                call.problem(ApiProblem.of(400, String.valueOf(e.getMessage())));
            }
        }
    }

    private static List<String> elements(String path) {
        return Arrays.stream(path.substring(PATH.length()).split("/", -1))
                .filter(element -> !element.isEmpty())
                .map(element -> URLDecoder.decode(element, StandardCharsets.UTF_8))
                .toList();
    }

    private void route(Call call, List<String> path) {
        String first = path.isEmpty() ? "" : path.get(0);
        String route = call.method() + " " + first;
        switch (path.size()) {
            case 1 -> single(call, route);
            case 2 -> ofOne(call, route, path.get(1));
            case 3 -> within(call, route, path.get(1), path.get(2));
            default -> throw unknown();
        }
    }

    private void single(Call call, String route) {
        switch (route) {
            case "GET workflows" -> call.value(ledger.submit(Ask.progress()));
            case "GET input-queries" -> call.value(ledger.submit(Ask.inputQueries()));
            case "GET files-to-locate" -> call.value(inputs.toLocate(call.whole("limit", MAX_ITEMS, MAX_ITEMS)));
            case "POST located" ->
                call.done(ledger.submit(new Locate(limited(call.body(new TypeReference<List<LocatedFile>>() {})))));
            case "GET demand" -> call.value(ledger.submit(new AskDemand()));
            case "POST jobs" -> register(call);
            case "GET outputs-to-register" -> {
                int limit = call.whole("limit", Tables.MAX_OUTPUTS, Tables.MAX_OUTPUTS);
                long after = number(call.filters().getOrDefault("after", "0"));
                call.value(readers.ask(() -> tables.outputsToRegister(after, limit)));
            }
            case "POST outputs-registered" ->
                call.always(ledger.submit(new MarkRegistered(
                        call.body(new TypeReference<RegisteredOutputs>() {}).outputIds())));
            case "GET outputs-to-clear" ->
                call.value(clearing.next(
                        number(call.filters().getOrDefault("after", "0")),
                        call.whole("limit", Clearing.MAX_OUTPUTS, Clearing.MAX_OUTPUTS)));
            case "POST outputs-cleared" -> call.always(clearing.cleared(call.body(new TypeReference<>() {})));
            case "GET registered-outputs" -> table(call, tables::registeredOutputs);
            case "POST known-outputs" -> call.value(inputs.knownOutputs(limited(call.body(new TypeReference<>() {}))));
            case "GET health" -> {
                int seconds = call.whole("window_seconds", 3600, MAX_HEALTH_SECONDS);
                call.value(readers.ask(() -> summaries.health(clock.instant().minusSeconds(seconds))));
            }
            case "PUT inventory" ->
                call.always(ledger.submit(new ReplaceInventory(call.body(new TypeReference<Inventory>() {}))));
            case "GET inventory" -> call.value(ledger.submit(Ask.inventory()));
            case "GET why-not" -> call.answer(ledger.submit(Questions.whyNot(call.filters())));
            case "GET jobs" -> table(call, tables::jobs);
            case "GET files" -> table(call, tables::files);
            case "GET outputs" -> table(call, tables::outputs);
            case "GET events" -> table(call, tables::events);
            default -> throw unknown();
        }
    }

    private interface Table<T> {
        T page(Map<String, String> filters) throws org.muster.allocator.journal.JournalUnavailable;
    }

    private <T> void table(Call call, Table<T> table) {
        Map<String, String> filters = call.filters();
        call.value(readers.ask(() -> table.page(filters)));
    }

    private void ofOne(Call call, String route, String which) {
        switch (route) {
            case "PUT workflows" -> open(call, workflow(which));
            case "GET workflows" -> progress(call, workflow(which));
            case "POST jobs" -> {
                if (which.equals("gone")) {
                    call.always(ledger.submit(new JobsGone(
                            call.body(new TypeReference<GoneJobs>() {}).jobs())));
                } else if (which.equals("expire")) {
                    call.value(ledger.submit(new ExpireStalled()));
                } else {
                    throw unknown();
                }
            }
            case "GET jobs" -> {
                JobsubId job = new JobsubId(which);
                call.value(readers.ask(() -> tables.job(job))
                        .thenApply(found -> found.orElseThrow(() -> new Call.Bad(404, "no job " + job + " here"))));
            }
            case "GET files" -> {
                long file = number(which);
                call.value(readers.ask(() -> tables.file(file))
                        .thenApply(found -> found.orElseThrow(() -> new Call.Bad(404, "no file " + file + " here"))));
            }
            default -> throw unknown();
        }
    }

    private void within(Call call, String route, String which, String action) {
        switch (route) {
            case "GET workflows" -> endings(call, workflow(which), action);
            case "POST workflows" -> call.done(ledger.submit(new ChangeWorkflow(workflow(which), change(action))));
            case "POST stages", "GET stages" -> stages.handle(call, StageRef.parse(which), action);
            default -> throw unknown();
        }
    }

    private void endings(Call call, WorkflowId workflow, String action) {
        if (!action.equals("job-endings")) {
            throw unknown();
        }
        call.value(readers.ask(() -> summaries.jobEndings(workflow)));
    }

    private void open(Call call, WorkflowId workflow) {
        WorkflowOrder order = call.body(new TypeReference<>() {});
        if (!order.workflow().equals(workflow)) {
            throw new Call.Bad(400, "the body is about " + order.workflow() + ", the path about " + workflow);
        }
        call.done(ledger.submit(new OpenWorkflow(order)));
    }

    private void progress(Call call, WorkflowId workflow) {
        CompletableFuture<WorkflowProgress> progress = ledger.submit(Ask.progress(workflow))
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedFuture(known)
                        : readers.ask(() -> summaries.progress(workflow)))
                .thenApply(found -> found.orElseThrow(() -> new Call.Bad(404, "no " + workflow + " here")));
        call.value(progress);
    }

    private void register(Call call) {
        List<NewJob> jobs = limited(call.body(new TypeReference<List<NewJob>>() {}));
        if (jobs.stream().anyMatch(job -> job.jobSecret().isEmpty())) {
            throw new Call.Bad(400, "a job secret is empty");
        }
        List<String> secrets = Stream.generate(this::secret).limit(jobs.size()).toList();
        call.done(ledger.submit(new RegisterJobs(jobs, secrets)));
    }

    private static <T> List<T> limited(List<T> items) {
        if (items.size() > MAX_ITEMS) {
            throw new Call.Bad(400, "at most " + MAX_ITEMS + " in one call");
        }
        return items;
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ChangeWorkflow.Change change(String action) {
        return switch (action) {
            case "pause" -> ChangeWorkflow.Change.PAUSE;
            case "resume" -> ChangeWorkflow.Change.RESUME;
            case "close" -> ChangeWorkflow.Change.CLOSE;
            case "fail-files" -> ChangeWorkflow.Change.FAIL_FILES;
            case "inputs-found" -> ChangeWorkflow.Change.INPUTS_FOUND;
            default -> throw unknown();
        };
    }

    private static WorkflowId workflow(String text) {
        return new WorkflowId(Math.toIntExact(Math.min(number(text), Integer.MAX_VALUE)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Call.Bad(400, "'" + text + "' is not a number");
        }
    }

    static Call.Bad unknown() {
        return new Call.Bad(404, "there is no such call");
    }
}
