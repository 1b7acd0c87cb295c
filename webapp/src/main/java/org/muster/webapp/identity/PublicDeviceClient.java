package org.muster.webapp.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a client without a secret use the device grant (RFC 8628), which Spring Authorization Server offers to confidential
 * clients only. A program on somebody's laptop cannot keep a secret.
 */
final class PublicDeviceClient {
    private PublicDeviceClient() {}

    /** A request by a client that is told apart from others by its name alone. */
    static final class Token extends OAuth2ClientAuthenticationToken {
        private static final long serialVersionUID = 1L;

        Token(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
        }

        Token(RegisteredClient client) {
            super(client, ClientAuthenticationMethod.NONE, null);
        }
    }

    /** Recognises the two requests of the grant. */
    static final class Converter implements AuthenticationConverter {
        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
            if (clientId == null || request.getHeader("Authorization") != null) {
                return null;
            }
            boolean asksForCode = request.getRequestURI().endsWith("/oauth2/device_authorization");
            boolean asksForToken = AuthorizationGrantType.DEVICE_CODE
                    .getValue()
                    .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
            return asksForCode || asksForToken ? new Token(clientId) : null;
        }
    }

    /** Accepts registered clients that have no secret. */
    static final class Provider implements AuthenticationProvider {
        private final RegisteredClientRepository clients;

        Provider(RegisteredClientRepository clients) {
            this.clients = clients;
        }

        @Override
        public Authentication authenticate(Authentication authentication) {
            RegisteredClient client = clients.findByClientId(authentication.getName());
            if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            return new Token(client);
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return Token.class.isAssignableFrom(authentication);
        }
    }
}
