package org.muster.protocol.control;

import java.util.regex.Pattern;

/**
 * GPUs that a job of a stage needs.
 *
 * @param memoryBytes of each of them, at least
 * @param computeCapability the least that will do, as {@code major.minor}
 */
public record GpuNeed(int count, long memoryBytes, String computeCapability) {
    /** The least there is: every GPU will do. */
    public static final String ANY_CAPABILITY = "0.0";

    private static final Pattern CAPABILITY = Pattern.compile("[0-9]{1,2}\\.[0-9]{1,2}");

    public GpuNeed {
        if (count < 1 || memoryBytes < 0) {
            throw new IllegalArgumentException("gpu: a count from 1 and memory_bytes from 0");
        }
        if (!isCapability(computeCapability)) {
            throw new IllegalArgumentException(
                    "gpu.compute_capability: major.minor, such as 7.5, not '" + computeCapability + "'");
        }
    }

    public static boolean isCapability(String text) {
        return CAPABILITY.matcher(text).matches();
    }

    /** Whether GPUs with these properties will do. */
    public boolean metBy(GpuNeed offered) {
        return offered.count >= count
                && offered.memoryBytes >= memoryBytes
                && number(offered.computeCapability) >= number(computeCapability);
    }

    /** 7.5 is 705, and less than 7.10 and 10.0. */
    private static int number(String capability) {
        int dot = capability.indexOf('.');
        return Integer.parseInt(capability, 0, dot, 10) * 100
                + Integer.parseInt(capability, dot + 1, capability.length(), 10);
    }
}
