package org.muster.webapp.orchestration.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.muster.domain.identity.EngineName;
import org.muster.webapp.identity.Person;

/** Signs the browser's user in to Tasklist, Cockpit and Admin. The webapps make it by name, so it is public and has no state. */
public final class SignedInUser implements AuthenticationProvider {
    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        return Person.signedIn().map(SignedInUser::successful).orElseGet(AuthenticationResult::unsuccessful);
    }

    private static AuthenticationResult successful(Person person) {
        AuthenticationResult result = AuthenticationResult.successful(EngineName.of(person.name()));
        result.setGroups(person.groups());
        return result;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // Spring Security has redirected to the sign-in before.
    }
}
