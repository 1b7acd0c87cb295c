package org.muster.webapp.proposals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a proposal of what a program found, and a task of the proposal. Of each kind at most one is open. It stays as it is while
 * everything in it is still true; what is found beside it waits for the next one.
 */
@Component
class Propose {
    private final Proposals proposals;
    private final ProposalViews views;
    private final ProposalProcess process;
    private final Clock clock;

    Propose(Proposals proposals, ProposalViews views, ProposalProcess process, Clock clock) {
        this.proposals = proposals;
        this.views = views;
        this.process = process;
        this.clock = clock;
    }

    @Transactional
    public <F, L> void propose(ProposalKind<F, L> kind, F found) {
        String name = kind.facts().name();
        List<L> lines = kind.lines(found);
        Function<L, String> fingerprint = kind.fingerprints(found);
        Set<String> fingerprints = lines.stream().map(fingerprint).collect(Collectors.toSet());
        proposals.lock();
        proposals.refresh(name, fingerprints, kind.content(found));
        Optional<Proposals.Open> open = proposals.open(name);
        if (open.isPresent()) {
            if (!kind.whole(found) || fingerprints.containsAll(open.get().fingerprints())) {
                return;
            }
            proposals.withdraw(open.get().proposal());
            process.withdraw(open.get().proposal());
        }
        Optional<Instant> since = kind.facts().askAgainAfter().map(clock.instant()::minus);
        Map<String, Instant> settled = proposals.settled(name, fingerprints, since);
        List<L> asked = lines.stream()
                .filter(line -> kind.seenAt(line).isAfter(settled.getOrDefault(fingerprint.apply(line), Instant.MIN)))
                .toList();
        if (!asked.isEmpty()) {
            process.start(views.detail(proposals.add(kind, found, asked)));
        }
    }
}
