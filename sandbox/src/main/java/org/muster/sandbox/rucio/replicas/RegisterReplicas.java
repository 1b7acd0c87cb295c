package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.sandbox.rucio.dids.FileRegistration;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes file DIDs and their replicas. Registering again is accepted and changes nothing, even with another size or
 * checksum: as on the real server the conflict is silent.
 */
@Component
final class RegisterReplicas implements FileRegistration {

    private static final Pattern OPEN_TO_ALL = Pattern.compile(".*(SCRATCHDISK|USERDISK|MOCK|LOCALGROUPDISK)");

    private final JdbcTemplate jdbc;
    private final Rses rses;

    RegisterReplicas(JdbcTemplate jdbc, Rses rses) {
        this.jdbc = jdbc;
        this.rses = rses;
    }

    @Override
    public void register(CallerAccount caller, String rse, List<JsonNode> files) {
        register(caller, rse, files, BlockedRse.REFUSE);
    }

    /** What to do about an RSE that is closed for writing. */
    enum BlockedRse {
        REFUSE,
        WRITE_ANYWAY
    }

    void register(CallerAccount caller, String rseName, List<JsonNode> files, BlockedRse blocked) {
        NameRules.requireItems(files.size());
        List<RegisteredFile> news = files.stream().map(RegisteredFile::of).toList();
        Rse rse = rses.named(rseName);
        if (!caller.privileged() && !OPEN_TO_ALL.matcher(rseName).matches()) {
            throw RucioRefusal.accessDenied(
                    String.format(Locale.ROOT, "Account %s can not add file replicas on %s", caller.name(), rseName));
        }
        boolean mayWriteAnyway = blocked == BlockedRse.WRITE_ANYWAY && caller.privileged();
        if (!rse.availabilityWrite() && !mayWriteAnyway) {
            throw new RucioRefusal(
                    503,
                    "ResourceTemporaryUnavailable",
                    String.format(Locale.ROOT, "%s is temporary unavailable for writing", rseName));
        }
        List<Object[]> dids = news.stream().map(file -> didRow(caller, file)).toList();
        List<Object[]> replicas = news.stream()
                .map(file -> new Object[] {
                    file.did().scope(),
                    file.did().name(),
                    rseName,
                    file.state().letter(),
                    path(rse, file).orElse(null)
                })
                .toList();
        requireScopes(news);
        // In one order everywhere, or two batches with common files could lock each other out.
        jdbc.batchUpdate("""
                insert into rucio_dids (scope, name, did_type, account, bytes, length, adler32, md5, meta)
                values (?, ?, 'F', ?, ?, 1, ?, ?, cast(? as jsonb)) on conflict do nothing
                """, sorted(dids));
        jdbc.batchUpdate("""
                insert into rucio_replicas (scope, name, rse, state, path) values (?, ?, ?, ?, ?) on conflict do nothing
                """, sorted(replicas));
    }

    private static List<Object[]> sorted(List<Object[]> rows) {
        return rows.stream()
                .sorted((a, b) -> {
                    int byScope = String.valueOf(a[0]).compareTo(String.valueOf(b[0]));
                    return byScope != 0 ? byScope : String.valueOf(a[1]).compareTo(String.valueOf(b[1]));
                })
                .toList();
    }

    private static Object[] didRow(CallerAccount caller, RegisteredFile file) {
        return new Object[] {
            file.did().scope(),
            file.did().name(),
            caller.name(),
            file.bytes(),
            file.adler32().orElse(null),
            file.md5().orElse(null),
            file.meta()
        };
    }

    private void requireScopes(List<RegisteredFile> files) {
        files.stream().map(file -> file.did().scope()).distinct().forEach(scope -> {
            if (jdbc.queryForList("select scope from rucio_scopes where scope = ?", String.class, scope)
                    .isEmpty()) {
                throw new RucioRefusal(404, "ScopeNotFound", String.format(Locale.ROOT, "Scope %s not found", scope));
            }
        });
    }

    /** Empty where the path is computed. */
    private static Optional<String> path(Rse rse, RegisteredFile file) {
        if (rse.deterministic()) {
            file.pfn().ifPresent(pfn -> requireComputed(rse, file, pfn));
            return Optional.empty();
        }
        String pfn = file.pfn()
                .orElseThrow(() -> new RucioRefusal(
                        500, "UnsupportedOperation", "PFN needed for this (non deterministic) RSE " + rse.name()));
        return Optional.of(rse.protocols().stream()
                .filter(protocol -> pfn.startsWith(protocol.pfn("")))
                .findFirst()
                .map(protocol -> pfn.substring(protocol.pfn("").length()))
                .orElseThrow(() -> invalidPath(pfn)));
    }

    private static void requireComputed(Rse rse, RegisteredFile file, String pfn) {
        String normal = normal(pfn);
        if (rse.protocols().stream()
                .noneMatch(protocol -> protocol.pfn(rse.path(file.did())).equals(normal))) {
            throw invalidPath(pfn);
        }
    }

    private static String normal(String pfn) {
        try {
            return URI.create(pfn).normalize().toString();
        } catch (IllegalArgumentException noAddress) {
            throw invalidPath(pfn);
        }
    }

    private static RucioRefusal invalidPath(String pfn) {
        return new RucioRefusal(400, "InvalidPath", "The PFN " + pfn + " does not match the expected one");
    }
}
