package org.muster.webapp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The pages before and after everything else. */
@Controller
class SignInPage {
    /** Where a wrong name or password ends, inside the server. */
    static final String REFUSED = "/login/refused";

    /** Where an attempt ends that comes too soon after others, inside the server. */
    static final String TOO_SOON = "/login/too-soon";

    /** The request's attribute for how long to wait. */
    static final String WAIT = "org.muster.wait";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private final boolean ours;

    SignInPage(ObjectProvider<ClientRegistrationRepository> external) {
        this.ours = external.getIfAvailable() == null;
    }

    @GetMapping("/login")
    ModelAndView signIn(HttpServletResponse response) {
        return page(response, HttpStatus.OK, "");
    }

    @PostMapping(REFUSED)
    ModelAndView refused(HttpServletResponse response) {
        return page(response, HttpStatus.UNAUTHORIZED, "That name and password do not belong together.");
    }

    @PostMapping(TOO_SOON)
    ModelAndView tooSoon(HttpServletRequest request, HttpServletResponse response) {
        long seconds = request.getAttribute(WAIT) instanceof Duration wait ? Math.max(1, wait.toSeconds()) : 1;
        response.setHeader("Retry-After", Long.toString(seconds));
        return page(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many attempts have failed. Try again in " + seconds + (seconds == 1 ? " second." : " seconds."));
    }

    @GetMapping(SignOut.PAGE)
    ModelAndView signedOut(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SignOut.SEND_ON) instanceof String next) {
            session.invalidate();
            return new ModelAndView(new RedirectView(next));
        }
        ModelAndView page = page(
                response,
                HttpStatus.OK,
                request.getParameter("refused") == null ? "" : "Your provider did not sign you in. Try again.");
        page.setViewName("signed-out");
        return page;
    }

    private ModelAndView page(HttpServletResponse response, HttpStatus status, String trouble) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        return new ModelAndView("sign-in", Map.of("trouble", trouble, "ours", ours), status);
    }
}
