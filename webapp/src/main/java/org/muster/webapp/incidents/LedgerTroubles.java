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
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Trouble;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.webapp.rounds.Round;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Workflows that the allocator could not read and has set aside, made incidents for administrators, who alone can mend rows. Of
 * very many only the first are incidents of their own. While the allocator does not say anything, nothing begins or ends.
 */
@Component
class LedgerTroubles implements Round {
    static final String SOURCE = "allocator";

    /** Workflows with a task each; a fault that many share is one task more. */
    static final int MAX_SUBJECTS = 20;

    static final String OTHERS = "other workflows";

    private final AllocatorClient allocator;
    private final Incidents incidents;
    private final TakeIncidents take;
    private final Duration interval;
    private final Set<Integer> triedAgain = new HashSet<>();

    LedgerTroubles(
            AllocatorClient allocator,
            Incidents incidents,
            TakeIncidents take,
            @Value("${muster.allocator-troubles-every:30s}") Duration interval) {
        this.allocator = allocator;
        this.incidents = incidents;
        this.take = take;
        this.interval = interval;
    }

    @Override
    public String name() {
        return "ledger-troubles";
    }

    @Override
    public Duration every() {
        return interval;
    }

    @Override
    public synchronized void go() {
        List<Trouble> troubles = allocator.troubles();
        List<IncidentRow> open = open();
        Map<String, Incident> now = incidents(troubles, open);
        take.over(
                open.stream()
                        .filter(row -> !now.containsKey(row.subject()))
                        .map(row -> new Incident(SOURCE, row.subject(), row.reason()))
                        .toList(),
                SOURCE);
        Set<String> tried = tryAgain(open, now.keySet());
        now.keySet().removeAll(tried);
        take.toldToAdministrators(List.copyOf(now.values()), SOURCE);
    }

    private List<IncidentRow> open() {
        return incidents
                .page(Map.of("source", SOURCE, "open", "true", "limit", Integer.toString(Incident.MAX_TOLD)))
                .rows();
    }

    /** Those first that are incidents already. */
    private static Map<String, Incident> incidents(List<Trouble> troubles, List<IncidentRow> open) {
        Set<String> known = open.stream().map(IncidentRow::subject).collect(Collectors.toSet());
        List<Trouble> ordered = new ArrayList<>(troubles);
        ordered.sort(Comparator.comparing(
                        (Trouble trouble) -> !known.contains(trouble.workflow().toString()))
                .thenComparing(Trouble::workflow));
        Map<String, Incident> incidents = new LinkedHashMap<>();
        for (Trouble trouble : ordered.subList(0, Math.min(MAX_SUBJECTS, ordered.size()))) {
            String subject = trouble.workflow().toString();
            incidents.put(
                    subject,
                    new Incident(
                            SOURCE,
                            subject,
                            "Its rows make no sense, so its jobs are given nothing until they are mended: "
                                    + trouble.reason()));
        }
        int others = troubles.size() - incidents.size();
        if (others > 0) {
            incidents.put(OTHERS, new Incident(SOURCE, OTHERS, others + " more workflows cannot be read"));
        }
        return incidents;
    }

    /** The allocator looks again, once, at what a person has said so of; the next look shows whether it helped. */
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
            allocator.lookAgainAtTroubles();
        }
        return tried;
    }
}
