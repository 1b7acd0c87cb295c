package org.muster.webapp.signin;

import org.muster.webapp.http.ProblemAnswers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Everything a browser shows: dashboard, task list, the page that approves the command line. */
@Configuration(proxyBeanMethods = false)
@Import(BrowserState.class)
public class BrowserSecurity {
    /** Style, script and pictures, and the way in; nothing of these tells anybody anything. */
    private static final String[] PUBLIC = {
        "/favicon.ico",
        "/assets/**",
        "/static/**",
        "/vendor/**",
        "/css/**",
        "/js/**",
        "/img/**",
        "/error",
        "/login",
        SignInPage.REFUSED,
        SignInPage.TOO_SOON,
        "/signed-out"
    };

    /** Asked for by the engine's pages, which do not follow to a sign-in. */
    private static final RequestMatcher OF_SCRIPTS = matchers("/camunda/api/**")[0];

    /** Browsers of one person; with one more, the one quiet for longest is signed out. */
    private static final int SESSIONS_OF_A_PERSON = 20;

    @Bean
    @Order(3)
    SecurityFilterChain browser(
            HttpSecurity http,
            ObjectProvider<ClientRegistrationRepository> external,
            RequestCache asked,
            SessionRegistry sessions,
            CookieCsrfTokenRepository forms,
            ProblemAnswers problems,
            @Value("${muster.sign-out.end-session-uri}") String endOfSession)
            throws Exception {
        boolean here = external.getIfAvailable() == null;
        http.authorizeHttpRequests(requests -> requests.requestMatchers(matchers(PUBLIC))
                        .permitAll()
                        .requestMatchers(matchers("/actuator/health", "/actuator/health/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // Camunda's webapps bring a CSRF filter of their own.
                .csrf(csrf -> csrf.csrfTokenRepository(forms).ignoringRequestMatchers(matchers("/camunda/**")))
                // Camunda's webapps set their own headers.
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin())
                        .httpStrictTransportSecurity(https -> https.includeSubDomains(false)))
                .requestCache(cache -> cache.requestCache(asked))
                .sessionManagement(management -> management
                        .maximumSessions(SESSIONS_OF_A_PERSON)
                        .sessionRegistry(sessions)
                        .expiredUrl("/signed-out"))
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint(here ? "/login" : "/oauth2/authorization/muster"),
                                new NegatedRequestMatcher(OF_SCRIPTS))
                        .defaultAuthenticationEntryPointFor(problems, OF_SCRIPTS))
                .logout(out -> out.logoutRequestMatcher(SignOut.ASKED)
                        .logoutSuccessHandler(SignOut.with(external, endOfSession)));
        SignedIn lasting = new SignedIn(asked);
        if (here) {
            http.formLogin(form -> form.loginPage("/login")
                    .successHandler(lasting)
                    .failureHandler((request, response, failure) ->
                            request.getRequestDispatcher(SignInPage.REFUSED).forward(request, response)));
        } else {
            http.oauth2Login(login -> login.successHandler(lasting).failureUrl("/signed-out?refused"));
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
