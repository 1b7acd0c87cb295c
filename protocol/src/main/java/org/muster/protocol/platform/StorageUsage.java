package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;

/** How full a storage is, as Rucio says; {@code totalBytes} where it knows. */
public record StorageUsage(
        RseName rse, boolean readable, boolean writable, long usedBytes, Optional<Long> totalBytes, Instant seenAt) {
    /** 0 is what Rucio says where it does not know. */
    public StorageUsage {
        totalBytes = Absent.ifZero(totalBytes);
    }

    /** Storages of one inventory. */
    public static final int MAX = 10_000;
}
