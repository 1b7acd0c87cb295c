package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.http.DatabaseOutage;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page what cannot be shown, and why. */
@ControllerAdvice(basePackageClasses = RefusalPages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalPages {
    private final Frame frame;

    RefusalPages(Frame frame) {
        this.frame = frame;
    }

    @ExceptionHandler
    ModelAndView refused(ApiRefused refusal, HttpServletRequest request) {
        return page(refusal.problem(), request);
    }

    @ExceptionHandler
    ModelAndView silent(ExternalSystemUnavailable system, HttpServletRequest request) {
        return page(
                ApiProblem.of(503, "The " + system.system() + " does not answer now. Try again in a moment."), request);
    }

    /** Only the absence of the database; what else goes wrong with it is a fault of ours. */
    @ExceptionHandler
    ModelAndView withoutDatabase(RuntimeException failure, HttpServletRequest request) {
        return page(DatabaseOutage.behind(failure).orElseThrow(() -> failure), request);
    }

    /** An id or a filter that cannot be one. */
    @ExceptionHandler
    ModelAndView malformed(IllegalArgumentException mistake, HttpServletRequest request) {
        return page(ApiProblem.of(400, RefusedRequest.words(mistake)), request);
    }

    /** The name of a field of a form, which is looked at when somebody asks for it. */
    @ExceptionHandler
    ModelAndView unfit(RequestRejectedException unfit, HttpServletRequest request) {
        return page(ApiProblem.of(400, RefusedRequest.UNFIT), request);
    }

    @ExceptionHandler
    ModelAndView nowhere(MethodArgumentTypeMismatchException mistake, HttpServletRequest request) {
        return page(ApiProblem.of(400, "There is nothing at this address."), request);
    }

    private ModelAndView page(ApiProblem problem, HttpServletRequest request) {
        List<String> problems =
                problem.problems().stream().map(Problem::toString).toList();
        ModelAndView page = new ModelAndView("refusal", HttpStatusCode.valueOf(problem.status()));
        page.addObject("title", problem.title());
        page.addObject("status", problem.status());
        page.addObject("problems", problems);
        frame.dress(page, request);
        return page;
    }
}
