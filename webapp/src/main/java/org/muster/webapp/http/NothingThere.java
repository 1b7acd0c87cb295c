package org.muster.webapp.http;

import jakarta.servlet.http.HttpServletRequest;
import org.muster.protocol.http.ApiProblem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address of the API that no endpoint has; other addresses are the pages' affair. */
@ControllerAdvice
class NothingThere {
    @ExceptionHandler
    ResponseEntity<ApiProblem> nothing(NoResourceFoundException nothing, HttpServletRequest request)
            throws NoResourceFoundException {
        if (!request.getRequestURI().startsWith("/api/")) {
            throw nothing;
        }
        return ErrorAnswers.answer(ApiProblem.of(404, "There is no such address; see /api/openapi.json."));
    }
}
