package org.muster.webapp.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcProviderConfigurationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceVerificationAuthenticationConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The built-in identity provider: users and clients of the credentials file, on the webapp's own port. */
@Configuration(proxyBeanMethods = false)
@Profile("!keycloak")
class EmbeddedProvider {
    /** The secrets are random, so this guards against a leaked heap, not against weak passwords. */
    private static final int BCRYPT_STRENGTH = 8;

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Set<String> NOT_SERVED = Set.of("userinfo_endpoint", "end_session_endpoint");

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServer(
            HttpSecurity http, RegisteredClientRepository clients, ProgramTokens programs) throws Exception {
        OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        MediaTypeRequestMatcher browser = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        RequestMatcher discovery = PathPatternRequestMatcher.withDefaults().matcher(DISCOVERY);
        return http.securityMatcher(new OrRequestMatcher(server.getEndpointsMatcher(), discovery))
                .with(
                        server,
                        it -> it.clientAuthentication(
                                        client -> client.authenticationConverter(new PublicDeviceClient.Converter())
                                                .authenticationProvider(new PublicDeviceClient.Provider(clients)))
                                .tokenEndpoint(token -> token.authenticationProviders(
                                        providers -> providers.forEach(provider -> narrow(provider, programs))))
                                .deviceAuthorizationEndpoint(device -> device.verificationUri("/activate"))
                                .deviceVerificationEndpoint(device -> device.deviceVerificationRequestConverters(
                                                EmbeddedProvider::onlyByPost)
                                        .deviceVerificationResponseHandler(
                                                new SimpleUrlAuthenticationSuccessHandler("/activated"))))
                .addFilterBefore(discovery(), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"), browser))
                .build();
    }

    /** Catalogues and storages look for the keys there. Nobody signs in by OIDC here, so there is nothing more to tell. */
    private static OidcProviderConfigurationEndpointFilter discovery() {
        OidcProviderConfigurationEndpointFilter filter = new OidcProviderConfigurationEndpointFilter();
        filter.setProviderConfigurationCustomizer(
                configuration -> configuration.claims(claims -> claims.keySet().removeAll(NOT_SERVED)));
        return filter;
    }

    /** Besides its being registered for each scope: a program has its tokens for one thing at a time. */
    private static void narrow(AuthenticationProvider provider, ProgramTokens programs) {
        if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider credentials) {
            credentials.setAuthenticationValidator(new OAuth2ClientCredentialsAuthenticationValidator()
                    .andThen(context -> {
                        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
                        programs.objection(context.getRegisteredClient().getClientId(), request.getScopes())
                                .ifPresent(why -> {
                                    throw new OAuth2AuthenticationException(
                                            new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, why, null));
                                });
                    }));
        }
    }

    /** A link alone must never approve a device: typing or confirming the code on our page is the consent. */
    private static void onlyByPost(List<AuthenticationConverter> converters) {
        AuthenticationConverter standard = new OAuth2DeviceVerificationAuthenticationConverter();
        converters.removeIf(OAuth2DeviceVerificationAuthenticationConverter.class::isInstance);
        converters.add(new AuthenticationConverter() {
            @Override
            public @Nullable Authentication convert(HttpServletRequest request) {
                if (!HttpMethod.POST.matches(request.getMethod())) {
                    throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
                }
                return standard.convert(request);
            }
        });
    }

    @Bean
    Credentials credentials(IdentitySettings settings) {
        return Credentials.read(settings.credentialsFile());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(BCRYPT_STRENGTH);
    }

    @Bean
    UserDetailsService users(Credentials credentials, PasswordEncoder passwords) {
        List<UserDetails> users = credentials.users().stream()
                .map(user -> User.withUsername(user.name())
                        .password(passwords.encode(user.password()))
                        .authorities(user.groups().toArray(String[]::new))
                        .build())
                .toList();
        return new InMemoryUserDetailsManager(users);
    }

    @Bean
    RegisteredClientRepository clients(Credentials credentials, PasswordEncoder passwords) {
        return RegisteredClients.of(credentials, passwords);
    }

    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new RegisteredClients.ConsentByCode();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    JWKSource<SecurityContext> keys(IdentitySettings settings) {
        JWKSet keys = SigningKeys.load(settings.keysFile());
        return new ImmutableJWKSet<>(keys);
    }
}
