package org.muster.webapp.repairs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.ReconciliationReport;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a list of what a round found, and a task of the list. A list that people are looking at stays as it is while everything
 * on it is still true; what is found beside it waits for the next one.
 */
@Component
class TakeReport {
    private final RepairLists lists;
    private final RepairProcess process;
    private final RepairSettings settings;
    private final Clock clock;

    TakeReport(RepairLists lists, RepairProcess process, RepairSettings settings, Clock clock) {
        this.lists = lists;
        this.process = process;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    void take(ReconciliationReport report) {
        lists.lock();
        Set<String> found =
                report.found().stream().map(Discrepancy::fingerprint).collect(Collectors.toSet());
        Optional<Integer> open = lists.open();
        if (open.isPresent()) {
            // A report that had to leave something out says nothing about what is not in it.
            if (!report.whole() || found.containsAll(lists.fingerprints(open.get()))) {
                return;
            }
            lists.withdraw(open.get());
            process.withdrawRepairs(open.get());
        }
        // What was seen before it was repaired says nothing; what is wrong again after that does.
        Map<String, Instant> settled = lists.settled(found, clock.instant().minus(settings.askAgainAfter()));
        List<Discrepancy> asked = report.found().stream()
                .filter(wrong -> wrong.seenAt().isAfter(settled.getOrDefault(wrong.fingerprint(), Instant.MIN)))
                .toList();
        if (!asked.isEmpty()) {
            process.startRepairs(lists.add(asked), RepairText.of(asked));
        }
    }
}
