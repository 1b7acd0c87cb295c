package org.muster.domain.identity;

/**
 * A part of Muster that takes tokens. Each wants to be named in the token's {@code aud}, and of a program also its own scope,
 * so that a token which leaks opens one door. No audience is the id of a client: an ID token names its client and passes nowhere.
 */
public enum Surface {
    /** The allocator's {@code /api/control/**}. */
    CONTROL("muster.control", "muster.control"),
    /** The webapp's {@code /api/**}. */
    PLATFORM("muster.platform", "muster.platform"),
    /** The webapp's {@code /engine-rest/**}, where only programs have something to do. */
    ENGINE("muster.engine", "muster.engine"),
    /** Where pilots bring slots; the scope is the WLCG profile's for having work done. */
    PILOTS("muster.pilots", "compute.create");

    /** The scope of people, whose groups say what they may do. */
    public static final String PERSON_SCOPE = "profile";

    /** Any storage, by the WLCG token profile. */
    public static final String ANY_STORAGE = "https://wlcg.cern.ch/jwt/v1/any";

    private static final String STORAGE_SCOPES = "storage.";

    private final String audience;
    private final String scope;

    Surface(String audience, String scope) {
        this.audience = audience;
        this.scope = scope;
    }

    public String audience() {
        return audience;
    }

    /** What a program's token must be good for. */
    public String scope() {
        return scope;
    }

    /** Whether a scope opens files: such tokens go to worker nodes and storages, and open nothing else. */
    public static boolean opensStorage(String scope) {
        return scope.startsWith(STORAGE_SCOPES);
    }
}
