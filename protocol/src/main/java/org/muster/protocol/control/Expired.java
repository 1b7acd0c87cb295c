package org.muster.protocol.control;

/** What a look at the heartbeats found. */
public record Expired(int jobs, int files) {}
