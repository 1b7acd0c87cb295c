package org.muster.webapp.repairs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.RepairResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All repair lists. At most one is open. */
@Repository
public class RepairLists {
    private final JdbcClient jdbc;
    private final Clock clock;

    RepairLists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps others from opening or withdrawing a list until the transaction ends. */
    void lock() {
        jdbc.sql("lock table muster.repair_list in share row exclusive mode").update();
    }

    Optional<Integer> open() {
        return jdbc.sql("select id from muster.repair_list where state = 'open'")
                .query(Integer.class)
                .optional();
    }

    Set<String> fingerprints(int list) {
        return new HashSet<>(jdbc.sql("select fingerprint from muster.repair where list_id = :list")
                .param("list", list)
                .query(String.class)
                .list());
    }

    /**
     * Up to when each was dealt with: what was repaired until then, and without end what was refused or in vain since {@code
     * since} or is on a list that is being carried out.
     */
    Map<String, Instant> settled(Collection<String> fingerprints, Instant since) {
        Map<String, Instant> settled = new HashMap<>();
        jdbc.sql("""
                select r.fingerprint, max(r.settled_at) as settled_at,
                  bool_or(l.state = 'approved' or l.state = 'refused' and l.decided_at > :since
                    or r.outcome = 'failed' and r.settled_at > :since) as quiet
                from muster.repair r join muster.repair_list l on l.id = r.list_id
                where r.fingerprint = any(:fingerprints)
                  and (l.state in ('approved', 'refused') or r.outcome <> 'waiting')
                group by r.fingerprint
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("fingerprints", fingerprints.toArray(String[]::new))
                .query(row -> {
                    OffsetDateTime at = row.getObject("settled_at", OffsetDateTime.class);
                    if (row.getBoolean("quiet")) {
                        settled.put(row.getString("fingerprint"), Instant.MAX);
                    } else if (at != null) {
                        settled.put(row.getString("fingerprint"), at.toInstant());
                    }
                });
        return settled;
    }

    int add(List<Discrepancy> repairs) {
        int list = jdbc.sql("insert into muster.repair_list (state, found_at) values ('open', :now) returning id")
                .param("now", now())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into muster.repair (list_id, fingerprint, kind, did, dataset, workflow_id, stage_id, output_id,
                  size_bytes, detail, seen_at)
                select :list, fingerprint, kind, did, dataset, workflow_id, stage_id, output_id, size_bytes, detail, seen_at
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (fingerprint text, kind text, did text, dataset text,
                  workflow_id integer, stage_id integer, output_id bigint, size_bytes bigint, detail text,
                  seen_at timestamptz)
                """)
                .param("list", list)
                .param("rows", write(repairs.stream().map(RepairLists::row).toList()))
                .update();
        return list;
    }

    private static Map<String, Object> row(Discrepancy repair) {
        return Map.of(
                "fingerprint", repair.fingerprint(),
                "kind", repair.kind(),
                "did", repair.did(),
                "dataset", repair.dataset(),
                "workflow_id", repair.stage().workflow().number(),
                "stage_id", repair.stage().stage(),
                "output_id", repair.outputId(),
                "size_bytes", repair.sizeBytes(),
                "detail", repair.detail(),
                "seen_at", repair.seenAt());
    }

    /** False if it was decided in the meantime. */
    boolean withdraw(int list) {
        return jdbc.sql("""
                        update muster.repair_list set state = 'withdrawn', finished_at = :now
                        where id = :list and state = 'open'
                        """).param("now", now()).param("list", list).update() == 1;
    }

    /** False if there is nothing to decide any more. */
    public boolean decide(int list, ProposalState decision, String decider, String comment) {
        return jdbc.sql("""
                        update muster.repair_list set state = :decision, decided_at = :now, decided_by = :decider,
                          comment = :comment
                        where id = :list and state = 'open'
                        """)
                        .param("decision", decision.toString())
                        .param("now", now())
                        .param("decider", decider)
                        .param("comment", comment)
                        .param("list", list)
                        .update()
                == 1;
    }

    /** The first result of a repair counts. A list whose last repair has one is finished. */
    @Transactional
    public void settle(List<RepairResult> results) {
        jdbc.sql("""
                update muster.repair r set outcome = x.outcome, problem = x.problem, settled_at = :now
                from jsonb_to_recordset(cast(:rows as jsonb)) as x (repair_id bigint, outcome text, problem text),
                  muster.repair_list l
                where r.id = x.repair_id and r.outcome = 'waiting' and l.id = r.list_id and l.state = 'approved'
                """)
                .param("now", now())
                .param(
                        "rows",
                        write(results.stream()
                                .map(result -> Map.of(
                                        "repair_id", result.repairId(),
                                        "outcome", result.outcome(),
                                        "problem", result.problem()))
                                .toList()))
                .update();
        jdbc.sql("""
                update muster.repair_list l set state = 'finished', finished_at = :now
                where state = 'approved'
                  and not exists (select from muster.repair r where r.list_id = l.id and r.outcome = 'waiting')
                """).param("now", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String write(Object rows) {
        try {
            return Json.mapper().writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are always JSON", e);
        }
    }
}
