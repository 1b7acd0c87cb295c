package org.muster.allocator.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.Page;

/** The filters that a caller gave for a table, read one by one; every mistake is gathered and told at once. */
final class Filters {
    private final Map<String, String> given;
    private final List<Problem> problems = new ArrayList<>();
    private final int limit;

    Filters(Map<String, String> given, Set<String> known) {
        this.given = given;
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                problems.add(Problem.at(name, "no such filter", "one of " + new TreeSet<>(known)));
            }
        }
        this.limit = readLimit();
    }

    int limit() {
        return limit;
    }

    private int readLimit() {
        int rows = read("limit", Integer::valueOf, "a number from 1").orElse(Page.DEFAULT_LIMIT);
        if (rows < 1) {
            problems.add(Problem.at("limit", "below 1", "a number from 1"));
        }
        return Math.min(rows, Page.MAX_LIMIT);
    }

    long after() {
        return read("after", text -> Math.max(0, Long.parseLong(text)), "what the page before gave as next")
                .orElse(0L);
    }

    Optional<Integer> whole(String name) {
        return read(name, Integer::valueOf, "a whole number");
    }

    Optional<String> text(String name) {
        return read(
                name,
                text -> {
                    if (text.length() > 1024 || text.indexOf(0) >= 0) {
                        throw new IllegalArgumentException("too long");
                    }
                    return text;
                },
                "a text of at most 1024 characters");
    }

    Optional<Integer> workflow() {
        return read("workflow", text -> Integer.valueOf(text.startsWith("w") ? text.substring(1) : text), "a number");
    }

    /** Whether files of some workflow or stage are asked for. */
    boolean nameStage() {
        return text("workflow").or(() -> text("stage")).isPresent();
    }

    /** Stage 2 may be asked for as {@code 2} or, with its workflow, as {@code w7s2}. */
    void stage(Filter filter, String prefix) {
        Optional<String> stage = text("stage");
        if (stage.isPresent() && stage.get().startsWith("w")) {
            read("stage", StageRef::parse, "like w7s2")
                    .ifPresent(ref -> filter.and(
                                    prefix + "workflow_id = ?", ref.workflow().number())
                            .and(prefix + "stage_id = ?", ref.stage()));
        } else {
            whole("stage").ifPresent(number -> filter.and(prefix + "stage_id = ?", number));
        }
        workflow().ifPresent(number -> filter.and(prefix + "workflow_id = ?", number));
    }

    <E extends Enum<E>> Optional<String> state(Class<E> type) {
        return read(
                "state",
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)).toString(),
                "one of " + List.of(type.getEnumConstants()));
    }

    /** As files are named in the rows: a counter has no scope there. */
    Optional<String> did() {
        return read("did", text -> Dids.stored(text.contains(":") ? Did.parse(text) : Dids.shown(text)), "scope:name");
    }

    /** Numbers with commas between them. */
    Optional<long[]> ids() {
        return read(
                "ids",
                text -> {
                    long[] ids = Arrays.stream(text.split(",", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
                    if (ids.length > AllocatorClient.MAX_IDS) {
                        throw new IllegalArgumentException("too many");
                    }
                    return ids;
                },
                "at most " + AllocatorClient.MAX_IDS + " numbers with commas between them");
    }

    void finish() {
        if (!problems.isEmpty()) {
            throw new BadFilters(problems);
        }
    }

    private <T> Optional<T> read(String name, Function<String, T> reading, String fix) {
        String text = given.get(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.at(name, "not understood", fix));
            return Optional.empty();
        }
    }
}
