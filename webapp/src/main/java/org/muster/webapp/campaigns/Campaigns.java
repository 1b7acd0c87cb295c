package org.muster.webapp.campaigns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.campaign.CampaignEnding;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.http.Maybe;
import org.muster.webapp.http.Word;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.RequestText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All campaigns. */
@Repository
public class Campaigns {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Revisions revisions;

    Campaigns(JdbcClient jdbc, Clock clock, Revisions revisions) {
        this.revisions = revisions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public CampaignId add(ProductionRequest request, RequestSubmission submission, String requester) {
        int id = jdbc.sql("""
                insert into muster.campaign (name, requester, status, requested_at, request, max_running_jobs,
                  events_requested)
                values (:name, :requester, :status, :now, :request, :jobs, :events)
                returning id
                """)
                .param("name", request.name())
                .param("requester", requester)
                .param("status", CampaignStatus.OPEN.toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("request", submission.request())
                .param("jobs", request.maxRunningJobs())
                .param("events", request.eventsRequested().orElse(null), Types.BIGINT)
                .query(Integer.class)
                .single();
        CampaignId campaign = new CampaignId(id);
        revisions.add(campaign, requester, "Filed.", submission.jobscripts());
        submission
                .lists()
                .orElse(Map.of())
                .forEach((name, content) -> jdbc.sql(
                                "insert into muster.file_list (campaign_id, name, content) values (:id, :name, :content)")
                        .param("id", id)
                        .param("name", name)
                        .param("content", content)
                        .update());
        return campaign;
    }

    /** Lists of files that came with the request, by name. */
    Map<String, String> lists(CampaignId campaign) {
        Map<String, String> lists = new TreeMap<>();
        jdbc.sql("select name, content from muster.file_list where campaign_id = :id")
                .param("id", campaign.number())
                .query(row -> {
                    lists.put(row.getString("name"), row.getString("content"));
                });
        return lists;
    }

    /** A list of files that came with the request. */
    Optional<String> list(CampaignId campaign, String name) {
        return jdbc.sql("select content from muster.file_list where campaign_id = :id and name = :name")
                .param("id", campaign.number())
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** What its samples come to, once all are frozen. */
    void request(CampaignId campaign, Optional<Long> events) {
        jdbc.sql("update muster.campaign set events_requested = :events where id = :id")
                .param("id", campaign.number())
                .param("events", events.orElse(null), Types.BIGINT)
                .update();
    }

    public Optional<Campaign> named(String name) {
        return jdbc.sql("select * from muster.campaign where name = :name")
                .param("name", name)
                .query(Campaigns::read)
                .optional();
    }

    /** Those whose datasets were never written down: they were filed before there was a table for them. */
    List<CampaignId> withoutDatasets() {
        return jdbc.sql("""
                select id from muster.campaign c
                where not exists (select 1 from muster.campaign_dataset d where d.campaign_id = c.id) order by id
                """)
                .query((row, number) -> new CampaignId(row.getInt("id")))
                .list();
    }

    public Optional<Campaign> find(CampaignId campaign) {
        return jdbc.sql("select * from muster.campaign where id = :id")
                .param("id", campaign.number())
                .query(Campaigns::read)
                .optional();
    }

    /** Keeps others from filing until the transaction ends: names are looked for before they are taken. */
    void lockNames() {
        jdbc.sql("lock table muster.campaign_dataset in share row exclusive mode")
                .update();
    }

    /** Keeps others from making workflows of the campaign until the transaction ends. */
    public void lock(CampaignId campaign) {
        jdbc.sql("select id from muster.campaign where id = :id for update")
                .param("id", campaign.number())
                .query(Integer.class)
                .optional();
    }

    /** Newest first, those before {@code after}; an empty filter takes all. */
    public List<Campaign> list(Optional<CampaignStatus> status, Optional<String> requester, long after, int limit) {
        return jdbc.sql("""
                select * from muster.campaign
                where (cast(:status as text) is null or status = :status)
                  and (cast(:requester as text) is null or requester = :requester)
                  and (:after = 0 or id < :after)
                order by id desc limit :limit
                """)
                .param("status", status.map(CampaignStatus::toString).orElse(null), Types.VARCHAR)
                .param("requester", requester.orElse(null), Types.VARCHAR)
                .param("after", after)
                .param("limit", limit)
                .query(Campaigns::read)
                .list();
    }

    long open() {
        return jdbc.sql("select count(*) from muster.campaign where status = :status")
                .param("status", CampaignStatus.OPEN.toString())
                .query(Long.class)
                .single();
    }

    /** Of its newest revision. */
    public Map<String, String> jobscripts(CampaignId campaign) {
        return revisions.jobscripts(campaign);
    }

    public void enter(CampaignId campaign, CampaignStep step) {
        jdbc.sql("update muster.campaign set step = :step where id = :id")
                .param("id", campaign.number())
                .param("step", step.toString())
                .update();
    }

    public void end(CampaignId campaign, CampaignEnding ending) {
        CampaignStatus status =
                CampaignStatus.TRANSITIONS.require(find(campaign).orElseThrow().status(), ending);
        jdbc.sql("update muster.campaign set status = :status, closed_at = :now where id = :id")
                .param("id", campaign.number())
                .param("status", status.toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void appoint(CampaignId campaign, String shifter) {
        jdbc.sql("update muster.campaign set shifter = :shifter where id = :id")
                .param("id", campaign.number())
                .param("shifter", shifter)
                .update();
    }

    /** An edit of the plan, even one that leaves the number as it was: both groups agree to it anew. */
    public void revisePlan(CampaignId campaign, int maxRunningJobs) {
        jdbc.sql(
                        "update muster.campaign set max_running_jobs = :jobs, plan_revision = plan_revision + 1 where id = :id")
                .param("id", campaign.number())
                .param("jobs", maxRunningJobs)
                .update();
    }

    public void correctCodeTag(CampaignId campaign, String tag) {
        Campaign found = find(campaign).orElseThrow();
        jdbc.sql("update muster.campaign set request = :request where id = :id")
                .param("id", campaign.number())
                .param("request", RequestText.withCodeTag(found.request(), tag))
                .update();
    }

    private static Campaign read(ResultSet row, int number) throws SQLException {
        return new Campaign(
                new CampaignId(row.getInt("id")),
                row.getString("name"),
                row.getString("requester"),
                Optional.ofNullable(row.getString("shifter")),
                Word.of(CampaignStatus.class, row.getString("status")),
                Optional.ofNullable(row.getString("step")).map(step -> Word.of(CampaignStep.class, step)),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getString("request"),
                row.getInt("max_running_jobs"),
                row.getInt("plan_revision"),
                Maybe.number(row, "events_requested"));
    }
}
