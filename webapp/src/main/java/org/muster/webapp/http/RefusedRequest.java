package org.muster.webapp.http;

import java.util.List;
import java.util.stream.Stream;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;

/** The ways to end a caller's request with an answer in their words; thrown on behalf of an endpoint or a page. */
public final class RefusedRequest {
    /** Of a parameter or a header that no container takes. */
    public static final String UNFIT = "What was sent has a name or a value that cannot be one.";

    private RefusedRequest() {}

    /** What a mistake is called; a number that is none has only Java's words. */
    public static String words(IllegalArgumentException mistake) {
        return mistake instanceof NumberFormatException
                ? "A number was expected."
                : Stream.of(String.valueOf(mistake.getMessage()))
                        .flatMap(String::lines)
                        .findFirst()
                        .orElse("not understood");
    }

    public static ApiRefused notFound(Object what) {
        return new ApiRefused(ApiProblem.of(404, "There is no " + what + "."));
    }

    public static ApiRefused conflict(String title) {
        return new ApiRefused(ApiProblem.of(409, title));
    }

    public static ApiRefused conflict(String title, List<Problem> problems) {
        return new ApiRefused(new ApiProblem(title, 409, problems));
    }

    public static ApiRefused forbidden(String title) {
        return new ApiRefused(ApiProblem.of(403, title));
    }

    public static ApiRefused invalid(String title, List<Problem> problems) {
        return new ApiRefused(new ApiProblem(title, 422, problems));
    }
}
