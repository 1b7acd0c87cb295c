package org.muster.webapp.incidents;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.webapp.rounds.Round;

/**
 * What one part has set aside, made incidents for administrators. Of very many only the first are incidents of their own. While
 * the part does not say anything, nothing begins or ends.
 */
final class PartTroubles implements Round {
    /** Incidents with a task each; a fault that many share is one task more. */
    static final int MAX_SUBJECTS = 20;

    static final String OTHERS = "others";

    private final TroubledPart part;
    private final Incidents incidents;
    private final TakeIncidents take;
    private final Duration interval;
    private final Set<Integer> triedAgain = new HashSet<>();

    PartTroubles(TroubledPart part, Incidents incidents, TakeIncidents take, Duration interval) {
        this.part = part;
        this.incidents = incidents;
        this.take = take;
        this.interval = interval;
    }

    @Override
    public String name() {
        return "troubles-of-" + part.source();
    }

    @Override
    public Duration every() {
        return interval;
    }

    @Override
    public synchronized void go() {
        List<Incident> troubles = part.troubles();
        List<IncidentRow> open = open();
        Map<String, Incident> now = shown(troubles, open);
        take.over(
                open.stream()
                        .filter(row -> !now.containsKey(row.subject()))
                        .map(row -> new Incident(part.source(), row.subject(), row.reason()))
                        .toList(),
                part.source());
        Set<String> tried = tryAgain(open, now.keySet());
        now.keySet().removeAll(tried);
        take.toldToAdministrators(List.copyOf(now.values()), part.source());
    }

    private List<IncidentRow> open() {
        return incidents
                .page(Map.of("source", part.source(), "open", "true", "limit", Integer.toString(Incident.MAX_TOLD)))
                .rows();
    }

    /** Those first that are incidents already. */
    private Map<String, Incident> shown(List<Incident> troubles, List<IncidentRow> open) {
        Set<String> known = open.stream().map(IncidentRow::subject).collect(Collectors.toSet());
        List<Incident> ordered = new ArrayList<>(troubles);
        ordered.sort(Comparator.comparing((Incident trouble) -> !known.contains(trouble.subject())));
        Map<String, Incident> shown = new LinkedHashMap<>();
        ordered.subList(0, Math.min(MAX_SUBJECTS, ordered.size()))
                .forEach(trouble -> shown.put(trouble.subject(), trouble));
        int others = troubles.size() - shown.size();
        if (others > 0) {
            shown.put(OTHERS, new Incident(part.source(), OTHERS, others + " more " + part.others()));
        }
        return shown;
    }

    /** Once, what a person has said so of; the next look shows whether it helped. */
    private Set<String> tryAgain(List<IncidentRow> open, Set<String> subjects) {
        Set<String> tried = new HashSet<>();
        for (IncidentRow row : open) {
            if (row.answeredAt().isEmpty()) {
                triedAgain.remove(row.incident());
            } else if (subjects.contains(row.subject()) && triedAgain.add(row.incident())) {
                tried.add(row.subject());
            }
        }
        if (!tried.isEmpty()) {
            part.tryAgain(tried);
        }
        return tried;
    }
}
