package org.muster.connectors.rucio;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import org.muster.connectors.transport.Answer;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.Login;
import org.muster.connectors.transport.Transport;

/** The logins that exchange something for a token of Rucio's own, which lives an hour. */
final class RucioLogin implements RucioAuth {
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(30);

    private final Login login;

    /** @param transport asked for at every login, as a certificate may have been replaced since */
    RucioLogin(Supplier<Transport> transport, Call call, Clock clock) {
        this.login = new Login(() -> transport.get().send(call, answer -> token(answer, clock)), clock);
    }

    @Override
    public String token() {
        return login.token();
    }

    @Override
    public void refused(String token) {
        login.refused(token);
    }

    private static Login.Token token(Answer answer, Clock clock) throws IOException {
        RucioAnswers.check(answer);
        String token = answer.header("X-Rucio-Auth-Token");
        // 206: the identity has several accounts and none was named.
        if (answer.status() != 200 || token.isEmpty()) {
            throw new RucioRefused(
                    RucioError.CANNOT_AUTHENTICATE, answer.status(), "Rucio gave no token: is the account named?");
        }
        return new Login.Token(token, life(answer.header("X-Rucio-Auth-Token-Expires"), clock));
    }

    /** The end is told by the server's clock, which may differ from ours by more than the life of the token. */
    private static Duration life(String expires, Clock clock) {
        try {
            Duration life = Duration.between(clock.instant(), RucioDates.parse(expires));
            return life.isNegative() ? UNSTATED_LIFE : life;
        } catch (DateTimeParseException e) {
            return UNSTATED_LIFE;
        }
    }
}
