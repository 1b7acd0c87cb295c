package org.muster.launcher.credentials;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;

/** The programs of an embedded platform, and what each may ask the identity provider for: no more than it calls. */
final class Programs {
    private static final String RUCIO = "rucio";
    private static final String METACAT = "metacat";
    private static final List<String> SERVICES = List.of(Role.SERVICE.group());

    private record Program(String id, List<String> groups, List<String> scopes) {}

    private static final List<Program> ALL = List.of(
            service("muster-allocator", Surface.PLATFORM.scope()),
            service("muster-agents", Surface.CONTROL.scope(), Surface.PLATFORM.scope(), RUCIO, METACAT),
            service(
                    "muster-workers",
                    Surface.CONTROL.scope(),
                    Surface.PLATFORM.scope(),
                    Surface.ENGINE.scope(),
                    RUCIO,
                    METACAT),
            service("muster-webapp", Surface.CONTROL.scope(), RUCIO, METACAT),
            // Not services of Muster's: one may bring slots, the other reach storage, and nothing else.
            new Program("muster-pilots", List.of(), List.of(Surface.PILOTS.scope())),
            new Program(
                    "muster-storage", List.of(), List.of("storage.read:/", "storage.create:/", "storage.modify:/")));

    private Programs() {}

    private static Program service(String id, String... scopes) {
        return new Program(id, SERVICES, List.of(scopes));
    }

    /**
     * Every program with what it needs. Secrets stay, and so does what an operator added, except that no member of the services
     * reaches storage: such a token would be both.
     */
    static List<Credentials.Client> current(List<Credentials.Client> found) {
        Map<String, Credentials.Client> clients = new LinkedHashMap<>();
        found.forEach(client -> clients.put(client.id(), client));
        ALL.forEach(program -> clients.put(program.id(), merged(program, clients.get(program.id()))));
        return new ArrayList<>(clients.values());
    }

    private static Credentials.Client merged(Program program, Credentials.@Nullable Client found) {
        if (found == null) {
            return new Credentials.Client(
                    program.id(), Credentials.randomSecret(), program.groups(), program.scopes(), Map.of());
        }
        Set<String> scopes = new LinkedHashSet<>(program.scopes());
        Stream<String> added =
                found.scopes().stream().filter(scope -> program.groups().isEmpty() || !Surface.opensStorage(scope));
        added.forEach(scopes::add);
        return new Credentials.Client(
                found.id(), found.secret(), program.groups(), List.copyOf(scopes), found.audiences());
    }
}
