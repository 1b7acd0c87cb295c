package org.muster.webapp.identity;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.muster.protocol.http.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Users and clients of the built-in identity provider, as the launcher wrote them. */
public record Credentials(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<User> users,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Client> clients) {
    /** A person. */
    public record User(
            String name,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String firstName,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String lastName,
            String password,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> groups) {
        public User {
            groups = List.copyOf(groups);
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
            String id,
            String secret,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> groups,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> scopes,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> audiences) {
        public Client {
            groups = List.copyOf(groups);
            scopes = List.copyOf(scopes);
            audiences = Map.copyOf(audiences);
        }

        @Override
        public String toString() {
            return "Client[" + id + ", " + groups + ", " + scopes + "]";
        }
    }

    public Credentials {
        users = List.copyOf(users);
        clients = List.copyOf(clients);
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
}
