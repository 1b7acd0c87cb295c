package org.muster.webapp.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** A session lasts a working day once somebody has signed in with it, and goes to what they had asked for. */
final class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {
    private static final Duration WORKING_DAY = Duration.ofHours(8);

    SignedIn(RequestCache asked) {
        setRequestCache(asked);
        setDefaultTargetUrl("/dashboard");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws ServletException, IOException {
        request.getSession().setMaxInactiveInterval((int) WORKING_DAY.toSeconds());
        super.onAuthenticationSuccess(request, response, person);
    }
}
