package org.muster.webapp.workflows;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Gate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How large a workflow is, and whether its owner may run it unasked. Many small tests count as one large one; what a person has
 * looked at counts no more.
 */
@Repository
public class TestAllowance {
    private final JdbcClient jdbc;
    private final CampaignRules rules;
    private final TestSettings settings;
    private final Clock clock;

    TestAllowance(JdbcClient jdbc, CampaignRules rules, TestSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param files of this workflow; empty if nobody can tell, or if the query is asked again and again
     * @param others of the same person, unasked, on the same day
     */
    public record Extent(OptionalLong files, long others, boolean within) {
        /** For whoever has to approve it. */
        public String text() {
            String own = files.isPresent() ? files.getAsLong() + " files" : "An unknown number of files";
            return own + (others == 0 ? "" : ", and " + others + " more of the same person's tests today");
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void record(WorkflowId workflow, OptionalLong files) {
        jdbc.sql("insert into muster.workflow_extent (workflow_id, files) values (:id, :files)")
                .param("id", workflow.number())
                .param("files", files.isPresent() ? files.getAsLong() : null, Types.BIGINT)
                .update();
    }

    /** Until the transaction ends nobody else counts for the same person, so that two at once do not each fit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Extent of(Workflow workflow) {
        if (workflow.campaign().isPresent()) {
            long counters = workflow.draft().counters().orElse(0);
            return new Extent(OptionalLong.of(counters), 0, counters <= settings.filesADay());
        }
        String owner = workflow.draft().owner();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('muster.tests.' || :owner, 0))")
                .param("owner", owner)
                .query((row, number) -> "")
                .list();
        OptionalLong files = files(workflow.id());
        long others = others(workflow.id(), owner);
        boolean within = files.isPresent() && Math.addExact(files.getAsLong(), others) <= settings.filesADay();
        return new Extent(files, others, within);
    }

    private OptionalLong files(WorkflowId workflow) {
        Optional<Long> files = jdbc.sql(
                        "select files from muster.workflow_extent where workflow_id = :id and files is not null")
                .param("id", workflow.number())
                .query(Long.class)
                .optional();
        return files.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private long others(WorkflowId workflow, String owner) {
        return jdbc.sql("""
                select coalesce(sum(e.files), 0)
                from muster.workflow w join muster.workflow_extent e on e.workflow_id = w.id
                where w.owner = :owner and w.campaign_id is null and w.scope in (:scopes) and w.created_at >= :today
                  and w.id <> :id
                  and not exists (select 1 from muster.decision d where d.workflow_id = w.id and d.gate = :gate)
                """)
                .param("owner", owner)
                .param("scopes", rules.testScopes())
                .param(
                        "today",
                        LocalDate.now(clock.withZone(ZoneOffset.UTC))
                                .atStartOfDay(ZoneOffset.UTC)
                                .toOffsetDateTime())
                .param("id", workflow.number())
                .param("gate", Gate.APPROVE_WORKFLOW.key())
                .query(Long.class)
                .single();
    }
}
