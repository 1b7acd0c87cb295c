package org.muster.webapp.orchestration.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.domain.failure.Problem;
import org.muster.domain.identity.Role;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Json;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.muster.webapp.orchestration.HumanTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before both of the engine's REST APIs: lets in what {@link EngineRoutes} lists, and says no in words. */
final class EngineDoor extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(EngineDoor.class);

    /** Bytes of a person's form, and of a worker's results, at most. */
    private static final int MAX_FORM = 64 * 1024;

    private static final int MAX_RESULTS = 1024 * 1024;

    private static final String WENT_WRONG = "Something went wrong on our side; the log says what.";

    private final HumanTasks desk;
    private final TaskResults results;

    EngineDoor(HumanTasks desk, TaskResults results) {
        this.desk = desk;
        this.results = results;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Person> person = Person.signedIn();
        if (person.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        try {
            EngineRoutes.Way way = EngineRoutes.way(request.getMethod(), request.getRequestURI(), person.get());
            if (way instanceof EngineRoutes.AtDesk atDesk) {
                desk.take(atDesk.verb(), atDesk.task(), person.get(), json(body(request, MAX_FORM)));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else if (way instanceof EngineRoutes.WithResults brought) {
                byte[] body = body(request, MAX_RESULTS);
                results.require(brought.externalTask(), json(body));
                chain.doFilter(new ReadRequest(request, body), response);
            } else if (way instanceof EngineRoutes.Through) {
                if (EngineRoutes.taskRead(request.getRequestURI())
                        .filter(task -> !desk.waits(task))
                        .isPresent()) {
                    throw new ApiRefused(ApiProblem.of(404, words(404)));
                }
                through(request, response, chain, person.get());
            } else {
                throw RefusedRequest.forbidden(
                        "This is not open here: the engine changes by tasks and by Muster's own API only.");
            }
        } catch (ApiRefused refused) {
            answer(response, refused.problem());
        } catch (RuntimeException e) {
            LOG.error("The engine's door failed at {}", request.getMethod(), e);
            answer(response, ApiProblem.of(500, WENT_WRONG));
        }
    }

    /** Programs know the engine's own answers; people get theirs in words. */
    private static void through(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Person person)
            throws ServletException, IOException {
        if (person.has(Role.SERVICE)) {
            chain.doFilter(request, response);
            return;
        }
        ErrorsWithheld withheld = new ErrorsWithheld(response);
        chain.doFilter(request, withheld);
        if (withheld.withheld()) {
            answer(response, ApiProblem.of(withheld.getStatus(), words(withheld.getStatus())));
        }
    }

    private static String words(int status) {
        return switch (status) {
            case 401 -> "Sign in first.";
            case 403 -> "None of your groups may do this.";
            case 404 -> "There is no such task or process, or no longer.";
            case 409 -> "Somebody was faster.";
            default -> status < 500 ? "The question is not understood." : WENT_WRONG;
        };
    }

    private static byte[] body(HttpServletRequest request, int limit) throws IOException {
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new ApiRefused(ApiProblem.of(413, "More than " + limit + " bytes are not taken here."));
        }
        return body;
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = body.length == 0 ? null : Json.mapper().readTree(body);
            return read == null ? JsonNodeFactory.instance.objectNode() : read;
        } catch (JsonProcessingException e) {
            throw new ApiRefused(ApiProblem.of(400, "The request body is not the JSON expected."));
        } catch (IOException e) {
            throw new IllegalStateException("bytes are always there", e);
        }
    }

    /** As our own API says it, and once more for Tasklist, which shows {@code message}. */
    static void answer(HttpServletResponse response, ApiProblem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ObjectNode document = Json.mapper().valueToTree(problem);
        document.put(
                "message",
                problem.title()
                        + problem.problems().stream()
                                .map(Problem::toString)
                                .map(" "::concat)
                                .collect(Collectors.joining(";")));
        response.setStatus(problem.status());
        response.setContentType(ApiProblem.MEDIA_TYPE);
        byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
