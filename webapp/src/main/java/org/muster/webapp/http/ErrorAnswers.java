package org.muster.webapp.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.UnfitText;
import org.muster.protocol.http.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Every error of our own endpoints as one kind of document. */
@RestControllerAdvice(annotations = RestController.class)
@Order(0)
class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String DESCRIPTION = "see /api/openapi.json";

    private final ObjectMapper mapper;

    ErrorAnswers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** By us, or by the allocator on behalf of the caller; 401 only if the allocator does not know us. */
    @ExceptionHandler
    ResponseEntity<ApiProblem> refused(ApiRefused refused) {
        if (refused.status() == 401) {
            LOG.error("The allocator refuses our own token: {}", refused.getMessage());
            return answer(ApiProblem.of(502, "The allocator does not trust the webapp."));
        }
        return answer(refused.problem());
    }

    @ExceptionHandler
    ResponseEntity<ApiProblem> unavailable(ExternalSystemUnavailable unavailable) {
        return answer(ApiProblem.of(503, "The " + unavailable.system() + " does not answer; try again soon."));
    }

    @ExceptionHandler
    ResponseEntity<ApiProblem> unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JsonMappingException met
                && unreadable.getHttpInputMessage() instanceof KeptBody body) {
            List<Problem> problems = Unreadable.problems(mapper, body.bytes(), body.type(), met, DESCRIPTION);
            return answer(
                    met instanceof UnfitText
                            ? new ApiProblem("A text cannot be kept as it is.", 422, problems)
                            : new ApiProblem("The request body is not as expected.", 400, problems));
        }
        return answer(ApiProblem.of(400, "The request body is not the JSON expected."));
    }

    @ExceptionHandler
    ResponseEntity<ApiProblem> illegal(IllegalArgumentException illegal) {
        return answer(ApiProblem.of(400, RefusedRequest.words(illegal)));
    }

    /** The name of a field of a form, which is looked at when somebody asks for it. */
    @ExceptionHandler
    ResponseEntity<ApiProblem> unfit(RequestRejectedException unfit) {
        return answer(ApiProblem.of(400, RefusedRequest.UNFIT));
    }

    @ExceptionHandler
    ResponseEntity<ApiProblem> mistyped(MethodArgumentTypeMismatchException mistyped) {
        return answer(ApiProblem.of(400, mistyped.getName() + " cannot be '" + mistyped.getValue() + "'."));
    }

    /** Left to Spring Security, which knows whether to say 401 or 403. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void denied(RuntimeException denied) {
        throw denied;
    }

    @ExceptionHandler
    ResponseEntity<ApiProblem> other(Exception other) throws Exception {
        if (other instanceof ErrorResponse response) {
            HttpStatusCode status = response.getStatusCode();
            String detail = response.getBody().getDetail();
            return answer(ApiProblem.of(status.value(), detail == null ? status.toString() : detail));
        }
        Optional<ApiProblem> outage = DatabaseOutage.behind(other);
        if (outage.isPresent()) {
            LOG.warn("The database does not answer: {}", firstLine(other.getMessage()));
            return answer(outage.get());
        }
        LOG.error("An endpoint failed", other);
        return answer(ApiProblem.of(500, "Something went wrong on our side; the log says what."));
    }

    static ResponseEntity<ApiProblem> answer(ApiProblem problem) {
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(ApiProblem.MEDIA_TYPE))
                .body(problem);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "not understood" : text.lines().findFirst().orElse("not understood");
    }
}
