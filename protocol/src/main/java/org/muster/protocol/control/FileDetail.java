package org.muster.protocol.control;

import java.util.List;

/** One file with everything that happened to it. */
public record FileDetail(FileRow file, List<FoundReplica> replicas, List<AllocationRow> allocations) {}
