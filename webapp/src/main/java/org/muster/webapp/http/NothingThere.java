package org.muster.webapp.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What no endpoint and no page of the dashboard answers for: addresses that nobody has, signing in, files. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class NothingThere {
    /** An address of the API that no endpoint has; other addresses are the pages' affair. */
    @ExceptionHandler
    ResponseEntity<ApiProblem> nothing(NoResourceFoundException nothing, HttpServletRequest request)
            throws NoResourceFoundException {
        if (!request.getRequestURI().startsWith("/api/")) {
            throw nothing;
        }
        return ErrorAnswers.answer(ApiProblem.of(404, "There is no such address; see /api/openapi.json."));
    }

    /** The error page says it, or the problem document for a program. */
    @ExceptionHandler
    void refused(ApiRefused refused, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiProblem problem = refused.problem();
        request.setAttribute(
                ErrorPage.TITLE,
                Stream.concat(
                                Stream.of(problem.title()),
                                problem.problems().stream().map(Problem::toString))
                        .collect(Collectors.joining(" ")));
        response.sendError(problem.status());
    }

    @ExceptionHandler
    void unfit(RequestRejectedException unfit, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ErrorPage.TITLE, RefusedRequest.UNFIT);
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    @ExceptionHandler
    void malformed(IllegalArgumentException mistake, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ErrorPage.TITLE, RefusedRequest.words(mistake));
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
}
