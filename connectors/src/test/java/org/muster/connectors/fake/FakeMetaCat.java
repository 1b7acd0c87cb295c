package org.muster.connectors.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MetaCat's dialect, with the one query {@code files from ns:name}. Whoever knows the password may log in as anybody. */
public final class FakeMetaCat extends FakeServer {
    public static final String PASSWORD = "open sesame";
    private static final Pattern QUERY = Pattern.compile("files from ([^:\\s]+:\\S+)");

    private final FakeNamespaces namespaces = new FakeNamespaces();
    private final FakeDatasets datasets = new FakeDatasets(namespaces);
    private final FakeFiles files = new FakeFiles(namespaces, datasets);
    private final Map<String, String> users = new TreeMap<>();
    private int logins;

    public synchronized void expireTokens() {
        users.clear();
    }

    public synchronized int logins() {
        return logins;
    }

    /** A dataset with these files of one byte each. */
    public synchronized void put(String dataset, List<String> names) {
        FakeDatasets.Dataset made = datasets.orNew(dataset);
        for (String name : names) {
            files.put(name);
            made.members.add(name);
        }
    }

    public synchronized JsonNode file(String did) {
        return files.get(did);
    }

    public synchronized JsonNode datasetMetadata(String did) {
        return datasets.get(did).metadata;
    }

    /** Everything that matters, as text, for comparing two histories. */
    public synchronized String picture() {
        return datasets.picture() + files.picture();
    }

    /** Somebody removes a file's record behind everybody's back. */
    public synchronized void forget(String did) {
        files.forget(did);
        datasets.forget(did);
    }

    public synchronized Set<String> members(String dataset) {
        return Set.copyOf(datasets.get(dataset).members);
    }

    @Override
    protected Reply answer(Request request) {
        if (request.path().get(0).equals("auth")) {
            return login(request);
        }
        String method = request.path().get(1);
        return switch (method) {
            case "version" -> Reply.of(200, "4.1.4");
            case "namespace" ->
                namespaces.has(request.parameter("name"))
                        ? Reply.json(Map.of("name", request.parameter("name")))
                        : Reply.of(404, "Not found");
            case "dataset" -> datasets.describe(request.parameter("dataset"));
            case "files" -> files.found(request.json());
            case "query" -> query(request);
            default ->
                Optional.ofNullable(users.get(request.header("X-Authentication-Token")))
                        .map(user -> change(user, method, request))
                        .orElseGet(() -> withoutToken(method));
        };
    }

    /** Each in its own way. */
    private static Reply withoutToken(String method) {
        return switch (method) {
            case "add_files", "remove_files" -> Reply.of(403, "Client authentication failed");
            case "update_dataset", "update_file", "update_file_meta" -> Reply.of(403, "Authentication required");
            default -> Reply.of(401, "Token not found");
        };
    }

    private Reply login(Request request) {
        boolean byToken = request.parameter("method").equals("token");
        boolean known = byToken
                ? request.header("Authorization").startsWith("bearer ")
                : request.body().endsWith(":" + PASSWORD);
        if (!known) {
            return Reply.of(401, "Authentication failed");
        }
        String token = "token-" + ++logins;
        users.put(
                token,
                byToken
                        ? request.parameter("username")
                        : request.body().substring(0, request.body().indexOf(':')));
        return new Reply(200, "", "", Map.of("X-Authentication-Token", token));
    }

    private Reply change(String user, String method, Request request) {
        JsonNode body = request.json();
        String dataset = request.parameter("dataset");
        return switch (method) {
            case "create_namespace" ->
                namespaces.add(request.parameter("name"), user)
                        ? Reply.json(Map.of("name", request.parameter("name")))
                        : Reply.of(409, "Namespace already exists");
            case "create_dataset" -> datasets.create(user, body);
            case "update_dataset" -> datasets.update(user, dataset, body);
            case "add_files" -> datasets.add(user, dataset, body, files::has);
            case "remove_files" -> datasets.remove(user, body);
            case "declare_files" -> files.declare(user, dataset, body);
            case "update_file_meta" -> files.updateMetadata(user, body);
            case "update_file" -> files.update(user, body);
            default -> Reply.of(404, "Not found");
        };
    }

    private Reply query(Request request) {
        Optional<String> dataset = dataset(request.body());
        if (dataset.isEmpty()) {
            return Reply.of(400, "MQLSyntaxError: No terminal matches");
        }
        Set<String> members = datasets.members(dataset.get());
        if (request.parameter("summary").equals("count")) {
            return Reply.json(Map.of("count", members.size(), "total_size", members.size()));
        }
        StringBuilder rows = new StringBuilder();
        members.forEach(member ->
                rows.append('\u001e').append(Reply.write(files.row(member))).append('\n'));
        return new Reply(200, "application/json-seq", rows.toString(), Map.of());
    }

    static Optional<String> dataset(String mql) {
        Matcher query = QUERY.matcher(mql);
        return query.find() ? Optional.of(query.group(1)) : Optional.empty();
    }
}
