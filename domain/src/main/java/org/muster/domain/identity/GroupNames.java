package org.muster.domain.identity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How the identity provider writes the names of groups: what stands before a name that Muster knows, as {@code /} or
 * {@code /experiment/muster/} where groups have paths.
 */
public record GroupNames(List<String> prefixes) {
    /** A group at the top, with or without its slash. */
    public static final GroupNames TOP = new GroupNames(List.of("/"));

    public GroupNames {
        prefixes = prefixes.stream()
                .map(String::strip)
                .filter(prefix -> !prefix.isEmpty())
                .map(GroupNames::closed)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** @param prefixes with commas between them */
    public static GroupNames parse(String prefixes) {
        return new GroupNames(Arrays.asList(prefixes.split(",", -1)));
    }

    /** Of whole elements: {@code /muster} is not the beginning of {@code /musterers}. */
    private static String closed(String prefix) {
        return prefix.startsWith("/") && !prefix.endsWith("/") ? prefix + "/" : prefix;
    }

    /** The name as Muster knows it; one that stands below something else stays as it is, and is nobody's. */
    public String known(String written) {
        return prefixes.stream()
                .filter(written::startsWith)
                .findFirst()
                .map(prefix -> written.substring(prefix.length()))
                .orElse(written);
    }
}
