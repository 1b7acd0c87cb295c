package org.muster.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.muster.protocol.http.Json;

/** Keeps one login, readable by its owner only. */
public final class TokenFile {
    private final Path file;

    /** A login and the platform it belongs to: a token is never sent to another one. */
    public record Login(URI platform, URI issuer, AccessToken token) {
        /** A file that somebody wrote by hand may lack any of them. */
        public Login {
            Objects.requireNonNull(platform, "platform");
            Objects.requireNonNull(issuer, "issuer");
            Objects.requireNonNull(token, "token");
        }
    }

    public TokenFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    public Optional<Login> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Login login = Json.mapper().readValue(Files.readString(file), Login.class);
            return Optional.of(Optional.ofNullable(login).orElseThrow(this::damaged));
        } catch (JsonProcessingException | MalformedInputException e) {
            throw damaged();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private NotSignedIn damaged() {
        return new NotSignedIn("The login in " + file + " is damaged. Sign in again: muster login");
    }

    public void write(Login login) {
        try {
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path fresh = Files.createTempFile(
                    directory,
                    "token",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, Json.mapper().writeValueAsString(login));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
