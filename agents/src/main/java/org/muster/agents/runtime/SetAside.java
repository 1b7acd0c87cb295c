package org.muster.agents.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.muster.protocol.http.ApiRefused;
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
    /** Subjects that are set aside and told at once; more are only in the log. */
    static final int MAX_OPEN = 1_000;
    /** Between two looks for people's answers, while something is set aside. */
    static final Duration LOOK = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final PlatformClient platform;
    private final Map<Subject, String> open = new ConcurrentHashMap<>();
    /** Failures and ends that the webapp has not been told yet. */
    private final Map<Subject, String> begun = new ConcurrentHashMap<>();

    private final Set<Subject> ended = ConcurrentHashMap.newKeySet();
    /** Answers of people that no loop has acted on yet, and the last that was seen of each. */
    private final Set<Subject> answered = ConcurrentHashMap.newKeySet();

    private final Map<Subject, Instant> lastAnswer = new ConcurrentHashMap<>();
    /** Whose incidents are this process's to end. */
    private final Set<String> sources = ConcurrentHashMap.newKeySet();

    private boolean remembered;
    private Instant nextLook = Instant.MIN;

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
    }

    @Override
    public String name() {
        return "incidents";
    }

    /** What is open from before and is not told again ends only if its source is known here. */
    public void speaksFor(String source) {
        sources.add(source);
    }

    /** What is set aside now, by source and subject with its reason. */
    List<Incident> open() {
        return open.entrySet().stream()
                .map(each -> each.getKey().incident(each.getValue()))
                .toList();
    }

    public void begin(String source, String name, String reason) {
        Subject subject = Subject.of(source, name);
        if (open.size() < MAX_OPEN || open.containsKey(subject)) {
            open.put(subject, reason);
            ended.remove(subject);
            begun.put(subject, reason);
        }
    }

    public void over(String source, String name) {
        if (!open.isEmpty()) {
            end(Subject.of(source, name));
        }
    }

    /** Whatever else of this source is set aside is over: it is no more. */
    public void keepOnly(String source, Set<String> names) {
        for (Subject subject : open.keySet()) {
            if (subject.source().equals(source)
                    && names.stream().noneMatch(name -> Subject.of(source, name).equals(subject))) {
                end(subject);
            }
        }
    }

    private void end(Subject subject) {
        if (open.remove(subject) != null) {
            begun.remove(subject);
            answered.remove(subject);
            lastAnswer.remove(subject);
            ended.add(subject);
        }
    }

    /** Whether a person said "try again" since this was asked last. */
    boolean answered(String source, String name) {
        return !answered.isEmpty() && answered.remove(Subject.of(source, name));
    }

    @Override
    public int doWork(Instant now) {
        if (!remembered) {
            openRows().stream()
                    .filter(row -> sources.contains(row.source()))
                    .forEach(row -> open.putIfAbsent(Subject.of(row.source(), row.subject()), row.reason()));
            remembered = true;
        }
        tell();
        if (!open.isEmpty() && !now.isBefore(nextLook)) {
            openRows().forEach(this::look);
            nextLook = now.plus(LOOK);
        }
        return 0;
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

    private List<IncidentRow> openRows() {
        List<IncidentRow> rows = new ArrayList<>();
        try {
            String after = "";
            while (rows.size() < MAX_OPEN) {
                var page = platform.incidents(Map.of("open", "true", "after", after));
                rows.addAll(page.rows());
                after = page.next().orElse("");
                if (after.isEmpty()) {
                    break;
                }
            }
        } catch (ApiRefused e) {
            LOG.warn("The webapp does not say which incidents are open: {}", e.getMessage());
        }
        return rows;
    }
}
