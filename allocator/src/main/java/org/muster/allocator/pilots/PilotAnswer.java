package org.muster.allocator.pilots;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.muster.allocator.commit.CommandBroke;
import org.muster.allocator.http.Exchange;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Refusal;
import org.muster.domain.limit.Characters;

/** What the ledger decided, as pilots are told: the status of justIN's tables, and one line that says why. */
final class PilotAnswer {
    private PilotAnswer() {}

    static <T> void give(
            Exchange exchange, CompletableFuture<Answer<T>> outcome, String contentType, Function<T, String> reply) {
        exchange.when(
                outcome,
                answer -> {
                    if (answer instanceof Answer.Given<T> given) {
                        exchange.reply(200, contentType, reply.apply(given.value()));
                    } else if (answer instanceof Answer.Refused<T> refused) {
                        sorry(exchange, status(refused.refusal()), refused.reason());
                    }
                },
                failure -> sorry(
                        exchange, failure instanceof CommandBroke ? 500 : 503, String.valueOf(failure.getMessage())));
    }

    static void sorry(Exchange exchange, int status, String why) {
        exchange.reply(status, Exchange.TEXT, Characters.shownInLine(why) + "\n");
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> 400;
            case FORBIDDEN -> 403;
            case NOTHING -> 404;
            case CONFLICT -> 409;
            case OVER -> 410;
            case NOT_NOW -> 503;
        };
    }
}
