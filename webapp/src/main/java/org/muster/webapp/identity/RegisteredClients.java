package org.muster.webapp.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the built-in provider: our own processes, and the command line. */
final class RegisteredClients {
    static final String CLI = "muster-cli";
    static final String PROFILE = "profile";

    static final Duration SERVICE_TOKEN = Duration.ofHours(1);
    /** One working day, so that a person signs in once a day. */
    private static final Duration CLI_TOKEN = Duration.ofHours(8);

    private static final Duration DEVICE_CODE = Duration.ofMinutes(10);

    private RegisteredClients() {}

    static RegisteredClientRepository of(Credentials credentials, PasswordEncoder passwords) {
        List<RegisteredClient> clients = new ArrayList<>();
        clients.add(commandLine());
        credentials.clients().forEach(client -> clients.add(process(client, passwords)));
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient commandLine() {
        return RegisteredClient.withId(CLI)
                .clientId(CLI)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .scope(PROFILE)
                .clientSettings(ClientSettings.builder()
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(CLI_TOKEN)
                        .deviceCodeTimeToLive(DEVICE_CODE)
                        .build())
                .build();
    }

    private static RegisteredClient process(Credentials.Client client, PasswordEncoder passwords) {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientSecret(passwords.encode(client.secret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(SERVICE_TOKEN)
                        .build())
                .build();
    }

    /** Whoever confirms the code of their own terminal has consented; there is nothing else to choose. */
    static final class ConsentByCode implements OAuth2AuthorizationConsentService {
        @Override
        public void save(OAuth2AuthorizationConsent consent) {
            // Nothing to remember.
        }

        @Override
        public void remove(OAuth2AuthorizationConsent consent) {
            // Nothing is remembered.
        }

        @Override
        public OAuth2AuthorizationConsent findById(String clientId, String principalName) {
            return OAuth2AuthorizationConsent.withId(clientId, principalName)
                    .scope(PROFILE)
                    .build();
        }
    }
}
