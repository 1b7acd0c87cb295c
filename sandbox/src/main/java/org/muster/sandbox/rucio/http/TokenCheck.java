package org.muster.sandbox.rucio.http;

import java.util.Optional;

/** Tells whom the value of {@code X-Rucio-Auth-Token} stands for; empty if nobody. */
public interface TokenCheck {

    Optional<CallerAccount> accountOf(String token);
}
