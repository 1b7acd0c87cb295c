package org.muster.webapp.orchestration.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.muster.domain.identity.EngineName;
import org.muster.webapp.identity.Person;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine on whose behalf a request runs. Without it the engine checks no authorization at all.
 *
 * <p>Only on the engine's REST API: our own endpoints have decided already who may do what, and read the engine as the
 * application.
 */
final class EngineCaller extends OncePerRequestFilter {
    private final IdentityService identities;

    EngineCaller(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Person> signedIn = Person.signedIn();
        if (signedIn.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        Person person = signedIn.get();
        identities.setAuthentication(EngineName.of(person.name()), person.groups());
        try {
            chain.doFilter(request, response);
        } finally {
            identities.clearAuthentication();
        }
    }
}
