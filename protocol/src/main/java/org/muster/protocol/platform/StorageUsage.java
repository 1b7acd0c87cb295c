package org.muster.protocol.platform;

import java.time.Instant;
import org.muster.domain.storage.RseName;

/** How full a storage is, as Rucio says; {@code totalBytes} is 0 where it does not know. */
public record StorageUsage(
        RseName rse, boolean readable, boolean writable, long usedBytes, long totalBytes, Instant seenAt) {
    /** Storages of one inventory. */
    public static final int MAX = 10_000;
}
