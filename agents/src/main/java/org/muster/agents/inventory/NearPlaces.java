package org.muster.agents.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an experiment knows of distances that no name tells. Sites are named by how their names begin.
 *
 * @param oneSite beginnings of which each stands for one place, however many sites it has
 * @param islands part of a storage's name to the sites that alone read from it
 * @param neighbours sites that are as near as if they had one name
 * @param laboratories whose storages the whole experiment reads from, however far they are
 */
record NearPlaces(
        @DefaultValue List<String> oneSite,
        @DefaultValue Map<String, String> islands,
        @DefaultValue List<Set<String>> neighbours,
        @DefaultValue List<String> laboratories) {
    static final NearPlaces NONE = new NearPlaces(List.of(), Map.of(), List.of(), List.of());

    NearPlaces {
        oneSite = List.copyOf(oneSite);
        islands = Map.copyOf(islands);
        neighbours = List.copyOf(neighbours);
        laboratories = List.copyOf(laboratories);
    }
}
