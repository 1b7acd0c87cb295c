package org.muster.webapp.identity;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Users and clients of the built-in identity provider, as the launcher wrote them. */
public record Credentials(List<User> users, List<Client> clients) {
    /** A person. */
    public record User(String name, String firstName, String lastName, String password, List<String> groups) {
        public User {
            Objects.requireNonNull(name, "users[].name");
            Objects.requireNonNull(password, "users[].password");
            groups = orEmpty(groups);
        }

        @Override
        public String toString() {
            return "User[" + name + ", " + groups + "]";
        }
    }

    /**
     * A program, Muster's own or another.
     *
     * @param groups what it is a member of, where it asks for a scope of Muster's surfaces
     * @param audiences by scope, where the audience is not the usual one of the scope
     */
    public record Client(
            String id, String secret, List<String> groups, List<String> scopes, Map<String, String> audiences) {
        public Client {
            Objects.requireNonNull(id, "clients[].id");
            Objects.requireNonNull(secret, "clients[].secret");
            groups = orEmpty(groups);
            scopes = orEmpty(scopes);
            audiences = orEmpty(audiences);
        }

        @Override
        public String toString() {
            return "Client[" + id + ", " + groups + ", " + scopes + "]";
        }
    }

    public Credentials {
        users = orEmpty(users);
        clients = orEmpty(clients);
    }

    static Credentials read(String file) {
        if (file.isBlank()) {
            throw new CredentialsMissing("MUSTER_CREDENTIALS_FILE is not set: the built-in sign-in has no users.");
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new CredentialsMissing("MUSTER_CREDENTIALS_FILE names " + path + ", which cannot be read.");
        }
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return Json.mapper().convertValue(tree, Credentials.class);
        } catch (IOException | YAMLException | IllegalArgumentException e) {
            // The cause may quote the file, and the file holds passwords.
            throw new CredentialsMissing(
                    "MUSTER_CREDENTIALS_FILE " + path
                            + " is not a list of users {name, password, groups} and clients {id, secret, groups, scopes, audiences}.");
        }
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
