package org.muster.allocator.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.Page;

/** The filters that a caller gave for a table, read one by one; every mistake is gathered and told at once. */
final class TableFilters {
    private final Map<String, String> given;
    private final List<Problem> problems = new ArrayList<>();
    private final int limit;
    private final Order order;
    private final long after;

    TableFilters(Map<String, String> given, Set<String> known) {
        this.given = given;
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                problems.add(Problem.at(name, "no such filter", "one of " + new TreeSet<>(known)));
            }
        }
        this.limit = readLimit();
        this.order = readOrder();
        this.after = readAfter();
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

    /** In which order of ids the rows of a table come. */
    enum Order {
        OLDEST("asc"),
        NEWEST("desc");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    Order order() {
        return order;
    }

    private Order readOrder() {
        return read("order", text -> Order.valueOf(text.toUpperCase(Locale.ROOT)), "oldest or newest: which come first")
                .orElse(Order.OLDEST);
    }

    /** Where the page before ended: what comes behind it in the order that was asked for; 0 before the first page. */
    long after() {
        return after;
    }

    private long readAfter() {
        return read("after", text -> Math.max(0, Long.parseLong(text)), "what the page before gave as next")
                .orElse(0L);
    }

    /** That an id comes behind the page before. */
    String behind(String id) {
        if (after == 0) {
            return "true";
        }
        return id + (order == Order.OLDEST ? " > " : " < ") + after;
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
        return read("workflow", text -> WorkflowId.parse(text).number(), "such as w7");
    }

    /**
     * Which workflow and which of its stages; stage 2 may be asked for as {@code 2} or, with its workflow, as {@code w7s2}.
     *
     * @param stage its number, of one workflow or of all
     */
    record Scope(OptionalInt workflow, OptionalInt stage) {
        /** For rows {@code t} that are found another way. */
        void narrow(BoundConditions filter) {
            workflow.ifPresent(number -> filter.and("t.workflow_id = ?", number));
            stage.ifPresent(number -> filter.and("t.stage_id = ?", number));
        }
    }

    Scope scope() {
        OptionalInt workflow = number(workflow());
        Optional<String> stage = text("stage");
        if (stage.isEmpty() || !stage.get().startsWith("w")) {
            return new Scope(workflow, number(read("stage", StageRef::number, "a number, or like w7s2")));
        }
        Optional<StageRef> ref = read("stage", StageRef::parse, "like w7s2");
        ref.filter(its -> workflow.isPresent() && its.workflow().number() != workflow.getAsInt())
                .ifPresent(its -> problems.add(
                        Problem.at("stage", "a stage of " + its.workflow(), "one of the workflow, or no workflow")));
        return new Scope(number(ref.map(its -> its.workflow().number())), number(ref.map(StageRef::stage)));
    }

    private static OptionalInt number(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    <E extends Enum<E>> Optional<String> state(Class<E> type) {
        return read(
                "state",
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)).toString(),
                "one of " + List.of(type.getEnumConstants()));
    }

    /** As files are named in the rows: a counter has no scope there. */
    Optional<String> did() {
        return read(
                "did",
                text -> CounterDids.stored(text.contains(":") ? Did.parse(text) : CounterDids.shown(text)),
                "scope:name");
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
