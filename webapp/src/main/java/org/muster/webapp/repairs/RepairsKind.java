package org.muster.webapp.repairs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.domain.identity.Role;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.webapp.proposals.ProposalKind;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where ledger and catalogues differ; each difference by itself. */
@Component
record RepairsKind(
        @Value("${muster.repairs.ask-again-after}") Duration askAgainAfter)
        implements ProposalKind<ReconciliationReport, Discrepancy> {
    @Override
    public Facts<ReconciliationReport, Discrepancy> facts() {
        return new Facts<>(
                ReconciliationReport.KIND,
                "Repair the catalogues?",
                "Ledger and catalogues differ. Nothing changes in a catalogue before you approve.",
                Role.DATA_MANAGEMENT,
                ReconciliationReport.class,
                Discrepancy.class,
                Optional.of(askAgainAfter));
    }

    @Override
    public List<Discrepancy> lines(ReconciliationReport report) {
        return report.found();
    }

    @Override
    public boolean whole(ReconciliationReport report) {
        return report.whole();
    }

    @Override
    public Reading read(Discrepancy wrong) {
        return new Reading(
                wrong.kind().toString(),
                Stream.of(
                                wrong.did(),
                                wrong.dataset(),
                                wrong.stage(),
                                wrong.stage().workflow())
                        .map(Object::toString)
                        .distinct()
                        .toList(),
                RepairText.of(wrong));
    }

    @Override
    public Function<Discrepancy, String> fingerprints(ReconciliationReport report) {
        return Discrepancy::fingerprint;
    }

    @Override
    public Instant seenAt(Discrepancy wrong) {
        return wrong.seenAt();
    }

    @Override
    public String text(List<Discrepancy> repairs) {
        return RepairText.of(repairs);
    }
}
