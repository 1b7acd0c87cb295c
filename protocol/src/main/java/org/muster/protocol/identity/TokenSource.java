package org.muster.protocol.identity;

import java.util.function.Supplier;

/** Where the token of a surface or system comes from. */
@FunctionalInterface
public interface TokenSource extends Supplier<String> {
    /** One that should be valid now. */
    @Override
    String get();

    /** Somebody did not accept {@code token} before its end, as after a change of keys: the next one must be new. */
    default void refused(String token) {}
}
