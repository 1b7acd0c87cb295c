package org.muster.webapp.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.identity.Surface;
import org.muster.protocol.identity.TokenRequest;

/**
 * What the built-in provider gives a program for the scopes that it asks for. Every scope leads to one audience, and a token
 * has one: whoever finds it can do one thing.
 */
final class ProgramTokens {
    private static final Map<String, Surface> SURFACES =
            Arrays.stream(Surface.values()).collect(Collectors.toUnmodifiableMap(Surface::scope, surface -> surface));

    private final Map<String, Credentials.Client> clients;
    private final String storageAudience;

    ProgramTokens(List<Credentials.Client> clients, String storageAudience) {
        this.clients =
                clients.stream().collect(Collectors.toUnmodifiableMap(Credentials.Client::id, Function.identity()));
        this.storageAudience = storageAudience;
    }

    /** Why there is no token for these scopes. */
    Optional<String> objection(String client, Set<String> scopes) {
        if (scopes.isEmpty()) {
            return Optional.of("name the scope that the token is for");
        }
        List<String> audiences = scopes.stream()
                .map(scope -> audience(client, scope))
                .distinct()
                .sorted()
                .toList();
        return audiences.size() == 1
                ? Optional.empty()
                : Optional.of("one token is for one of " + String.join(", ", audiences));
    }

    /** Whom the token is for. */
    List<String> audience(String client, Set<String> scopes) {
        return scopes.stream().map(scope -> audience(client, scope)).distinct().toList();
    }

    List<String> audience(String client, TokenRequest wanted) {
        return wanted.audience()
                .map(List::of)
                .orElseGet(() -> audience(
                        client,
                        wanted.scope()
                                .map(scopes -> Set.of(scopes.split(" ", -1)))
                                .orElse(Set.of())));
    }

    /** As set for the client; else what Muster and the WLCG profile call it; else the audience is named like the scope. */
    private String audience(String client, String scope) {
        String configured = Optional.ofNullable(clients.get(client))
                .map(known -> known.audiences().get(scope))
                .orElse("");
        if (!configured.isEmpty()) {
            return configured;
        }
        Surface surface = SURFACES.get(scope);
        if (surface != null) {
            return surface.audience();
        }
        return Surface.opensStorage(scope) ? storageAudience : scope;
    }

    /** Only what is asked of Muster's own surfaces is asked as a member of a group. */
    List<String> groups(String client, Set<String> scopes) {
        boolean ours = !scopes.isEmpty()
                && scopes.stream().map(SURFACES::get).allMatch(surface -> surface != null && surface != Surface.PILOTS);
        return ours
                ? Optional.ofNullable(clients.get(client))
                        .map(Credentials.Client::groups)
                        .orElse(List.of())
                : List.of();
    }
}
