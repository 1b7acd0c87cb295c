package org.muster.sandbox.storage;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers {@code Want-Digest: adler32} with {@code Digest: adler32=…} (RFC 3230), as grid storages do. */
final class DigestFilter extends OncePerRequestFilter {

    private final StorageTree tree;
    private final StoredChecksums checksums;

    DigestFilter(StorageTree tree, StoredChecksums checksums) {
        this.tree = tree;
        this.checksums = checksums;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String wanted = Optional.ofNullable(request.getHeader("Want-Digest")).orElse("");
        if (reads && wanted.toLowerCase(Locale.ROOT).contains("adler32")) {
            String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
            Path file = tree.root().resolve(path.substring(1)).normalize();
            if (file.startsWith(tree.root()) && Files.isRegularFile(file)) {
                response.setHeader("Digest", "adler32=" + checksums.adler32(file));
            }
        }
        chain.doFilter(request, response);
    }
}
