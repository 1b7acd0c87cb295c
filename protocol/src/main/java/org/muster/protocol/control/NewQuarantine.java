package org.muster.protocol.control;

/** A {@link Quarantine} that is to begin. */
public record NewQuarantine(Partition partition, String reason, String by) {
    private static final int MAX_REASON = 1000;

    public NewQuarantine {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException(
                    "reason: 1 to " + MAX_REASON + " characters, for those who find it later");
        }
    }
}
