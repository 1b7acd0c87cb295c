package org.muster.launcher.platform;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.cli.ExitCode;

/** Variables of the programs that a platform of one machine decides itself: set by the caller, they would not hold. */
final class GivenVariables {
    private static final List<String> FAMILIES = List.of(
            "MUSTER_RUCIO_", "MUSTER_METACAT_", "MUSTER_X509_", "MUSTER_DB_", "MUSTER_CLIENT_", "MUSTER_LOGIN_CLIENT_");

    private static final List<String> NAMES = List.of(
            "MUSTER_ISSUER",
            "MUSTER_JWKS_URI",
            "MUSTER_TOKEN_URI",
            "MUSTER_AUTHORIZATION_URI",
            "MUSTER_WEBAPP_URL",
            "MUSTER_ALLOCATOR_URL",
            "MUSTER_PORT",
            "MUSTER_BIND",
            "MUSTER_INSTANCE",
            "MUSTER_DATA_DIR",
            "MUSTER_JOBS_DIR",
            "MUSTER_SLOTS",
            "MUSTER_CYCLE_MILLIS",
            "MUSTER_CREDENTIALS_FILE",
            "MUSTER_KEYS_FILE",
            "MUSTER_OFFICIAL_REPOSITORIES",
            "MUSTER_PRODUCTION_GIT",
            "MUSTER_PG_ADMIN_PASSWORD");

    private GivenVariables() {}

    /** Refuses rather than go on with half of what was asked for: a login would go to a server that it is not meant for. */
    static void refuse(Map<String, String> environment) {
        TreeSet<String> given = new TreeSet<>();
        environment.forEach((name, value) -> {
            if (!value.isEmpty() && (NAMES.contains(name) || FAMILIES.stream().anyMatch(name::startsWith))) {
                given.add(name);
            }
        });
        if (!given.isEmpty()) {
            throw new Stopped(
                    ExitCode.BAD_INPUT,
                    "The platform of one machine has its own database, logins and catalogues, and does not read "
                            + String.join(", ", given) + ": unset " + (given.size() == 1 ? "it" : "them")
                            + ", or start the programs one by one, as docs/operating/programs.md shows.");
        }
    }
}
