package org.muster.sandbox.rucio.http;

import java.time.Instant;

/**
 * The account that a token stands for.
 *
 * @param privileged root, or an account with the attribute {@code admin}, whatever its value
 */
public record CallerAccount(String name, boolean privileged, Instant tokenExpiresAt) {}
