package org.muster.sandbox.rucio.rules;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast and how well copies are made.
 *
 * @param bytesPerSecond of one copy; 0 for as fast as the disk
 * @param failurePercent of tries that fail
 */
@ConfigurationProperties("muster.sandbox.transfers")
record TransferSettings(
        @DefaultValue("0") long bytesPerSecond,
        @DefaultValue("0") int failurePercent) {
    TransferSettings {
        if (bytesPerSecond < 0 || failurePercent < 0 || failurePercent > 100) {
            throw new IllegalArgumentException("a speed is not negative, and a percentage is 0 to 100");
        }
    }

    /** For a bound SQL parameter: what nothing waits for. */
    double secondsPerByte() {
        return bytesPerSecond == 0 ? 0 : 1.0 / bytesPerSecond;
    }
}
