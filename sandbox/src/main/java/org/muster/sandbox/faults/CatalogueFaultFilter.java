package org.muster.sandbox.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes the catalogues behave as badly as {@link Faults} says. */
final class CatalogueFaultFilter extends OncePerRequestFilter {

    /** Of Rucio: what reads though it is a POST. */
    private static final List<String> READING =
            List.of("/replicas/list", "/dids/bulkfiles", "/replicas/datasets_bulk", "/auth/");
    /** Of MetaCat: what changes something, whatever the verb. */
    private static final List<String> CHANGING = List.of("create", "declare", "add_", "update", "remove", "retire");

    private final Faults faults;

    CatalogueFaultFilter(Faults faults) {
        this.faults = faults;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        String target = path.startsWith("/" + Faults.RUCIO) ? Faults.RUCIO : Faults.METACAT;
        Optional<Fault> fault = faults.of(target, path);
        if (fault.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        boolean rucio = target.equals(Faults.RUCIO);
        switch (fault.get().kind()) {
            case SLOW -> {
                Damage.pause(fault.get().delay());
                chain.doFilter(request, response);
            }
            case ERROR -> answer(response, fault.get().status(), "text/html", "<html>out of order</html>");
            case TORN -> Damage.tear(request, response, chain);
            case SHORT -> Damage.shorten(request, response, chain);
            case LOSS -> {
                if (rucio ? changesRucio(request, path) : changesMetaCat(path)) {
                    request.getInputStream().readAllBytes();
                    answer(response, rucio ? 201 : 200, "application/json", "[]");
                } else {
                    chain.doFilter(request, response);
                }
            }
            case EXPIRED_TOKEN -> {
                if (rucio && !path.contains("/auth/") && !path.endsWith("/ping")) {
                    response.setHeader("ExceptionClass", "CannotAuthenticate");
                    answer(
                            response,
                            401,
                            "application/octet-stream",
                            "{\"ExceptionClass\": \"CannotAuthenticate\", \"ExceptionMessage\": \"Cannot authenticate with given credentials\"}");
                } else if (!rucio && changesMetaCat(path)) {
                    answer(response, 401, "text/plain", "Token expired");
                } else {
                    chain.doFilter(request, response);
                }
            }
        }
    }

    private static boolean changesRucio(HttpServletRequest request, String path) {
        return !request.getMethod().equals("GET") && READING.stream().noneMatch(path::contains);
    }

    private static boolean changesMetaCat(String path) {
        int data = path.indexOf("/data/");
        return data >= 0 && CHANGING.stream().anyMatch(path.substring(data + "/data/".length())::startsWith);
    }

    private static void answer(HttpServletResponse response, int status, String type, String text) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
