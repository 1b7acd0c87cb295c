package org.muster.testkit.tokens;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.muster.domain.identity.Surface;

/** A token of each kind that anybody may show, with the claims that the built-in provider or a forger gives it. */
public enum Specimen {
    NOBODY("no token", Flaw.ABSENT, "", "", List.of(), List.of()),
    REQUESTER("requester", person("requesters"), "rita"),
    SHIFTER("shifter", person("shifters"), "sam"),
    PRODUCTION("production, expert", person("production", "production-experts"), "paula"),
    DATA_MANAGEMENT("data management", person("data-management"), "dan"),
    ADMINISTRATOR("administrator", person("camunda-admin"), "ada"),
    MEMBER("member of the collaboration without a duty", person("strangers"), "olaf"),
    CONTROL(
            "program: `muster.control`",
            Flaw.NONE,
            "muster-workers",
            "muster.control",
            services(),
            only("muster.control")),
    PLATFORM(
            "program: `muster.platform`",
            Flaw.NONE,
            "muster-workers",
            "muster.platform",
            services(),
            only("muster.platform")),
    ENGINE("program: `muster.engine`", Flaw.NONE, "muster-workers", "muster.engine", services(), only("muster.engine")),
    PILOTS(
            "pilot factory: `compute.create`",
            Flaw.NONE,
            "muster-pilots",
            "compute.create",
            List.of(),
            only("muster.pilots")),
    RUCIO("program: `rucio`", Flaw.NONE, "muster-workers", "rucio", List.of(), only("rucio")),
    METACAT("program: `metacat`", Flaw.NONE, "muster-workers", "metacat", List.of(), only("metacat")),
    STORAGE_READ("job: `storage.read`", Flaw.NONE, "muster-storage", "storage.read:/", List.of(), storage()),
    STORAGE_WRITE(
            "job: `storage.create storage.read`",
            Flaw.NONE,
            "muster-storage",
            "storage.create:/ storage.read:/",
            List.of(),
            storage()),
    STORAGE_CLEAR("clearing: `storage.modify`", Flaw.NONE, "muster-storage", "storage.modify:/", List.of(), storage()),
    STORAGE_AND_MORE(
            "`storage.read` with every audience, scope and group",
            Flaw.NONE,
            "muster-workers",
            everyScope() + " storage.read:/",
            everyGroup(),
            everyAudience()),
    NO_SCOPE("services, every audience, no scope", Flaw.NONE, "muster-workers", "", services(), everyAudience()),
    NO_AUDIENCE("services, every scope, no audience", Flaw.NONE, "muster-workers", everyScope(), services(), List.of()),
    OTHER_AUDIENCE(
            "services, every scope, audience of the client",
            Flaw.NONE,
            "muster-workers",
            everyScope(),
            services(),
            only("muster-workers")),
    ID_TOKEN(
            "administrator's ID token (`typ`: ID)",
            Flaw.ID,
            "ada",
            "profile",
            List.of("camunda-admin"),
            everyAudience()),
    REFRESH_TOKEN(
            "administrator's refresh token (`typ`: Refresh)",
            Flaw.REFRESH,
            "ada",
            "profile",
            List.of("camunda-admin"),
            everyAudience()),
    EXPIRED("administrator's, expired", Flaw.EXPIRED, "ada", "profile", List.of("camunda-admin"), everyAudience()),
    OTHER_ISSUER(
            "everything, of another issuer",
            Flaw.OTHER_ISSUER,
            "ada",
            everyScope() + " profile",
            everyGroup(),
            everyAudience()),
    OTHER_KEY(
            "everything, signed with another key",
            Flaw.OTHER_KEY,
            "ada",
            everyScope() + " profile",
            everyGroup(),
            everyAudience()),
    UNSIGNED("everything, `alg`: none", Flaw.UNSIGNED, "ada", everyScope() + " profile", everyGroup(), everyAudience());

    /** What is wrong with it. */
    enum Flaw {
        NONE,
        ABSENT,
        ID,
        REFRESH,
        EXPIRED,
        OTHER_ISSUER,
        OTHER_KEY,
        UNSIGNED
    }

    private final String title;
    private final Flaw flaw;
    private final String bearer;
    private final String scope;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker sees only List
    private final List<String> groups;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> audience;

    Specimen(String title, Flaw flaw, String bearer, String scope, List<String> groups, List<String> audience) {
        this.title = title;
        this.flaw = flaw;
        this.bearer = bearer;
        this.scope = scope;
        this.groups = groups;
        this.audience = audience;
    }

    Specimen(String title, List<String> groups, String bearer) {
        this(
                title,
                Flaw.NONE,
                bearer,
                Surface.PERSON_SCOPE,
                groups,
                List.of(Surface.PLATFORM.audience(), Surface.CONTROL.audience()));
    }

    private static List<String> person(String... groups) {
        return List.of(groups);
    }

    private static List<String> services() {
        return List.of("services");
    }

    private static List<String> everyGroup() {
        return List.of("services", "camunda-admin");
    }

    private static List<String> only(String audience) {
        return List.of(audience);
    }

    private static List<String> storage() {
        return List.of(Surface.ANY_STORAGE);
    }

    private static String everyScope() {
        return String.join(" ", Stream.of(Surface.values()).map(Surface::scope).toList()) + " rucio metacat";
    }

    private static List<String> everyAudience() {
        return Stream.concat(
                        Stream.of(Surface.values()).map(Surface::audience),
                        Stream.of("rucio", "metacat", Surface.ANY_STORAGE))
                .toList();
    }

    /** As the page calls it. */
    public String title() {
        return title;
    }

    Flaw flaw() {
        return flaw;
    }

    Map<String, Object> claims() {
        return Map.of(
                "sub", bearer,
                "preferred_username", bearer,
                "scope", scope,
                "groups", groups,
                "aud", audience,
                "wlcg.ver", "1.0");
    }
}
