package org.muster.protocol.platform;

/** Why a person or a rule does something; shown on the page and kept in the log. */
public record Reason(String reason) {}
