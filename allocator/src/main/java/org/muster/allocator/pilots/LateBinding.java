package org.muster.allocator.pilots;

import java.security.SecureRandom;
import java.util.Optional;
import org.muster.allocator.access.Bearer;
import org.muster.allocator.access.TokenVerifier;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.http.Exchange;
import org.muster.domain.identity.Surface;
import org.muster.domain.job.JobSecret;

/** A pilot asks what to do with its slot. Who may bring slots says so by token, because there is no job yet. */
final class LateBinding {

    /** A description of a slot. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final LedgerLoop ledger;
    private final TokenVerifier tokens;
    private final Replies replies;
    private final SecureRandom random = new SecureRandom();

    LateBinding(LedgerLoop ledger, TokenVerifier tokens, Replies replies) {
        this.ledger = ledger;
        this.tokens = tokens;
        this.replies = replies;
    }

    void handle(Exchange exchange) {
        Optional<String> token = exchange.bearerToken();
        if (token.isEmpty()) {
            PilotAnswer.sorry(exchange, 401, "a bearer token is needed");
            return;
        }
        exchange.hold();
        exchange.when(
                tokens.bearer(token.get(), Surface.PILOTS),
                bearer -> admit(exchange, bearer),
                failure -> PilotAnswer.sorry(exchange, 503, "tokens cannot be checked now"));
    }

    private void admit(Exchange exchange, Optional<Bearer> bearer) {
        if (bearer.isEmpty()) {
            PilotAnswer.sorry(exchange, 401, "the bearer token is not valid here");
        } else if (!bearer.get().scoped()) {
            PilotAnswer.sorry(exchange, 403, "the token has no scope " + Surface.PILOTS.scope());
        } else {
            exchange.known();
            exchange.read(MAX_BODY_BYTES, 400, this::bind);
        }
    }

    private void bind(Exchange exchange) {
        try {
            PilotAnswer.give(
                    exchange,
                    ledger.submit(Requests.bind(Fields.parse(exchange.body()), JobSecret.draw(random))),
                    Exchange.JSON,
                    replies::bound);
        } catch (Malformed e) {
            PilotAnswer.sorry(exchange, 400, String.valueOf(e.getMessage()));
        }
    }
}
