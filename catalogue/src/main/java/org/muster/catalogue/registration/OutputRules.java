package org.muster.catalogue.registration;

import java.util.List;
import java.util.Optional;
import org.muster.connectors.rucio.ReplicationRule;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioError;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.data.Did;

/** The rules that keep outputs, in Rucio. */
public final class OutputRules {
    private final RucioClient rucio;

    public OutputRules(RucioClient rucio) {
        this.rucio = rucio;
    }

    /** What is wrong with it now. */
    public Optional<OutputRule.Fault> fault(OutputRule wanted) {
        return wanted.fault(on(wanted.dataset()));
    }

    /** Does for it what can be done, whatever is wrong by now. What is left is for people, in words. */
    public Optional<String> mend(OutputRule wanted) {
        fault(wanted).ifPresent(fault -> mend(wanted, fault));
        return fault(wanted).map(OutputRule.Fault::detail);
    }

    private void mend(OutputRule wanted, OutputRule.Fault fault) {
        switch (fault.kind()) {
            case RULE_MISSING, RULE_ELSEWHERE -> make(wanted);
            case RULE_ENDS_EARLY -> fault.rule().ifPresent(rule -> rucio.rules().prolong(rule.id(), wanted.lifetime()));
            default -> {
                // Rucio tries again by itself what is stuck.
            }
        }
    }

    /** Those of a kind in one request, which is refused as a whole. */
    void makeAll(List<OutputRule> alike) {
        OutputRule first = alike.get(0);
        rucio.rules().addAll(alike.stream().map(OutputRule::dataset).toList(), first.terms(first.account(), alike));
    }

    void make(OutputRule wanted) {
        try {
            rucio.rules().add(wanted.dataset(), wanted.terms(wanted.account()));
        } catch (RucioRefused e) {
            if (e.error() != RucioError.ACCOUNT_NOT_FOUND && e.error() != RucioError.ACCESS_DENIED) {
                throw e;
            }
            // The quota is no Rucio account, or not one that we may make rules for: our own account pays.
            rucio.rules().add(wanted.dataset(), wanted.terms(rucio.accounts().whoami()));
        }
    }

    private List<ReplicationRule> on(Did dataset) {
        try {
            return rucio.rules().of(dataset);
        } catch (RucioRefused e) {
            if (e.error() != RucioError.DID_NOT_FOUND) {
                throw e;
            }
            return List.of();
        }
    }
}
