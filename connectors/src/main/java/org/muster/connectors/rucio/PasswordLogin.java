package org.muster.connectors.rucio;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.muster.connectors.transport.Answer;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.Transport;

/** The {@code userpass} login. A token is renewed when four fifths of its life are over. */
final class PasswordLogin implements RucioAuth {
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(30);

    private final Transport transport;
    private final Call call;
    private final Clock clock;
    private Held held = new Held("", Instant.EPOCH);

    private record Held(String token, Instant renewAt) {}

    PasswordLogin(Transport transport, URI authUrl, String account, String username, String password, Clock clock) {
        this.transport = transport;
        this.clock = clock;
        Call login = Call.get(URI.create(authUrl + "/auth/userpass"))
                .with("X-Rucio-Username", username)
                .with("X-Rucio-Password", password);
        this.call = account.isEmpty() ? login : login.with("X-Rucio-Account", account);
    }

    @Override
    public synchronized String token() {
        if (!clock.instant().isBefore(held.renewAt())) {
            held = transport.send(call, this::read);
        }
        return held.token();
    }

    @Override
    public synchronized void refused(String token) {
        if (held.token().equals(token)) {
            held = new Held("", Instant.EPOCH);
        }
    }

    private Held read(Answer answer) throws IOException {
        RucioAnswers.check(answer);
        String token = answer.header("X-Rucio-Auth-Token");
        // 206: the identity has several accounts and none was named.
        if (answer.status() != 200 || token.isEmpty()) {
            throw new RucioRefused(
                    RucioError.CANNOT_AUTHENTICATE, answer.status(), "Rucio gave no token: is the account named?");
        }
        return new Held(token, renewAt(answer.header("X-Rucio-Auth-Token-Expires")));
    }

    /** The server's clock may differ from ours, so only the length of life is believed, and no more than its usual hour. */
    private Instant renewAt(String expires) {
        Instant now = clock.instant();
        Duration life;
        try {
            life = Duration.between(now, RucioDates.parse(expires));
        } catch (DateTimeParseException e) {
            life = UNSTATED_LIFE;
        }
        return now.plus(
                (life.isNegative() ? UNSTATED_LIFE : life).multipliedBy(4).dividedBy(5));
    }
}
