package org.muster.sandbox.storage;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.muster.sandbox.identity.Identity;
import org.muster.sandbox.storage.StorageAccess.Action;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nothing through to storage without a token that allows it, nor any path that could leave its RSE. */
final class StorageGuard extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";

    private final StorageIssuers issuers;

    StorageGuard(StorageIssuers issuers) {
        this.issuers = issuers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String raw = request.getRequestURI();
        if (!isPlain(raw)) {
            refuse(response, 400, "the path is not acceptable");
            return;
        }
        Optional<Identity> identity = bearer(request).flatMap(issuers::verify);
        if (identity.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, 401, "a valid bearer token is needed");
            return;
        }
        StorageAccess access = StorageAccess.of(identity.get());
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("/");
        if (!isAllowed(access, request, path)) {
            response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
            refuse(response, 403, "the token does not allow this");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isAllowed(StorageAccess access, HttpServletRequest request, String path) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "PROPFIND", "OPTIONS" -> access.allows(Action.READ, path);
            // Stored files never change, so putting one is creating one.
            case "PUT", "MKCOL" -> access.allows(Action.CREATE, path);
            // Tomcat clears the way for a copy, which takes more than the right to create.
            case "COPY" ->
                access.allows(Action.READ, path)
                        && destination(request)
                                .map(to -> access.allows(Action.MODIFY, to))
                                .orElse(false);
            case "MOVE" ->
                access.allows(Action.MODIFY, path)
                        && destination(request)
                                .map(to -> access.allows(Action.MODIFY, to))
                                .orElse(false);
            case "DELETE" -> access.allows(Action.MODIFY, path);
            default -> false; // locks and property changes are of no use on a grid storage
        };
    }

    /** The path of the {@code Destination} header; empty if it is none of ours. */
    private static Optional<String> destination(HttpServletRequest request) {
        String header = request.getHeader("Destination");
        if (header == null || !isPlain(header)) {
            return Optional.empty();
        }
        try {
            String path = URI.create(header).getPath();
            return Optional.ofNullable(path).filter(its -> its.startsWith(StorageConfig.MOUNT + "/"));
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }

    /** No dots as elements, no backslash, no encoded separators, no hidden files: none has a use here. */
    private static boolean isPlain(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        return !lower.contains("/.")
                && !lower.contains("%2e")
                && !lower.contains("%2f")
                && !lower.contains("%5c")
                && !lower.contains("%00")
                && !lower.contains("\\")
                && !lower.contains(";");
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim());
    }

    private static void refuse(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
