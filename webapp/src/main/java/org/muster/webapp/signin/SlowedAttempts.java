package org.muster.webapp.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.muster.webapp.http.ErrorPage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Slows whoever tries names and passwords, programs' secrets, or codes of command lines that wait to be signed in. */
final class SlowedAttempts extends OncePerRequestFilter {
    private static final String LOGIN = "/login";
    private static final String TOKEN = "/oauth2/token";
    private static final String CODE = "/oauth2/device_verification";

    /** Checks of passwords at once: each is costly on purpose, and a machine has other things to do. */
    private final Semaphore checks =
            new Semaphore(Math.max(2, 2 * Runtime.getRuntime().availableProcessors()));

    private final Attempts attempts;

    SlowedAttempts(Attempts attempts) {
        this.attempts = attempts;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !request.getMethod().equals("POST") || !(path.equals(LOGIN) || path.equals(TOKEN) || path.equals(CODE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = name(request);
        String address = request.getRemoteAddr();
        Duration wait = attempts.begin(name, address);
        if (!wait.isZero()) {
            refuse(request, response, wait);
            return;
        }
        checks.acquireUninterruptibly();
        try {
            chain.doFilter(request, response);
        } finally {
            checks.release();
        }
        if (!failed(request, response)) {
            attempts.succeeded(name, address);
        }
    }

    /** A token is also refused, with 400, to those who are known but ask for something else than they may have. */
    private static boolean failed(HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        return request.getRequestURI().equals(TOKEN)
                ? status == HttpStatus.UNAUTHORIZED.value()
                : status >= HttpStatus.BAD_REQUEST.value();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws ServletException, IOException {
        request.setAttribute(SignInPage.WAIT, wait);
        if (request.getRequestURI().equals(LOGIN)) {
            request.getRequestDispatcher(SignInPage.TOO_SOON).forward(request, response);
            return;
        }
        long seconds = Math.max(1, wait.toSeconds());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        request.setAttribute(ErrorPage.TITLE, "Too many attempts have failed. Try again in " + seconds + " seconds.");
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    private static String name(HttpServletRequest request) {
        if (request.getRequestURI().equals(LOGIN)) {
            return text(request.getParameter("username"));
        }
        if (request.getRequestURI().equals(TOKEN)) {
            String basic = text(request.getHeader(HttpHeaders.AUTHORIZATION));
            return basic.regionMatches(true, 0, "Basic ", 0, 6)
                    ? client(basic.substring(6).trim())
                    : "client " + text(request.getParameter("client_id"));
        }
        // Without a sign-in a code is of no use: whoever tries is known by their address only, and in nobody else's
        // way.
        return "code " + signedIn(request).orElse(request.getRemoteAddr());
    }

    /** Spring Security, which will know, has not looked yet. */
    private static Optional<String> signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return Optional.ofNullable(session)
                .map(known -> known.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .filter(SecurityContext.class::isInstance)
                .map(context -> ((SecurityContext) context).getAuthentication())
                .map(Authentication::getName);
    }

    private static String client(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return "client " + pair.split(":", 2)[0];
        } catch (IllegalArgumentException e) {
            return "client";
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
