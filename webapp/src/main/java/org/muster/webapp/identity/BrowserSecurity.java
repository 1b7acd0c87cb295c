package org.muster.webapp.identity;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Everything a browser shows: dashboard, task list, the page that approves the command line. */
@Configuration(proxyBeanMethods = false)
class BrowserSecurity {
    /** Style, script and pictures; nothing of these tells anybody anything. */
    private static final String[] PUBLIC = {
        "/favicon.ico", "/assets/**", "/static/**", "/vendor/**", "/css/**", "/js/**", "/img/**", "/error"
    };

    @Bean
    @Order(3)
    SecurityFilterChain browser(HttpSecurity http, ObjectProvider<ClientRegistrationRepository> external)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(matchers(PUBLIC))
                        .permitAll()
                        .requestMatchers(matchers("/actuator/health", "/actuator/health/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // Camunda's webapps bring a CSRF filter of their own.
                .csrf(csrf -> csrf.ignoringRequestMatchers(matchers("/camunda/**")))
                // Camunda's webapps set their own headers.
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin()));
        if (external.getIfAvailable() == null) {
            http.formLogin(Customizer.withDefaults());
        } else {
            http.oauth2Login(Customizer.withDefaults());
        }
        return http.build();
    }

    private static RequestMatcher[] matchers(String... patterns) {
        RequestMatcher[] matchers = new RequestMatcher[patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            matchers[i] = PathPatternRequestMatcher.withDefaults().matcher(patterns[i]);
        }
        return matchers;
    }
}
