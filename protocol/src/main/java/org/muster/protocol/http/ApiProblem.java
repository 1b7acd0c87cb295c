package org.muster.protocol.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.muster.domain.failure.Problem;

/**
 * The body of every error answer (RFC 9457, {@code application/problem+json}).
 *
 * @param title one sentence in the user's words
 * @param status the HTTP status
 * @param problems every mistake found, each naming field and fix; may be empty
 */
public record ApiProblem(
        String title,
        int status,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Problem> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public ApiProblem {
        problems = List.copyOf(problems);
    }

    public static ApiProblem of(int status, String title) {
        return new ApiProblem(title, status, List.of());
    }
}
