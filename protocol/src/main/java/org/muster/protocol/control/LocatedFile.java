package org.muster.protocol.control;

import java.util.List;

/** The replicas of one file; none means that the catalogue knows no readable one. */
public record LocatedFile(long fileId, List<FoundReplica> replicas) {
    public LocatedFile {
        replicas = List.copyOf(replicas);
    }
}
