package org.muster.protocol.platform;

import org.muster.protocol.control.Partition;

/** A partition of a stage that is to get no work, and why. */
public record QuarantineOrder(Partition partition, String reason) {}
