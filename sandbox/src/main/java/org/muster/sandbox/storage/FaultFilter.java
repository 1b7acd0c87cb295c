package org.muster.sandbox.storage;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
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
        Fault fault = faults.of(rse(request)).orElse(null);
        if (fault instanceof Fault.Failing failing) {
            response.setStatus(failing.status());
            return;
        }
        if (fault instanceof Fault.Losing && request.getMethod().equals("PUT")) {
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
            response.setStatus(201);
            return;
        }
        if (fault instanceof Fault.Slow slow) {
            try {
                Thread.sleep(slow.delay().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("shutting down");
            }
        }
        chain.doFilter(request, response);
    }

    private static String rse(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
