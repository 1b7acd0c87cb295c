package org.muster.agents.fake;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.connectors.fake.FakeServer;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.ClearedOutputs;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.GoneJobs;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.OutputToClear;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToClear;
import org.muster.protocol.control.OutputsToRead;
import org.muster.protocol.control.OutputsToRegister;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.StageDemand;
import org.muster.protocol.control.WaitingOutputs;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;

/** The control surface of the allocator, with just enough of a ledger behind it. */
public final class FakeAllocator extends FakeServer {
    public final List<InputQuery> queries = new ArrayList<>();
    public final Map<String, Integer> counters = new TreeMap<>();
    public final Map<String, List<String>> taken = new TreeMap<>();
    public final List<FileToLocate> toLocate = new ArrayList<>();
    public final Map<Long, LocatedFile> located = new TreeMap<>();
    public final List<StageDemand> demand = new ArrayList<>();
    public final Map<JobsubId, JobState> jobs = new LinkedHashMap<>();
    public final Map<JobsubId, NewJob> registered = new LinkedHashMap<>();
    public final List<OutputToRegister> outputs = new ArrayList<>();
    public final List<OutputsToRegister.Unreadable> unreadable = new ArrayList<>();
    public final List<WorkflowHealth> health = new ArrayList<>();
    public final List<WorkflowProgress> progress = new ArrayList<>();
    public final List<Inventory> inventories = new ArrayList<>();
    public final List<OutputToRegister> registeredOutputs = new ArrayList<>();
    public final List<FileRow> files = new ArrayList<>();
    public final List<OutputToClear> toClear = new ArrayList<>();
    public final Map<Long, Adler32Sum> checksums = new TreeMap<>();
    public String storageToken = "write-token";
    public int expiries;
    /** Registered outputs of an answer, few, so that a caller who forgets the next page is found out. */
    public int pageOfOutputs = 2;

    public AllocatorClient client() {
        return new AllocatorClient(new ApiClient("allocator", url(), () -> "token"));
    }

    @Override
    protected Reply answer(Request request) {
        List<String> path = request.path().subList(2, request.path().size());
        String where = request.method() + " " + String.join("/", path);
        return switch (where) {
            case "GET input-queries" -> Reply.json(queries);
            case "GET files-to-locate" -> Reply.json(toLocate);
            case "POST located" -> located(request);
            case "GET demand" -> Reply.json(demand);
            case "POST jobs" -> register(request);
            case "POST jobs/gone" -> gone(request);
            case "POST jobs/expire" -> expire();
            case "GET unended-jobs" -> Reply.json(unended(request));
            case "GET registered-outputs" -> registeredOutputs(request);
            case "POST known-outputs" -> knownOutputs(request);
            case "GET files" -> Reply.json(new Page<>(waitingFiles(request), Optional.empty()));
            case "GET waiting-outputs" -> Reply.json(waitingOutputs());
            case "POST outputs-to-register" -> Reply.json(toRegister(read(request, new TypeReference<>() {})));
            case "POST outputs-registered" -> registered(request);
            case "GET outputs-to-read" -> toRead(request);
            case "GET outputs-to-clear" -> toClear(request);
            case "POST outputs-cleared" -> cleared(request);
            case "GET health" -> Reply.json(health);
            case "GET workflows" -> Reply.json(progress);
            case "POST progress" -> Reply.json(progressOf(read(request, new TypeReference<>() {})));
            case "GET inventory" -> Reply.json(inventory());
            case "PUT inventory" -> replace(request);
            default -> other(path, request);
        };
    }

    private Reply other(List<String> path, Request request) {
        String last = path.get(path.size() - 1);
        if (last.equals("counters")) {
            counters.put(path.get(1), request.json().path("count").asInt());
            queries.removeIf(query -> query.stage().toString().equals(path.get(1)));
            return Reply.json(Map.of("added", request.json().path("count").asInt(), "known", 0));
        }
        if (last.equals("files")) {
            FileIntake intake = read(request, new TypeReference<>() {});
            List<String> files = taken.computeIfAbsent(path.get(1), stage -> new ArrayList<>());
            intake.files().stream()
                    .map(file -> file.did().toString())
                    .filter(file -> !files.contains(file))
                    .forEach(files::add);
            return Reply.json(Map.of("added", intake.files().size(), "known", 0));
        }
        if (last.equals("inputs-found")) {
            queries.removeIf(
                    query -> Integer.toString(query.workflow().number()).equals(path.get(1)));
            return Reply.json(Map.of());
        }
        return progress.stream()
                .filter(workflow ->
                        Integer.toString(workflow.workflow().number()).equals(last))
                .findFirst()
                .map(Reply::json)
                .orElse(Reply.of(404, ""));
    }

    private List<WorkflowProgress> progressOf(List<WorkflowId> asked) {
        Set<WorkflowId> workflows = Set.copyOf(asked);
        return progress.stream()
                .filter(each -> workflows.contains(each.workflow()))
                .toList();
    }

    private Reply located(Request request) {
        List<LocatedFile> files = read(request, new TypeReference<>() {});
        files.forEach(file -> {
            located.put(file.fileId(), file);
            toLocate.removeIf(waiting -> waiting.fileId() == file.fileId());
        });
        return Reply.json(Map.of());
    }

    private Reply register(Request request) {
        List<NewJob> fresh = read(request, new TypeReference<>() {});
        fresh.forEach(job -> {
            jobs.put(job.jobsubId(), JobState.SUBMITTED);
            registered.put(job.jobsubId(), job);
        });
        return Reply.json(Map.of());
    }

    private Reply gone(Request request) {
        GoneJobs gone = read(request, new TypeReference<>() {});
        gone.jobs().forEach(job -> jobs.put(job, JobState.STALLED));
        return Reply.json(Map.of());
    }

    private Reply expire() {
        expiries++;
        return Reply.json(Map.of("jobs", 0, "files", 0));
    }

    private List<JobsubId> unended(Request request) {
        return jobs.entrySet().stream()
                .filter(job -> !job.getValue().terminal())
                .map(Map.Entry::getKey)
                .filter(job -> job.value().endsWith(request.parameter("scheduler")))
                .toList();
    }

    private Reply registeredOutputs(Request request) {
        long after = request.parameter("after").isEmpty() ? 0 : Long.parseLong(request.parameter("after"));
        List<OutputToRegister> rows = registeredOutputs.stream()
                .filter(output -> output.outputId() > after)
                .filter(output ->
                        Integer.toString(output.stage().workflow().number()).equals(request.parameter("workflow")))
                .limit(pageOfOutputs + 1L)
                .toList();
        if (rows.size() <= pageOfOutputs) {
            return Reply.json(new Page<>(rows, Optional.empty()));
        }
        List<OutputToRegister> page = rows.subList(0, pageOfOutputs);
        return Reply.json(new Page<>(
                page, Optional.of(Long.toString(page.get(pageOfOutputs - 1).outputId()))));
    }

    private Reply knownOutputs(Request request) {
        Set<Did> asked = new HashSet<>(read(request, new TypeReference<List<Did>>() {}));
        return Reply.json(registeredOutputs.stream()
                .map(OutputToRegister::did)
                .filter(asked::contains)
                .toList());
    }

    private List<FileRow> waitingFiles(Request request) {
        return files.stream()
                .filter(file -> file.state().toString().equals(request.parameter("state")))
                .filter(file ->
                        Integer.toString(file.stage().workflow().number()).equals(request.parameter("workflow")))
                .toList();
    }

    private List<WaitingOutputs> waitingOutputs() {
        Map<WorkflowId, Long> waiting = new TreeMap<>();
        outputs.forEach(output -> waiting.merge(output.stage().workflow(), 1L, Long::sum));
        unreadable.forEach(output -> waiting.merge(output.stage().workflow(), 1L, Long::sum));
        return waiting.entrySet().stream()
                .map(each -> new WaitingOutputs(each.getKey(), each.getValue()))
                .toList();
    }

    private OutputsToRegister toRegister(List<OutputsTurn> turns) {
        Map<WorkflowId, List<OutputToRegister>> byWorkflow = outputs.stream()
                .sorted(Comparator.comparing(OutputToRegister::outputId))
                .collect(Collectors.groupingBy(output -> output.stage().workflow()));
        return new OutputsToRegister(
                turns.stream()
                        .flatMap(turn -> byWorkflow.getOrDefault(turn.workflow(), List.of()).stream()
                                .filter(output -> turn.after() == 0 || output.outputId() > turn.after())
                                .limit(turn.limit()))
                        .toList(),
                unreadable.stream()
                        .filter(output -> turns.stream()
                                .anyMatch(turn ->
                                        turn.workflow().equals(output.stage().workflow())
                                                && output.outputId() > turn.after()))
                        .toList());
    }

    private Reply registered(Request request) {
        RegisteredOutputs known = read(request, new TypeReference<>() {});
        Set<Long> ids = Set.copyOf(known.outputIds());
        outputs.removeIf(output -> ids.contains(output.outputId()));
        checksums.putAll(known.checksums());
        return Reply.json(Map.of());
    }

    /** Tokens are good for two. */
    private Reply toRead(Request request) {
        List<Long> ids = Arrays.stream(request.parameter("ids").split("(,|%2C)", -1))
                .map(Long::valueOf)
                .limit(2)
                .toList();
        return Reply.json(new OutputsToRead(Optional.of(storageToken).filter(token -> !token.isEmpty()), ids));
    }

    private Reply toClear(Request request) {
        long after = Long.parseLong(request.parameter("after"));
        return Reply.json(new OutputsToClear(
                Optional.of(storageToken).filter(token -> !token.isEmpty()),
                toClear.stream()
                        .filter(output -> output.outputId() > after)
                        .limit(Long.parseLong(request.parameter("limit")))
                        .toList()));
    }

    private Reply cleared(Request request) {
        ClearedOutputs gone = read(request, new TypeReference<>() {});
        toClear.removeIf(output -> gone.outputIds().contains(output.outputId()));
        return Reply.json(Map.of());
    }

    private Inventory inventory() {
        return inventories.isEmpty()
                ? new Inventory(List.of(), List.of(), List.of(), List.of())
                : inventories.get(inventories.size() - 1);
    }

    private Reply replace(Request request) {
        inventories.add(read(request, new TypeReference<>() {}));
        return Reply.json(Map.of());
    }

    private static <T> T read(Request request, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(request.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
