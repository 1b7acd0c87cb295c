package org.muster.webapp.orchestration.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.camunda.bpm.webapp.impl.security.filter.CsrfPreventionFilter;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.ApiProblem;

/**
 * Refuses what the engine's own pages did not send. Camunda's protection ends the session of whoever is sent such a form, so that
 * they are led to the sign-in and never told why; here they are told, and stay signed in.
 */
final class ForeignForms extends CsrfPreventionFilter {
    @Override
    protected boolean doTokenValidation(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        Object given = session == null ? null : session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
        if (same(given, request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME))) {
            return true;
        }
        EngineDoor.answer(
                response,
                ApiProblem.of(
                        403, "This was not sent by the page that is open now: load the page again and repeat it."));
        return false;
    }

    private static boolean same(@Nullable Object given, @Nullable String sent) {
        return given instanceof String token
                && sent != null
                && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
