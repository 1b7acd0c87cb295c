package org.muster.webapp.http;

import java.util.List;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;

/** Ends a request with an answer in the caller's words. Thrown only on behalf of an HTTP endpoint. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiProblem problem;

    private Refusal(ApiProblem problem) {
        super(problem.title());
        this.problem = problem;
    }

    public ApiProblem problem() {
        return problem;
    }

    public static Refusal notFound(Object what) {
        return new Refusal(ApiProblem.of(404, "There is no " + what + "."));
    }

    public static Refusal conflict(String title) {
        return new Refusal(ApiProblem.of(409, title));
    }

    public static Refusal forbidden(String title) {
        return new Refusal(ApiProblem.of(403, title));
    }

    public static Refusal invalid(String title, List<Problem> problems) {
        return new Refusal(new ApiProblem(title, 422, problems));
    }
}
