package org.muster.workers.fakes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Page;

/** The allocator with workflow 7 of one stage. */
public final class FakeAllocator implements AutoCloseable {
    /** Rows of a page, few, so that handlers have to turn it. */
    private static final int PAGE = 2;

    public final Map<InputFileState, Long> files = new EnumMap<>(InputFileState.class);
    public final Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
    public final List<JobRow> jobRows = new ArrayList<>();
    public final List<OutputRow> outputs = new ArrayList<>();

    /** Names of outputs that the first pattern matches, but did not take. */
    public final Set<String> takenByOthers = new HashSet<>();

    public final Map<Integer, String> opened = new TreeMap<>();
    public LedgerStatus status = LedgerStatus.OPEN;
    public long unregistered;
    private final FakeServer server = new FakeServer(this::answer);

    public AllocatorClient client() {
        return new AllocatorClient(new ApiClient("allocator", server.url(), () -> "token"));
    }

    private int patternOf(OutputRow row) {
        return takenByOthers.contains(row.did().name()) ? 2 : 1;
    }

    private synchronized Object answer(FakeServer.Request request) {
        String path = request.path();
        String base = "/api/control/workflows/7";
        if (request.method().equals("PUT") && path.startsWith("/api/control/workflows/")) {
            opened.put(
                    request.body().path("workflow").asInt(),
                    request.body().path("mql").asText());
            return Map.of();
        }
        if (path.equals(base)) {
            return new WorkflowProgress(
                    new WorkflowId(7),
                    status,
                    true,
                    false,
                    unregistered,
                    500,
                    List.of(new StageProgress(StageRef.of(7, 1), files, jobs, Map.of(), 0, 0)));
        }
        if (path.startsWith("/api/control/jobs?")) {
            return page(jobRows, path);
        }
        if (path.startsWith("/api/control/outputs?")) {
            return page(
                    outputs.stream()
                            .filter(row -> path.contains(
                                            "workflow=" + row.stage().workflow().number() + "&")
                                    || path.endsWith(
                                            "workflow=" + row.stage().workflow().number())
                                    || !path.contains("workflow="))
                            .filter(row -> !path.contains("pattern=") || path.contains("pattern=" + patternOf(row)))
                            .toList(),
                    path);
        }
        switch (path.startsWith(base + "/") ? path.substring(base.length() + 1) : "") {
            case "pause" -> status = LedgerStatus.PAUSED;
            case "resume" -> status = LedgerStatus.OPEN;
            case "close" -> status = LedgerStatus.CLOSED;
            case "fail-files" -> {
                long open = files.entrySet().stream()
                        .filter(entry -> !entry.getKey().terminal())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
                files.keySet().removeIf(state -> !state.terminal());
                files.merge(InputFileState.FAILED, open, Long::sum);
            }
            default -> {
                return new FakeServer.Status(404, ApiProblem.of(404, "nothing at " + path));
            }
        }
        return Map.of();
    }

    private static <T> Page<T> page(List<T> rows, String path) {
        int from = path.contains("after=") ? Integer.parseInt(path.replaceAll(".*after=(\\d+).*", "$1")) : 0;
        int to = Math.min(rows.size(), from + PAGE);
        return new Page<>(rows.subList(from, to), to < rows.size() ? Optional.of("" + to) : Optional.empty());
    }

    @Override
    public void close() {
        server.close();
    }
}
