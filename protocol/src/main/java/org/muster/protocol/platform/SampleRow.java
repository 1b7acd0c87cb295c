package org.muster.protocol.platform;

import java.util.Optional;

/**
 * A sample of a campaign whose inputs are files that are there.
 *
 * @param source what they are: a query, {@code rucio-dataset scope:name}, or a list that came with the request
 * @param order in which the manifest has them
 * @param manifest what it was frozen to; empty before that
 */
public record SampleRow(String sample, String source, Order order, Optional<SampleManifest> manifest) {
    /** Slices are ranges, so that what is to lie in one slice has to lie together. */
    public enum Order {
        BY_NAME,
        BY_RUN
    }
}
