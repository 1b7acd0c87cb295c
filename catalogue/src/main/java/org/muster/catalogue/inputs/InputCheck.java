package org.muster.catalogue.inputs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MqlFault;
import org.muster.connectors.metacat.MqlText;
import org.muster.connectors.rucio.DidEntry;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.input.InputSource;

/** What is wrong with the inputs that a workflow asks for, as far as its text and the catalogues can tell. */
public final class InputCheck {
    private final RucioClient rucio;
    private final MetaCatClient metacat;

    /** @param message for people; of a query, with the line and a caret under the place */
    public record Objection(String message, String remedy) {}

    public InputCheck(RucioClient rucio, MetaCatClient metacat) {
        this.rucio = rucio;
        this.metacat = metacat;
    }

    /** @throws org.muster.domain.failure.ExternalSystemUnavailable if the catalogue that must be asked does not answer */
    public Optional<Objection> objection(String text) {
        InputSource source;
        try {
            source = InputSource.parse(text);
        } catch (IllegalArgumentException e) {
            return Optional.of(new Objection(String.valueOf(e.getMessage()), "write rucio-dataset scope:name"));
        }
        if (source instanceof InputSource.RucioDataset dataset) {
            return dataset(dataset.did());
        }
        if (source instanceof InputSource.Query query) {
            return query(query.mql());
        }
        return Optional.empty();
    }

    /**
     * How many files it stands for now.
     *
     * @throws org.muster.domain.failure.ExternalSystemUnavailable if the catalogue that must be asked does not answer
     */
    public long files(String text) {
        InputSource source = InputSource.parse(text);
        if (source instanceof InputSource.RucioDataset dataset) {
            AtomicLong count = new AtomicLong();
            rucio.files(dataset.did(), file -> count.incrementAndGet());
            return count.get();
        }
        if (source instanceof InputSource.Query query) {
            return metacat.count(query.mql()).files();
        }
        if (source instanceof InputSource.SampleSlice slice) {
            return slice.limit();
        }
        return ((InputSource.Counters) source).count();
    }

    private Optional<Objection> dataset(Did did) {
        Optional<DidEntry> entry = rucio.find(did);
        if (entry.isEmpty()) {
            return Optional.of(new Objection("Rucio does not know " + did, "name a dataset that is there"));
        }
        return entry.filter(found -> found.type() == DidEntry.Type.FILE)
                .map(file -> new Objection(did + " is a file", "name a dataset or a container"));
    }

    private Optional<Objection> query(String mql) {
        MqlText text = new MqlText(mql);
        Optional<MqlFault> chance = text.limitWithoutOrder();
        if (chance.isPresent()) {
            return Optional.of(new Objection(chance.get().pointedOut(mql), "write ordered before the limit"));
        }
        Optional<MqlFault> fault = metacat.fault(mql);
        if (fault.isPresent()) {
            return Optional.of(new Objection(fault.get().pointedOut(mql), "mend the query at the caret"));
        }
        List<Did> unknown = text.datasets().stream()
                .filter(did -> metacat.dataset(did).isEmpty())
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Objection("MetaCat does not know " + unknown.get(0), "name datasets that are there"));
    }
}
