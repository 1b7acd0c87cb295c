package org.muster.connectors.metacat;

import java.util.List;

/** The files that a file was made of and those made of it, by MetaCat's file ids. */
public record FileLineage(CatalogueFile file, List<String> parents, List<String> children) {
    public FileLineage {
        parents = List.copyOf(parents);
        children = List.copyOf(children);
    }
}
