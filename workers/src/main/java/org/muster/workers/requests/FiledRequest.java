package org.muster.workers.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A production request that the webapp has accepted. Read leniently, since what it must look like was checked when it was
 * filed.
 *
 * @param eventsPerJob of the first step, in the final configuration, if it says
 */
public record FiledRequest(String repository, String tag, Optional<Integer> eventsPerJob, List<String> finalDatasets) {
    public FiledRequest {
        finalDatasets = List.copyOf(finalDatasets);
    }

    public static FiledRequest read(String yaml) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object code = at(document, "code");
        Object firstStep = at(document, "workflow") instanceof List<?> steps && !steps.isEmpty() ? steps.get(0) : "";
        List<String> datasets = new ArrayList<>();
        if (at(document, "final_datasets") instanceof List<?> names) {
            names.forEach(name -> datasets.add(String.valueOf(name)));
        }
        return new FiledRequest(
                at(code, "repository").toString(),
                at(code, "tag").toString(),
                at(firstStep, "events_per_job") instanceof Number number
                        ? Optional.of(number.intValue())
                        : Optional.empty(),
                datasets);
    }

    private static Object at(Object node, String key) {
        Object value = node instanceof Map<?, ?> map ? map.get(key) : null;
        return value == null ? "" : value;
    }
}
