package org.muster.webapp.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryProposalRow;
import org.muster.webapp.http.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All inventories that were found to differ. At most one is open. */
@Repository
public class InventoryProposals {
    /** The answer when there is no difference. */
    static final InventoryProposalRow NOTHING = new InventoryProposalRow(
            0, ProposalState.FINISHED, Instant.EPOCH, 0, "", Optional.empty(), "", Optional.empty());

    private final JdbcClient jdbc;
    private final InventoryViews views;
    private final Clock clock;

    InventoryProposals(JdbcClient jdbc, InventoryViews views, Clock clock) {
        this.jdbc = jdbc;
        this.views = views;
        this.clock = clock;
    }

    record Known(int id, ProposalState state, String digest) {}

    /** Keeps others from opening or withdrawing one until the transaction ends. */
    void lock() {
        jdbc.sql("lock table muster.inventory_proposal in share row exclusive mode")
                .update();
    }

    Optional<Known> newest() {
        return jdbc.sql("select id, state, digest from muster.inventory_proposal order by id desc limit 1")
                .query((row, number) ->
                        new Known(row.getInt("id"), ProposalState.of(row.getString("state")), row.getString("digest")))
                .optional();
    }

    Optional<Integer> open() {
        return jdbc.sql("select id from muster.inventory_proposal where state = 'open'")
                .query(Integer.class)
                .optional();
    }

    int add(String digest, FoundInventory found) {
        int proposal = jdbc.sql("""
                insert into muster.inventory_proposal (state, digest, found_at, inventory)
                values ('open', :digest, :now, cast(:inventory as jsonb)) returning id
                """)
                .param("digest", digest)
                .param("now", now())
                .param("inventory", write(found.inventory()))
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into muster.inventory_change (proposal_id, subject, name, change, text)
                select :proposal, subject, name, change, text
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (subject text, name text, change text, text text)
                """)
                .param("proposal", proposal)
                .param("rows", write(found.changes()))
                .update();
        return proposal;
    }

    /** What nobody decides, such as a storage that is switched off, may have changed since the differences were found. */
    void refresh(int proposal, Inventory inventory) {
        jdbc.sql("""
                update muster.inventory_proposal set inventory = cast(:inventory as jsonb)
                where id = :proposal and state in ('open', 'approved')
                """)
                .param("inventory", write(inventory))
                .param("proposal", proposal)
                .update();
    }

    void withdraw(int proposal) {
        jdbc.sql("""
                update muster.inventory_proposal set state = 'withdrawn', finished_at = :now
                where id = :proposal and state = 'open'
                """).param("now", now()).param("proposal", proposal).update();
    }

    /** False if there is nothing to decide any more. */
    public boolean decide(int proposal, ProposalState decision, String decider, String comment) {
        return jdbc.sql("""
                        update muster.inventory_proposal set state = :decision, decided_at = :now, decided_by = :decider,
                          comment = :comment
                        where id = :proposal and state = 'open'
                        """)
                        .param("decision", decision.toString())
                        .param("now", now())
                        .param("decider", decider)
                        .param("comment", comment)
                        .param("proposal", proposal)
                        .update()
                == 1;
    }

    void applied(int proposal) {
        row(proposal);
        jdbc.sql("""
                update muster.inventory_proposal set state = 'finished', finished_at = :now
                where id = :proposal and state = 'approved'
                """).param("now", now()).param("proposal", proposal).update();
    }

    Inventory inventory(int proposal) {
        String text = jdbc.sql("select inventory from muster.inventory_proposal where id = :proposal")
                .param("proposal", proposal)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("inventory change " + proposal));
        try {
            return Json.mapper().readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by another version: " + text, e);
        }
    }

    InventoryProposalRow row(int proposal) {
        return views.proposals(Map.of("after", Integer.toString(proposal + 1), "limit", "1")).rows().stream()
                .filter(row -> row.proposal() == proposal)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("inventory change " + proposal));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String write(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records are always JSON", e);
        }
    }
}
