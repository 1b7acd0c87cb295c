package org.muster.allocator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.muster.allocator.commit.CommandBroke;
import org.muster.allocator.commit.LedgerUnavailable;
import org.muster.allocator.http.Exchange;
import org.muster.allocator.journal.BadFilters;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Refusal;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.QueryText;
import org.muster.protocol.http.Unreadable;

/** One authorised call: reads its body and gives its answer as JSON, errors as {@link ApiProblem}. */
final class AuthorisedCall {
    private static final ObjectMapper BODIES = Json.mapper().copy().registerModule(Json.storableTexts());

    private final Exchange exchange;

    AuthorisedCall(Exchange exchange) {
        this.exchange = exchange;
    }

    /** A call that cannot be understood. */
    static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ApiProblem problem;

        Bad(ApiProblem problem) {
            super(problem.title(), null, false, false);
            this.problem = problem;
        }

        Bad(int status, String title) {
            this(ApiProblem.of(status, title));
        }

        ApiProblem problem() {
            return problem;
        }
    }

    String method() {
        return exchange.method();
    }

    <T> T body(TypeReference<T> type) {
        T body;
        byte[] sent = exchange.body();
        try {
            body = BODIES.readValue(sent, type);
        } catch (JsonMappingException e) {
            throw new Bad(misfit(Unreadable.problems(BODIES, sent, type.getType(), e, "")));
        } catch (JsonProcessingException e) {
            throw new Bad(400, "the body is not JSON");
        } catch (IOException e) {
            throw new Bad(400, "the body cannot be read");
        }
        if (body == null) {
            throw new Bad(400, "the body is empty");
        }
        return body;
    }

    private static ApiProblem misfit(List<Problem> problems) {
        return new ApiProblem("the body cannot be understood: " + problems.get(0), 400, problems);
    }

    /** Before anything reads a parameter: none is ever more than a line of text. */
    void checkQuery() {
        List<Problem> problems = QueryText.problems(exchange.query());
        if (!problems.isEmpty()) {
            throw new Bad(new ApiProblem("the query cannot be understood: " + problems.get(0), 400, problems));
        }
    }

    Map<String, String> filters() {
        Map<String, String> filters = new HashMap<>();
        exchange.query().forEach(entry -> filters.put(entry.getKey(), entry.getValue()));
        return filters;
    }

    int whole(String name, int otherwise, int most) {
        String text = exchange.query().get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return Math.min(number, most);
            }
        } catch (NumberFormatException e) {
            throw new Bad(400, name + " is a whole number from 1, not " + text);
        }
        throw new Bad(400, name + " is a whole number from 1, not " + text);
    }

    /** Answers 204, or the refusal. */
    void done(CompletableFuture<Answer<Answer.Done>> answer) {
        exchange.when(answer, outcome -> outcome(outcome, done -> exchange.reply(204)), this::failed);
    }

    void always(CompletableFuture<Answer.Done> answer) {
        exchange.when(answer, done -> exchange.reply(204), this::failed);
    }

    <T> void answer(CompletableFuture<Answer<T>> answer) {
        exchange.when(answer, outcome -> outcome(outcome, this::json), this::failed);
    }

    <T> void value(CompletableFuture<T> value) {
        exchange.when(value, this::json, this::failed);
    }

    private <T> void outcome(Answer<T> answer, Consumer<T> given) {
        if (answer instanceof Answer.Given<T> value) {
            given.accept(value.value());
        } else if (answer instanceof Answer.Refused<T> refused) {
            problem(ApiProblem.of(status(refused.refusal()), refused.reason()));
        }
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> 400;
            case FORBIDDEN -> 403;
            case NOTHING -> 404;
            case CONFLICT, OVER -> 409;
            case NOT_NOW -> 503;
        };
    }

    private void json(Object value) {
        exchange.reply(200, Exchange.JSON, Json.text(value));
    }

    void failed(Throwable problem) {
        if (problem instanceof Bad bad) {
            problem(bad.problem());
        } else if (problem instanceof BadFilters bad) {
            problem(new ApiProblem(
                    "the query cannot be understood: " + bad.problems().get(0), 400, bad.problems()));
        } else if (problem instanceof LedgerUnavailable
                || problem instanceof JournalUnavailable
                || problem instanceof RejectedExecutionException) {
            problem(ApiProblem.of(503, String.valueOf(problem.getMessage())));
        } else if (problem instanceof CommandBroke) {
            problem(ApiProblem.of(500, String.valueOf(problem.getMessage())));
        } else {
            throw new IllegalStateException("a call failed", problem);
        }
    }

    void problem(ApiProblem problem) {
        exchange.reply(problem.status(), ApiProblem.MEDIA_TYPE, Json.text(problem));
    }
}
