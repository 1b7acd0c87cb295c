package org.muster.launcher.platform;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a platform is started with.
 *
 * @param home the checkout or installation: has the modules' jars and examples/
 * @param memoryMib sum of the heaps
 * @param startSeconds how long one process may take to become healthy
 */
public record PlatformSettings(Path home, Path data, Ports ports, int slots, int memoryMib, int startSeconds) {
    public static final int DEFAULT_SLOTS = 3;
    public static final int MAX_SLOTS = 1000;
    public static final int DEFAULT_MEMORY_MIB = 1900;
    public static final int MIN_MEMORY_MIB = 900;
    public static final int DEFAULT_START_SECONDS = 240;

    public PlatformSettings {
        if (slots < 1 || slots > MAX_SLOTS) {
            throw new IllegalArgumentException("--slots is a number from 1 to " + MAX_SLOTS + ", not " + slots);
        }
        if (memoryMib < MIN_MEMORY_MIB) {
            throw new IllegalArgumentException("--memory is at least " + MIN_MEMORY_MIB + "m, not " + memoryMib + "m");
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + ports.webapp());
    }
}
