package org.muster.launcher.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.domain.identity.Role;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The users and service clients that the built-in identity provider knows. Passwords and secrets are random, made once. */
public record Credentials(List<User> users, List<Client> clients) {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** Sixteen of 56 letters are more than 90 bits, and can still be typed. */
    private static final int PASSWORD_LENGTH = 16;

    private static final int SECRET_LENGTH = 40;

    /** A person who can sign in. */
    public record User(String name, String firstName, String lastName, String password, List<String> groups) {
        public User {
            groups = List.copyOf(groups);
        }

        /** Without the password: records end up in messages. */
        @Override
        public String toString() {
            return name + groups;
        }
    }

    /**
     * A program that signs in by itself.
     *
     * @param audiences by scope, where somebody set one that is not the usual one
     */
    public record Client(
            String id, String secret, List<String> groups, List<String> scopes, Map<String, String> audiences) {
        public Client {
            groups = List.copyOf(groups);
            scopes = List.copyOf(scopes);
            audiences = Map.copyOf(audiences);
        }

        @Override
        public String toString() {
            return id + groups;
        }
    }

    public Credentials {
        users = List.copyOf(users);
        clients = List.copyOf(clients);
    }

    public User user(String name) {
        return users.stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no user " + name + " in the credentials file"));
    }

    public Client client(String id) {
        return clients.stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no client " + id + " in the credentials file"));
    }

    /** What the file says; makes it first if there is none, and brings one of an older Muster up to date. */
    public static Credentials readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, make());
            }
            Credentials found = parse(Files.readString(file));
            Credentials current = found.withClients(Programs.current(found.clients()));
            if (!current.equals(found)) {
                write(file, current);
            }
            return current;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the credentials in " + file, e);
        }
    }

    /** At once or not at all, and never readable by others. */
    private static void write(Path file, Credentials credentials) throws IOException {
        Path part = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "credentials",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, credentials.yaml());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Credentials withClients(List<Client> others) {
        return new Credentials(users, others);
    }

    /** A random secret that needs no quoting anywhere. */
    public static String randomSecret() {
        return random(new SecureRandom(), SECRET_LENGTH);
    }

    private static Credentials make() {
        SecureRandom random = new SecureRandom();
        return new Credentials(
                List.of(
                        user(random, "rita", "Rita", "Requester", Role.REQUESTER),
                        user(random, "sam", "Sam", "Shifter", Role.SHIFTER),
                        user(random, "paula", "Paula", "Production", Role.PRODUCTION, Role.EXPERT),
                        user(random, "dan", "Dan", "Data", Role.DATA_MANAGEMENT),
                        user(random, "ada", "Ada", "Admin", Role.ADMIN)),
                List.of());
    }

    private static User user(SecureRandom random, String name, String first, String last, Role... roles) {
        List<String> groups = new ArrayList<>();
        for (Role role : roles) {
            groups.add(role.group());
        }
        return new User(name, first, last, random(random, PASSWORD_LENGTH), groups);
    }

    private static String random(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private String yaml() {
        List<Map<String, Object>> userMaps = new ArrayList<>();
        for (User user : users) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", user.name());
            map.put("first_name", user.firstName());
            map.put("last_name", user.lastName());
            map.put("password", user.password());
            map.put("groups", user.groups());
            userMaps.add(map);
        }
        List<Map<String, Object>> clientMaps = new ArrayList<>();
        for (Client client : clients) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", client.id());
            map.put("secret", client.secret());
            map.put("groups", client.groups());
            map.put("scopes", client.scopes());
            if (!client.audiences().isEmpty()) {
                map.put("audiences", new TreeMap<>(client.audiences()));
            }
            clientMaps.add(map);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("users", userMaps);
        document.put("clients", clientMaps);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return "# Made on the first start. Whoever reads this file can be anybody.\n"
                + new Yaml(options).dump(document);
    }

    private static Credentials parse(String text) {
        Map<String, List<Map<String, Object>>> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new Credentials(
                document.getOrDefault("users", List.of()).stream()
                        .map(map -> new User(
                                text(map, "name"),
                                text(map, "first_name"),
                                text(map, "last_name"),
                                text(map, "password"),
                                texts(map, "groups")))
                        .toList(),
                document.getOrDefault("clients", List.of()).stream()
                        .map(map -> new Client(
                                text(map, "id"),
                                text(map, "secret"),
                                texts(map, "groups"),
                                texts(map, "scopes"),
                                audiences(map.get("audiences"))))
                        .toList());
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    private static Map<String, String> audiences(@Nullable Object given) {
        Map<String, String> audiences = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((scope, audience) -> audiences.put(String.valueOf(scope), String.valueOf(audience)));
        }
        return audiences;
    }

    private static List<String> texts(Map<String, Object> map, String key) {
        List<String> texts = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }
}
