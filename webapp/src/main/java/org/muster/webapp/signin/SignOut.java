package org.muster.webapp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One way out for all: the dashboard's, and the one of the engine's webapps, which by themselves would only forget the person
 * until their next request. With an outside provider its session ends too.
 */
final class SignOut implements LogoutSuccessHandler {
    static final String PAGE = "/signed-out";

    /** Of a session that only lives until the browser has been sent on. */
    static final String SEND_ON = "org.muster.send-on";

    private static final RequestMatcher OF_THE_ENGINE = PathPatternRequestMatcher.withDefaults()
            .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout");

    static final RequestMatcher ASKED = new OrRequestMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/logout"), OF_THE_ENGINE);

    private static final int SECONDS_TO_BE_SENT_ON = 60;

    private final Optional<ProvidersOwn> provider;

    private SignOut(Optional<ProvidersOwn> provider) {
        this.provider = provider;
    }

    /** @param provider where an outside provider ends its session; empty if it cannot, or there is none */
    static SignOut with(ObjectProvider<ClientRegistrationRepository> external, String provider) {
        return new SignOut(Optional.ofNullable(external.getIfAvailable())
                .filter(clients -> !provider.isEmpty())
                .map(clients -> new ProvidersOwn(clients, provider)));
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person)
            throws IOException {
        String next =
                provider.map(own -> own.address(request, response, person)).orElse(PAGE);
        if (!OF_THE_ENGINE.matches(request)) {
            response.sendRedirect(next);
            return;
        }
        // A script asked, which goes to our page next.
        if (!next.equals(PAGE)) {
            request.getSession().setMaxInactiveInterval(SECONDS_TO_BE_SENT_ON);
            request.getSession().setAttribute(SEND_ON, next);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static final class ProvidersOwn extends OidcClientInitiatedLogoutSuccessHandler {
        /** Spring looks for the address where discovery would have put it; ours is spelt out, as the others are. */
        ProvidersOwn(ClientRegistrationRepository clients, String address) {
            super(id -> ClientRegistration.withClientRegistration(clients.findByRegistrationId(id))
                    .providerConfigurationMetadata(Map.of("end_session_endpoint", address))
                    .build());
            setPostLogoutRedirectUri("{baseUrl}" + PAGE);
            setDefaultTargetUrl(PAGE);
        }

        String address(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person) {
            return person == null ? PAGE : determineTargetUrl(request, response, person);
        }
    }
}
