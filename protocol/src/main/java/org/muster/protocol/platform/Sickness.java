package org.muster.protocol.platform;

/** What the sick-workflow rule found: the workflow is paused with this message. */
public record Sickness(String message, long jobscriptErrors, long noneProcessed, long well) {}
