package org.muster.webapp.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** What is kept about a browser, and where: with the browser itself until somebody has signed in. */
@Configuration(proxyBeanMethods = false)
class BrowserState {
    /** Longer addresses are forgotten over a sign-in. */
    private static final int LONGEST_ADDRESS = 1_000;

    @Bean
    RequestCache asked() {
        CookieRequestCache cache = new CookieRequestCache();
        cache.setRequestMatcher(BrowserState::isPage);
        return cache;
    }

    private static boolean isPage(HttpServletRequest request) {
        String query = request.getQueryString();
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && request.getRequestURL().length() + (query == null ? 0 : query.length()) <= LONGEST_ADDRESS;
    }

    @Bean
    CookieCsrfTokenRepository forms(@Value("${server.servlet.session.cookie.name}") String session) {
        CookieCsrfTokenRepository forms = new CookieCsrfTokenRepository();
        forms.setCookieName(session + "_FORM");
        forms.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return forms;
    }

    /** Before Spring Security, which comes at -100 and checks what was sent. */
    @Bean
    static FilterRegistrationBean<SlowedAttempts> slowedAttempts(Clock clock) {
        FilterRegistrationBean<SlowedAttempts> filter =
                new FilterRegistrationBean<>(new SlowedAttempts(new Attempts(clock)));
        filter.setOrder(-101);
        return filter;
    }

    @Bean
    SessionRegistry sessions() {
        return new ByName();
    }

    @Bean
    static ServletListenerRegistrationBean<HttpSessionEventPublisher> sessionEnds() {
        return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
    }

    /** An outside provider's word about a person differs at each sign-in; their name does not. */
    private static final class ByName extends SessionRegistryImpl {
        @Override
        public List<SessionInformation> getAllSessions(Object principal, boolean includeExpiredSessions) {
            return super.getAllSessions(name(principal), includeExpiredSessions);
        }

        @Override
        public void registerNewSession(String sessionId, Object principal) {
            super.registerNewSession(sessionId, name(principal));
        }

        private static Object name(Object principal) {
            if (principal instanceof UserDetails user) {
                return user.getUsername();
            }
            return principal instanceof AuthenticatedPrincipal person ? person.getName() : principal;
        }
    }
}
