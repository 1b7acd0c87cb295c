package org.muster.connectors.fake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.connectors.fake.FakeServer.Reply;

/** Who owns which namespace. Owning one is all there is of permissions. */
final class FakeNamespaces {
    static final String OWNER = "muster";

    private final Map<String, String> owners = new TreeMap<>(Map.of("usertests", OWNER));

    boolean has(String namespace) {
        return owners.containsKey(namespace);
    }

    boolean add(String namespace, String owner) {
        return owners.putIfAbsent(namespace, owner) == null;
    }

    /** Of a method that tells an unknown namespace by its name. */
    Optional<Reply> refusal(String namespace, String user, String denied) {
        return refusal(namespace, user, denied, "Namespace " + namespace + " does not exist");
    }

    Optional<Reply> refusal(String namespace, String user, String denied, String unknown) {
        if (!has(namespace)) {
            return Optional.of(Reply.of(404, unknown));
        }
        return owns(namespace, user) ? Optional.empty() : Optional.of(Reply.of(403, denied));
    }

    boolean owns(String namespace, String user) {
        return user.equals(owners.get(namespace));
    }
}
