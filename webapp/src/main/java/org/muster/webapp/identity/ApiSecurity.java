package org.muster.webapp.identity;

import static org.muster.domain.identity.Role.ADMIN;
import static org.muster.domain.identity.Role.DATA_MANAGEMENT;
import static org.muster.domain.identity.Role.EXPERT;
import static org.muster.domain.identity.Role.PRODUCTION;
import static org.muster.domain.identity.Role.REQUESTER;
import static org.muster.domain.identity.Role.SERVICE;
import static org.muster.domain.identity.Role.SHIFTER;

import java.util.List;
import java.util.Set;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;
import org.muster.webapp.http.ProblemAnswers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Bearer tokens on every API, and which roles may do what.
 *
 * <p>Every matcher is a {@link PathPatternRequestMatcher}: a plain text pattern silently does not match the engine's REST
 * servlet, which would leave it open to everyone.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    private record Rule(HttpMethod method, String path, Set<Role> roles) {}

    /** What changes something, and what only our own processes may read. Everything else that is not a GET is refused. */
    private static final List<Rule> RULES = List.of(
            rule(HttpMethod.POST, "/api/requests", REQUESTER),
            rule(HttpMethod.POST, "/api/requests/check", Role.values()),
            rule(HttpMethod.POST, "/api/campaigns/*/log", SHIFTER, PRODUCTION, EXPERT, DATA_MANAGEMENT),
            rule(HttpMethod.POST, "/api/campaigns/*/workflows", SERVICE),
            rule(HttpMethod.PUT, "/api/campaigns/*/samples/*/pieces/*", SERVICE),
            rule(HttpMethod.POST, "/api/campaigns/*/samples/*/freeze", SERVICE),
            rule(HttpMethod.GET, "/api/campaigns/*/samples/*/listed", SERVICE),
            rule(HttpMethod.POST, "/api/campaigns/*/revisions", SHIFTER),
            rule(HttpMethod.POST, "/api/campaigns/*/revisions/check", SHIFTER, REQUESTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/quarantine", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/release", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/hold", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/unhold", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/start", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/forward", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/slices/*/back", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/campaigns/*/withdraw", ADMIN),
            rule(HttpMethod.POST, "/api/workflows/*/withdraw", ADMIN),
            rule(HttpMethod.POST, "/api/workflows", REQUESTER, SHIFTER, PRODUCTION, EXPERT),
            // A requester only for a workflow of their own; the endpoint looks.
            rule(HttpMethod.POST, "/api/workflows/*/pause", SHIFTER, PRODUCTION, EXPERT, REQUESTER, SERVICE),
            rule(HttpMethod.POST, "/api/workflows/*/resume", SHIFTER, PRODUCTION, EXPERT, REQUESTER),
            rule(HttpMethod.POST, "/api/workflows/*/finish", SHIFTER, PRODUCTION, EXPERT, REQUESTER),
            rule(HttpMethod.POST, "/api/stages/*/settings", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/stages/*/quarantine", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/stages/*/release", SHIFTER, PRODUCTION, EXPERT),
            rule(HttpMethod.POST, "/api/workflows/drained", SERVICE),
            rule(HttpMethod.POST, "/api/workflows/*/sick", SERVICE),
            rule(HttpMethod.PUT, "/api/workflows/*/input-manifests/*", SERVICE),
            rule(HttpMethod.GET, "/api/workflows/*/order", SERVICE),
            rule(HttpMethod.POST, "/api/proposals/*", SERVICE),
            rule(HttpMethod.POST, "/api/proposals/*/results", SERVICE),
            // Whose task it is, the desk knows.
            rule(
                    HttpMethod.POST,
                    "/api/tasks/*/complete",
                    REQUESTER,
                    SHIFTER,
                    PRODUCTION,
                    EXPERT,
                    DATA_MANAGEMENT,
                    ADMIN),
            rule(HttpMethod.POST, "/api/incidents", SERVICE),
            rule(HttpMethod.POST, "/api/incidents/over", SERVICE),
            rule(HttpMethod.PUT, "/api/storages", SERVICE));

    private static Rule rule(HttpMethod method, String path, Role... roles) {
        return new Rule(method, path, Set.of(roles));
    }

    @Bean
    @Order(2)
    SecurityFilterChain engine(
            HttpSecurity http, ProblemAnswers problems, JwtDecoder decoder, IdentitySettings settings)
            throws Exception {
        return surface(
                http.securityMatcher(PATHS.matcher("/engine-rest/**"))
                        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(SERVICE.group())),
                problems,
                new SurfaceTokens(Surface.ENGINE, decoder, settings.groupNames()));
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, ProblemAnswers problems, JwtDecoder decoder, IdentitySettings settings)
            throws Exception {
        return surface(
                http.securityMatcher(
                                new OrRequestMatcher(PATHS.matcher("/api/**"), PATHS.matcher("/actuator/prometheus")))
                        .authorizeHttpRequests(ApiSecurity::rules),
                problems,
                new SurfaceTokens(Surface.PLATFORM, decoder, settings.groupNames()));
    }

    private static SecurityFilterChain surface(HttpSecurity http, ProblemAnswers problems, SurfaceTokens tokens)
            throws Exception {
        return http.oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(tokens))
                                .authenticationEntryPoint(problems)
                                .accessDeniedHandler(problems))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A bearer token is never sent by a browser on its own.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        for (Rule rule : RULES) {
            requests.requestMatchers(PATHS.matcher(rule.method(), rule.path())).hasAnyAuthority(groups(rule.roles()));
        }
        RequestMatcher reading = PATHS.matcher(HttpMethod.GET, "/api/**");
        RequestMatcher metrics = PATHS.matcher(HttpMethod.GET, "/actuator/prometheus");
        requests.requestMatchers(reading, metrics)
                .hasAnyAuthority(groups(Set.of(Role.values())))
                .anyRequest()
                .denyAll();
    }

    private static String[] groups(Set<Role> roles) {
        return roles.stream().map(Role::group).toArray(String[]::new);
    }
}
