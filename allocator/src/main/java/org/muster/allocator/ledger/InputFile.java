package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.matching.Numbering;
import org.muster.domain.data.InputFileState;

/** An input file in memory. Only {@link Moves} changes its state. */
final class InputFile {
    private static final int[] NOWHERE = {};
    private static final String[] NO_PFNS = {};

    final long id;
    final StageBook stage;
    final int slot;
    final String did;
    final long sizeBytes;

    InputFileState state = InputFileState.FINDING;
    int attempts;
    int rse = Numbering.UNKNOWN;
    int site = Numbering.UNKNOWN;
    Instant allocatedAt = Instant.EPOCH;
    Instant processedAt = Instant.EPOCH;

    /** The live one. INVARIANT: present if and only if the state is live. */
    @Nullable
    Allocation allocation;

    int[] rses = NOWHERE;
    private String[] wanPfns = NO_PFNS;
    private String[] lanPfns = NO_PFNS;

    InputFile(long id, StageBook stage, int slot, String did, long sizeBytes) {
        this.id = id;
        this.stage = stage;
        this.slot = slot;
        this.did = did;
        this.sizeBytes = sizeBytes;
    }

    void replicas(List<ReplicaRecord> replicas, Numbering rseNumbers) {
        rses = replicas.stream()
                .mapToInt(replica -> rseNumbers.of(replica.rse()))
                .toArray();
        wanPfns = replicas.stream().map(ReplicaRecord::wanPfn).toArray(String[]::new);
        lanPfns = replicas.stream().map(ReplicaRecord::lanPfn).toArray(String[]::new);
    }

    void forgetReplicas() {
        rses = NOWHERE;
        wanPfns = NO_PFNS;
        lanPfns = NO_PFNS;
    }

    boolean readableAt(int rseNumber) {
        return replica(rseNumber) >= 0;
    }

    /** LAN address within a site, else WAN. */
    String pfn(int rseNumber, int distance) {
        int replica = replica(rseNumber);
        return distance == 0 && !lanPfns[replica].isEmpty() ? lanPfns[replica] : wanPfns[replica];
    }

    /** Whether a job that was given the replica at this RSE may call the file by this address. */
    boolean calledAt(int rseNumber, String pfn) {
        int replica = replica(rseNumber);
        return replica >= 0 && (wanPfns[replica].equals(pfn) || lanPfns[replica].equals(pfn));
    }

    private int replica(int rseNumber) {
        for (int i = 0; i < rses.length; i++) {
            if (rses[i] == rseNumber) {
                return i;
            }
        }
        return -1;
    }

    FileRecord row(Numbering sites, Numbering rseNumbers) {
        return new FileRecord(
                id,
                stage.ref,
                did,
                sizeBytes,
                state,
                attempts,
                rseNumbers.name(rse),
                sites.name(site),
                allocatedAt,
                processedAt);
    }

    List<ReplicaRecord> replicaRows(Numbering rseNumbers) {
        return java.util.stream.IntStream.range(0, rses.length)
                .mapToObj(i -> new ReplicaRecord(id, rseNumbers.name(rses[i]), wanPfns[i], lanPfns[i]))
                .toList();
    }
}
