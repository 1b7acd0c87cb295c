package org.muster.protocol.control;

/** How many files were new and how many were known. */
public record IntakeResult(int added, int known) {}
