package org.muster.webapp.orchestration.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.muster.webapp.identity.Person;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets the engine know of who asks for their tasks without a browser: only whom it knows can be appointed. */
final class TaskCaller extends OncePerRequestFilter {
    private final IdentityMirror mirror;

    TaskCaller(IdentityMirror mirror) {
        this.mirror = mirror;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Optional<Person> caller = Person.signedIn();
        caller.ifPresent(person -> mirror.see(person, NameOf.authentication(authentication)));
        chain.doFilter(request, response);
    }
}
