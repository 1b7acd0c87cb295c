package org.muster.sandbox.rucio.rules;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.faults.Faults;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.muster.sandbox.storage.StorageTree;
import org.muster.sandbox.storage.StoredChecksums;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Copies files between this server's own storages until the locks that wait for them are OK. */
@Component
final class Transfers {

    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Rses rses;
    private final RuleEvaluation evaluation;
    private final StorageTree storage;
    private final StoredChecksums checksums;
    private final TransferSettings settings;
    private final Faults faults;
    private final Random chance = new Random();

    Transfers(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Rses rses,
            RuleEvaluation evaluation,
            StorageTree storage,
            StoredChecksums checksums,
            TransferSettings settings,
            Faults faults) {
        this.settings = settings;
        this.faults = faults;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rses = rses;
        this.evaluation = evaluation;
        this.storage = storage;
        this.checksums = checksums;
    }

    private record Waiting(
            String rule,
            UncheckedDid did,
            String rse,
            @Nullable String adler32,
            @Nullable String sources) {}

    /** Tries up to so many waiting locks; returns how many. */
    int run(int most) {
        List<Waiting> claimed = claim(most);
        Map<String, Rse> known = claimed.isEmpty() ? Map.of() : rses.all();
        for (Waiting waiting : claimed) {
            try {
                bring(waiting, known);
                transaction.executeWithoutResult(status -> arrived(waiting));
            } catch (IOException | RuntimeException failed) {
                LOG.info("Transfer of {} to {} failed: {}", waiting.did(), waiting.rse(), failed.getMessage());
                transaction.executeWithoutResult(status -> stuck(waiting, String.valueOf(failed.getMessage())));
            }
        }
        return claimed.size();
    }

    /** A claim is a later due time: should this process die, the lock comes up again. */
    private List<Waiting> claim(int most) {
        return jdbc.sql("""
                        with claimed as (
                            select rule_id, scope, name, rse from rucio_locks
                            where state <> 'O' and due_at <= now() order by due_at limit :most
                            for update skip locked)
                        update rucio_locks k
                        set attempts = k.attempts + 1,
                            due_at = now() + least(interval '1 hour', interval '30 seconds' * (k.attempts + 1))
                        from claimed c, rucio_rules r, rucio_dids d
                        where k.rule_id = c.rule_id and k.scope = c.scope and k.name = c.name and k.rse = c.rse
                          and r.id = k.rule_id and d.scope = k.scope and d.name = k.name
                        returning k.rule_id, k.scope, k.name, k.rse, d.adler32, r.source_replica_expression
                        """)
                .param("most", most)
                .query((row, number) -> new Waiting(
                        row.getString(1),
                        new UncheckedDid(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    private void bring(Waiting waiting, Map<String, Rse> known) throws IOException {
        if (chance.nextInt(100) < settings.failurePercent()
                || faults.of(Faults.TRANSFERS, waiting.did().name()).isPresent()) {
            throw new IOException("TransferFailed");
        }
        Rse destination =
                Optional.ofNullable(known.get(waiting.rse())).orElseThrow(() -> new IOException("UnknownDestination"));
        Path target = file(destination, waiting.did()).orElseThrow(() -> new IOException("ForeignDestination"));
        for (String source : sources(waiting)) {
            Optional<Path> file = Optional.ofNullable(known.get(source)).flatMap(rse -> file(rse, waiting.did()));
            if (file.isPresent() && Files.isRegularFile(file.get())) {
                storage.copy(file.get(), target);
                requireChecksum(waiting, target);
                return;
            }
        }
        throw new IOException("MissingSourceReplica");
    }

    private void requireChecksum(Waiting waiting, Path target) throws IOException {
        String expected = waiting.adler32();
        if (expected != null && !checksums.adler32(target).equalsIgnoreCase(expected)) {
            storage.delete(target);
            throw new IOException("ChecksumMismatch");
        }
    }

    /** RSEs with an available replica and a distance to the destination, nearest first; itself if already there. */
    private List<String> sources(Waiting waiting) {
        String expression = waiting.sources();
        Set<String> allowed = (expression == null ? rses.all().values() : rses.matching(expression))
                .stream().map(Rse::name).collect(Collectors.toSet());
        return jdbc
                .sql("""
                        select r.rse from rucio_replicas r
                        left join rucio_distances t on t.src_rse = r.rse and t.dest_rse = :destination
                        where r.scope = :scope and r.name = :name and r.state = 'A'
                          and (t.distance is not null or r.rse = :destination)
                        order by coalesce(t.distance, 0), r.rse
                        """)
                .param("destination", waiting.rse())
                .param("scope", waiting.did().scope())
                .param("name", waiting.did().name())
                .query(String.class)
                .list()
                .stream()
                .filter(allowed::contains)
                .toList();
    }

    private Optional<Path> file(Rse rse, UncheckedDid did) {
        Optional<String> registered = jdbc.sql(
                        "select path from rucio_replicas where scope = :scope and name = :name and rse = :rse and path is not null")
                .param("scope", did.scope())
                .param("name", did.name())
                .param("rse", rse.name())
                .query(String.class)
                .optional();
        String path = registered.orElseGet(() -> rse.path(did));
        return rse.protocols().stream()
                .map(protocol -> storage.fileOf(URI.create(protocol.pfn(path))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void arrived(Waiting waiting) {
        jdbc.sql("""
                        update rucio_replicas set state = 'A', updated_at = now()
                        where scope = :scope and name = :name and rse = :rse
                        """)
                .param("scope", waiting.did().scope())
                .param("name", waiting.did().name())
                .param("rse", waiting.rse())
                .update();
        jdbc.sql("""
                        update rucio_locks set state = 'O'
                        where scope = :scope and name = :name and rse = :rse and state <> 'O'
                        returning rule_id
                        """)
                .param("scope", waiting.did().scope())
                .param("name", waiting.did().name())
                .param("rse", waiting.rse())
                .query(String.class)
                .list()
                .forEach(evaluation::refresh);
    }

    private void stuck(Waiting waiting, String error) {
        jdbc.sql("""
                        update rucio_locks set state = 'S'
                        where rule_id = :rule and scope = :scope and name = :name and rse = :rse and state <> 'O'
                        """)
                .param("rule", waiting.rule())
                .param("scope", waiting.did().scope())
                .param("name", waiting.did().name())
                .param("rse", waiting.rse())
                .update();
        jdbc.sql("update rucio_rules set error = :error where id = :rule")
                .param("error", error)
                .param("rule", waiting.rule())
                .update();
        evaluation.refresh(waiting.rule());
    }
}
