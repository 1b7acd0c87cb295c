package org.muster.webapp.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.ApiProblem;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the server answers where no page and no endpoint did: a page for browsers, a problem document for programs. */
@Controller
public final class ErrorPage implements ErrorController {
    /** The request's attribute for a sentence that says more than the status does. */
    public static final String TITLE = "org.muster.refusal";

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(400, "The request could not be understood."),
            Map.entry(401, "Sign in first."),
            Map.entry(403, "None of your groups may see this."),
            Map.entry(404, "There is nothing at this address."),
            Map.entry(405, "This address does not do that."),
            Map.entry(406, "This address has no answer of the kind that was asked for."),
            Map.entry(408, "The request came too slowly."),
            Map.entry(413, "What was sent is too long."),
            Map.entry(414, "The address is too long."),
            Map.entry(415, "This address does not take a body of this kind; it takes application/json."),
            Map.entry(429, "Too many attempts. Wait a while."),
            Map.entry(431, "The request's head is too long."),
            Map.entry(503, "Muster has too much to do now. Try again in a moment."));

    private final Clock clock;

    ErrorPage(Clock clock) {
        this.clock = clock;
    }

    /**
     * Says nothing itself where a program asked: what was asked for may be no kind of answer at all. And nothing at all behind half
     * an answer, which it would seem to be part of.
     */
    @RequestMapping("/error")
    @Nullable
    ModelAndView say(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        String title = request.getAttribute(TITLE) instanceof String said
                ? said
                : WORDS.getOrDefault(status, "Muster could not answer; its log says why.");
        if (response.isCommitted()) {
            return null;
        }
        if (!wantsPage(request)) {
            ProblemAnswers.write(response, ApiProblem.of(status, title));
            return null;
        }
        return new ModelAndView(
                "error",
                Map.of("status", status, "title", title, "timestamp", Date.from(clock.instant())),
                HttpStatusCode.valueOf(status));
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !path.startsWith("/api/")
                && !path.startsWith("/engine-rest/");
    }
}
