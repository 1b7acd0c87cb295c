package org.muster.protocol.http;

/** A Muster surface answered with an error status; the answer's words are kept for the person. */
public final class ApiRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiProblem problem;

    public ApiRefused(ApiProblem problem) {
        super(problem.title());
        this.problem = problem;
    }

    public ApiProblem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }
}
