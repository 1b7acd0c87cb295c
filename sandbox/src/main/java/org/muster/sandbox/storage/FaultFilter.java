package org.muster.sandbox.storage;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.muster.sandbox.faults.Damage;
import org.muster.sandbox.faults.Fault;
import org.muster.sandbox.faults.Faults;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes an RSE's storage behave as badly as {@link Faults} says. */
final class FaultFilter extends OncePerRequestFilter {

    private final Faults faults;

    FaultFilter(Faults faults) {
        this.faults = faults;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Fault> fault = faults.of(rse(request), request.getRequestURI());
        if (fault.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        switch (fault.get().kind()) {
            case SLOW -> {
                Damage.pause(fault.get().delay());
                chain.doFilter(request, response);
            }
            case ERROR -> response.setStatus(fault.get().status());
            case TORN -> Damage.tear(request, response, chain);
            case SHORT -> Damage.shorten(request, response, chain);
            case LOSS -> {
                if (request.getMethod().equals("PUT")) {
                    request.getInputStream().transferTo(OutputStream.nullOutputStream());
                    response.setStatus(201);
                } else {
                    chain.doFilter(request, response);
                }
            }
            case EXPIRED_TOKEN -> {
                response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                response.setStatus(401);
            }
        }
    }

    private static String rse(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
