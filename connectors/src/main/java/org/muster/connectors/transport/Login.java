package org.muster.connectors.transport;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.muster.protocol.identity.HeldToken;

/** Exchanges what one is known by for a token of the system's own. */
public final class Login {
    private static final double SHARE = 0.8;

    private Login() {}

    /** How a system tells the token that it gives. */
    public interface Reader {
        HeldToken.Token read(WholeReply answer, Instant now) throws IOException;
    }

    /** Asks for a token, and learns from the answer what it is and how long it lives. */
    public static HeldToken at(Supplier<Transport> transport, Supplier<Call> call, Reader reader, Clock clock) {
        return new HeldToken(
                () -> transport.get().send(call.get(), answer -> reader.read(answer, clock.instant())), SHARE, clock);
    }
}
