package org.muster.webapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.muster.protocol.identity.OwnTokens;
import org.muster.webapp.http.ProblemAnswers;
import org.muster.webapp.signin.BrowserSecurity;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** One profile decides whether people sign in here or elsewhere; nothing else does. */
class ProviderChoiceTest {
    private final WebApplicationContextRunner webapp = new WebApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(
                    SecurityAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    OAuth2ClientAutoConfiguration.class,
                    OAuth2ClientWebSecurityAutoConfiguration.class,
                    OAuth2ResourceServerAutoConfiguration.class))
            .withUserConfiguration(Identity.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IdentitySettings.class)
    @Import({
        ProblemAnswers.class,
        ApiSecurity.class,
        BrowserSecurity.class,
        EmbeddedProvider.class,
        EmbeddedTokens.class,
        ExternalProvider.class
    })
    static class Identity {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @Test
    void externalProviderIsUsedAndNeedNotBeUp() {
        String issuer = "http://127.0.0.1:1/realms/muster";
        webapp.withPropertyValues("spring.profiles.active=keycloak", "MUSTER_ISSUER=" + issuer)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(RegisteredClientRepository.class);
                    assertThat(context).hasSingleBean(JwtDecoder.class).hasSingleBean(OwnTokens.class);
                    ClientRegistration login =
                            context.getBean(ClientRegistrationRepository.class).findByRegistrationId("muster");
                    assertThat(login.getProviderDetails().getAuthorizationUri())
                            .isEqualTo(issuer + "/protocol/openid-connect/auth");
                    assertThat(login.getProviderDetails().getTokenUri())
                            .isEqualTo(issuer + "/protocol/openid-connect/token");
                });
    }

    @Test
    void startWithoutCredentialsSaysInOneLineWhatIsMissing() {
        webapp.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(CredentialsMissing.class)
                .hasMessage("MUSTER_CREDENTIALS_FILE is not set: the built-in sign-in has no users."));
    }

    @Test
    void unreadableCredentialsAreNotQuoted() {
        webapp.withPropertyValues("MUSTER_CREDENTIALS_FILE=pom.xml")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(CredentialsMissing.class)
                        .hasMessageNotContaining("artifactId"));
    }
}
