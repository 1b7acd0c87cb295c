package org.muster.connectors.transport;

/** Where the token of a system comes from. */
public interface TokenSource {
    /** One that should be valid now. */
    String token();

    /** The system did not accept {@code token}: the next one must be new. */
    void refused(String token);
}
