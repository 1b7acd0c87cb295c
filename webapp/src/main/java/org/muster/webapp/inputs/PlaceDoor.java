package org.muster.webapp.inputs;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioError;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Problems;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.identity.CatalogueTokens;
import org.muster.webapp.requests.Nearest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks up the sites and storages that a workflow names: a slip in a name would keep its jobs waiting for ever, or its files nowhere. */
@Component
public class PlaceDoor {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceDoor.class);

    private final AllocatorClient allocator;
    private final RucioClient rucio;

    PlaceDoor(AllocatorClient allocator, CatalogueSettings settings, CatalogueTokens catalogues, Clock clock) {
        this.allocator = allocator;
        this.rucio = settings.access().rucio(catalogues.tokens(), clock, InputDoor.HASTY);
    }

    /** Notes names that nobody knows; what cannot be asked now is accepted unseen. */
    public void check(List<StageOrder> stages, Problems problems) {
        Optional<Inventory> inventory = inventory();
        for (int i = 0; i < stages.size(); i++) {
            StageOrder stage = stages.get(i);
            String at = "stages[" + i + "].";
            inventory.ifPresent(known -> {
                List<String> sites =
                        known.sites().stream().map(site -> site.name().value()).toList();
                List<String> storages = known.storages().stream()
                        .map(storage -> storage.rse().value())
                        .toList();
                stage.sites().forEach(site -> known(site.value(), sites, at + "sites", "site", problems));
                stage.inputRses().forEach(rse -> known(rse.value(), storages, at + "input_rses", "storage", problems));
                stage.outputRses()
                        .forEach(rse -> known(rse.value(), storages, at + "output_rses", "storage", problems));
            });
            for (int j = 0; j < stage.outputs().size(); j++) {
                OutputPattern output = stage.outputs().get(j);
                expression(output.rseExpression(), at + "outputs[" + j + "].rse_expression", problems);
            }
        }
    }

    /** Notes an expression that Rucio does not understand, or that names no storage. */
    public void expression(Optional<String> wanted, String field, Problems problems) {
        wanted.ifPresent(expression -> look(expression, field, problems));
    }

    private void look(String expression, String field, Problems problems) {
        try {
            rucio.storages().matching(expression);
        } catch (RucioRefused e) {
            if (e.error() == RucioError.INVALID_RSE_EXPRESSION) {
                problems.add(
                        field,
                        "'" + expression + "' names no storage that Rucio knows",
                        "write an expression such as tier=1, or a storage's name");
            }
        } catch (ExternalSystemUnavailable e) {
            LOG.warn("An RSE expression is accepted unseen: {}", e.getMessage());
        }
    }

    private static void known(String name, Collection<String> known, String field, String what, Problems problems) {
        if (!known.contains(name)) {
            problems.add(
                    field,
                    "there is no " + what + " " + name,
                    Nearest.to(name, known)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("see: muster inventory"));
        }
    }

    /** Before the first one is taken nothing can be told. */
    private Optional<Inventory> inventory() {
        try {
            return Optional.of(allocator.inventory())
                    .filter(found ->
                            !found.sites().isEmpty() && !found.storages().isEmpty());
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            LOG.warn("Sites and storages are accepted unseen: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
