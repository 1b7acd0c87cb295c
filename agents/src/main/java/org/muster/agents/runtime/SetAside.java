package org.muster.agents.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What all loops have set aside, told to the webapp, where it becomes a task for people. What was told by the process before
 * this one is known too, so that it can end. While the webapp does not answer, it waits here.
 */
@Component
public final class SetAside implements Agent {
    /** Subjects that are told one by one; of all others people are told how many they are. */
    static final int MAX_OPEN = 1_000;
    /** Of those, how many are known by name until there is room; one more is taken on when it fails again. */
    static final int MAX_WAITING = 100_000;
    /** Between two looks for people's answers, while something is set aside. */
    static final Duration LOOK = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final PlatformClient platform;
    private final Map<Subject, String> open = new ConcurrentHashMap<>();
    /** Set aside beyond {@link #MAX_OPEN}. */
    private final Map<Subject, String> waiting = new ConcurrentHashMap<>();
    /** Failures and ends that the webapp has not been told yet. */
    private final Map<Subject, String> begun = new ConcurrentHashMap<>();

    private final Set<Subject> ended = ConcurrentHashMap.newKeySet();
    /** Answers of people that no loop has acted on yet, and the last that was seen of each. */
    private final Set<Subject> answered = ConcurrentHashMap.newKeySet();

    private final Map<Subject, Instant> lastAnswer = new ConcurrentHashMap<>();
    /** Whose incidents are this process's to end. */
    private final Set<String> sources = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> inTurn = new ConcurrentHashMap<>();

    private boolean remembered;
    private Instant nextLook = Instant.MIN;
    private Instant nextCount = Instant.MIN;

    private record Subject(String source, String name) {
        Incident incident(String reason) {
            return new Incident(source, name, reason);
        }

        /** As the webapp has it, which bounds texts. */
        static Subject of(String source, String name) {
            Incident bounded = new Incident(source, name, "");
            return new Subject(bounded.source(), bounded.subject());
        }
    }

    public SetAside(PlatformClient platform) {
        this.platform = platform;
        sources.add(name());
    }

    @Override
    public String name() {
        return "incidents";
    }

    private Subject others() {
        return Subject.of(name(), "others");
    }

    /** How many subjects a loop had in its latest round; none of one that has not said. */
    int inTurn(String source) {
        return inTurn.getOrDefault(source, 0);
    }

    void inTurn(String source, int subjects) {
        inTurn.put(source, subjects);
    }

    /** What is open from before and is not told again ends only if its source is known here. */
    public void speaksFor(String source) {
        sources.add(source);
    }

    /** What is told to people now, by source and subject with its reason. */
    List<Incident> open() {
        return open.entrySet().stream()
                .map(each -> each.getKey().incident(each.getValue()))
                .toList();
    }

    /** How much is set aside. */
    int size() {
        return open.size() - (open.containsKey(others()) ? 1 : 0) + waiting.size();
    }

    public void begin(String source, String name, String reason) {
        Subject subject = Subject.of(source, name);
        if (open.size() < MAX_OPEN || open.containsKey(subject)) {
            begin(subject, reason);
        } else if (waiting.size() < MAX_WAITING || waiting.containsKey(subject)) {
            waiting.put(subject, reason);
        }
    }

    private void begin(Subject subject, String reason) {
        waiting.remove(subject);
        open.put(subject, reason);
        ended.remove(subject);
        begun.put(subject, reason);
    }

    public void over(String source, String name) {
        if (!open.isEmpty()) {
            end(Subject.of(source, name));
        }
    }

    /** Whatever else of this source is set aside is over: it is no more. */
    public void keepOnly(String source, Set<String> names) {
        List<Subject> its = Stream.concat(open.keySet().stream(), waiting.keySet().stream())
                .filter(subject -> subject.source().equals(source))
                .toList();
        if (!its.isEmpty()) {
            Set<Subject> kept =
                    names.stream().map(name -> Subject.of(source, name)).collect(Collectors.toSet());
            its.stream().filter(subject -> !kept.contains(subject)).forEach(this::end);
        }
    }

    private void end(Subject subject) {
        waiting.remove(subject);
        if (open.remove(subject) != null) {
            begun.remove(subject);
            answered.remove(subject);
            lastAnswer.remove(subject);
            ended.add(subject);
        }
    }

    /** Whether a person said "try again" since this was asked last. */
    public boolean answered(String source, String name) {
        return !answered.isEmpty() && answered.remove(Subject.of(source, name));
    }

    @Override
    public int doWork(Instant now) {
        if (!remembered) {
            openRows(sources).forEach(row -> open.putIfAbsent(Subject.of(row.source(), row.subject()), row.reason()));
            remembered = true;
        }
        admit();
        countOthers(now);
        tell();
        if (!open.isEmpty() && !now.isBefore(nextLook)) {
            openRows(open.keySet().stream().map(Subject::source).collect(Collectors.toSet()))
                    .forEach(this::look);
            nextLook = now.plus(LOOK);
        }
        return 0;
    }

    /** Those that had to wait, as room becomes free. */
    private void admit() {
        List<Map.Entry<Subject, String>> next = waiting.entrySet().stream()
                .limit(Math.max(0, MAX_OPEN - open.size()))
                .toList();
        next.forEach(each -> begin(each.getKey(), each.getValue()));
    }

    /** So many at once have something in common, and people are to know that there are more than they see. */
    private void countOthers(Instant now) {
        if (waiting.isEmpty()) {
            end(others());
        } else if (!now.isBefore(nextCount)) {
            Map<String, Long> bySource = waiting.keySet().stream()
                    .collect(Collectors.groupingBy(Subject::source, TreeMap::new, Collectors.counting()));
            String reason = waiting.size() + (waiting.size() < MAX_WAITING ? "" : " or more")
                    + " others are set aside beyond the " + MAX_OPEN + " that are told one by one: "
                    + bySource.entrySet().stream()
                            .map(source -> source.getKey() + " " + source.getValue())
                            .collect(Collectors.joining(", "))
                    + ". Each is told as soon as there is room for it.";
            if (!open.containsKey(others())) {
                LOG.error("{}", reason);
            }
            begin(others(), reason);
            nextCount = now.plus(LOOK);
        }
    }

    private void tell() {
        List<Map.Entry<Subject, String>> fresh =
                begun.entrySet().stream().limit(Incident.MAX_TOLD).toList();
        if (!fresh.isEmpty()) {
            send(
                    platform::incidents,
                    fresh.stream()
                            .map(each -> each.getKey().incident(each.getValue()))
                            .toList());
            fresh.forEach(each -> begun.remove(each.getKey(), each.getValue()));
        }
        List<Subject> over = ended.stream().limit(Incident.MAX_TOLD).toList();
        if (!over.isEmpty()) {
            send(
                    platform::over,
                    over.stream().map(subject -> subject.incident("")).toList());
            over.forEach(ended::remove);
        }
    }

    /** One that the webapp does not take keeps no other from people. */
    private static void send(Consumer<List<Incident>> call, List<Incident> incidents) {
        try {
            call.accept(incidents);
        } catch (ApiRefused e) {
            if (incidents.size() == 1) {
                LOG.error("The webapp does not take {}: {}", incidents.get(0), e.getMessage());
            } else {
                incidents.forEach(incident -> send(call, List.of(incident)));
            }
        }
    }

    private void look(IncidentRow row) {
        Subject subject = Subject.of(row.source(), row.subject());
        row.answeredAt().ifPresent(at -> {
            if (open.containsKey(subject) && !at.equals(lastAnswer.put(subject, at))) {
                answered.add(subject);
            }
        });
    }

    private List<IncidentRow> openRows(Set<String> ofSources) {
        List<IncidentRow> rows = new ArrayList<>();
        try {
            ofSources.forEach(source -> openRows(source, rows));
        } catch (ApiRefused e) {
            LOG.warn("The webapp does not say which incidents are open: {}", e.getMessage());
        }
        return rows;
    }

    private void openRows(String source, List<IncidentRow> rows) {
        Optional<String> after = Optional.of("");
        for (int seen = 0; after.isPresent() && seen <= MAX_OPEN; ) {
            Page<IncidentRow> page = platform.incidents(Map.of(
                    "open", "true", "source", source, "after", after.get(), "limit", Integer.toString(MAX_OPEN)));
            page.rows().stream().filter(row -> row.source().equals(source)).forEach(rows::add);
            seen += page.rows().size();
            after = page.next();
        }
    }
}
