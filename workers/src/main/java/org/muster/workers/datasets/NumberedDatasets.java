package org.muster.workers.datasets;

import java.util.List;
import java.util.regex.Pattern;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;

/** The parts of a dataset, of a thousand files each. */
final class NumberedDatasets {
    private static final Pattern NUMBER = Pattern.compile("n\\d{3,}");

    private NumberedDatasets() {}

    static List<Did> of(RucioClient rucio, Did dataset) {
        return rucio.datasets(dataset.scope(), dataset.name() + "n*").stream()
                .filter(part -> NUMBER.matcher(
                                part.name().substring(dataset.name().length()))
                        .matches())
                .toList();
    }
}
