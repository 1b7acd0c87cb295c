package org.muster.connectors.rucio;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.muster.connectors.transport.WholeReply;
import org.muster.protocol.identity.HeldToken;

/** How the logins answer that exchange something for a token of Rucio's own, which lives an hour. */
final class RucioLogin {
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(30);

    private RucioLogin() {}

    static HeldToken.Token read(WholeReply answer, Instant now) throws IOException {
        RucioAnswers.check(answer);
        String token = answer.header("X-Rucio-Auth-Token");
        // 206: the identity has several accounts and none was named.
        if (answer.status() != 200 || token.isEmpty()) {
            throw new RucioRefused(
                    RucioError.CANNOT_AUTHENTICATE, answer.status(), "Rucio gave no token: is the account named?");
        }
        return HeldToken.Token.until(end(answer.header("X-Rucio-Auth-Token-Expires")), token, now, UNSTATED_LIFE);
    }

    /** Told by the server's clock, which may differ from ours by more than the life of the token. */
    private static Optional<Instant> end(String expires) {
        try {
            return Optional.of(RucioDates.parse(expires));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
