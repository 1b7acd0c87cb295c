package org.muster.webapp.campaigns;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The revisions of all campaigns, with their jobscripts. What is made takes the newest. */
@Repository
public class Revisions {
    private final JdbcClient jdbc;
    private final Clock clock;

    Revisions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One more, of a campaign that the caller holds.
     *
     * @param jobscripts those that it changes, or brings
     */
    int add(CampaignId campaign, String author, String reason, Map<String, String> jobscripts) {
        int revision = jdbc.sql("""
                insert into muster.revision (campaign_id, revision, author, reason, made_at, behind_workflow)
                select :campaign, count(*) + 1, :author, :reason, :now,
                  (select max(id) from muster.workflow where campaign_id = :campaign)
                from muster.revision where campaign_id = :campaign
                returning revision
                """)
                .param("campaign", campaign.number())
                .param("author", author)
                .param("reason", reason)
                .param("now", now().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        jobscripts.forEach((name, content) -> jdbc.sql("""
                        insert into muster.jobscript (campaign_id, name, revision, content)
                        values (:campaign, :name, :revision, :content)
                        """)
                .param("campaign", campaign.number())
                .param("name", name)
                .param("revision", revision)
                .param("content", content)
                .update());
        return revision;
    }

    /** One with what is different from the one before. */
    public Optional<RevisionDetail> detail(CampaignId campaign, int revision) {
        return of(campaign).stream()
                .filter(each -> each.revision() == revision)
                .findFirst()
                .map(row -> new RevisionDetail(
                        row, Differences.between(jobscripts(campaign, revision - 1), jobscripts(campaign, revision))));
    }

    /** Newest first. */
    public List<RevisionRow> of(CampaignId campaign) {
        return jdbc.sql("""
                select r.*, array(select name from muster.jobscript j
                  where j.campaign_id = r.campaign_id and j.revision = r.revision order by name) as jobscripts
                from muster.revision r where campaign_id = :campaign order by revision desc
                """)
                .param("campaign", campaign.number())
                .query(Revisions::row)
                .list();
    }

    Map<String, String> jobscripts(CampaignId campaign) {
        return jobscripts(campaign, Integer.MAX_VALUE);
    }

    /** All of them, as they were in this revision. */
    Map<String, String> jobscripts(CampaignId campaign, int revision) {
        Map<String, String> jobscripts = new TreeMap<>();
        jdbc.sql("""
                select distinct on (name) name, content from muster.jobscript
                where campaign_id = :campaign and revision <= :revision order by name, revision desc
                """)
                .param("campaign", campaign.number())
                .param("revision", revision)
                .query(row -> {
                    jobscripts.put(row.getString("name"), row.getString("content"));
                });
        return jobscripts;
    }

    /** The newest, if no test was made from it. */
    public Optional<Integer> untested(CampaignId campaign) {
        return jdbc.sql("""
                select r.revision from muster.revision r
                where r.campaign_id = :campaign
                  and r.revision = (select max(revision) from muster.revision where campaign_id = :campaign)
                  and not exists (select 1 from muster.workflow w
                    where w.campaign_id = :campaign and w.purpose = :test and (r.behind_workflow is null or w.id > r.behind_workflow))
                """)
                .param("campaign", campaign.number())
                .param("test", WorkflowPurpose.TEST.toString())
                .query(Integer.class)
                .optional();
    }

    Instant now() {
        return clock.instant();
    }

    private static RevisionRow row(ResultSet row, int number) throws SQLException {
        Array jobscripts = row.getArray("jobscripts");
        return new RevisionRow(
                row.getInt("revision"),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                List.of((String[]) jobscripts.getArray()));
    }
}
