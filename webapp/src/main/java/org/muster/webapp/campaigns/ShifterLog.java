package org.muster.webapp.campaigns;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.LogEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of each campaign: written by people, and by the platform for every move and decision. */
@Repository
public class ShifterLog {
    /** Entries of one campaign shown at most: the newest. */
    private static final int MAX_ENTRIES = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ShifterLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void write(CampaignId campaign, String author, String text) {
        jdbc.sql("""
                insert into muster.log_entry (campaign_id, written_at, author, content)
                values (:campaign, :now, :author, :text)
                """)
                .param("campaign", campaign.number())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("author", author)
                .param("text", text)
                .update();
    }

    /** Oldest first. */
    public List<LogEntry> of(CampaignId campaign) {
        return jdbc.sql("""
                select * from (select id, written_at, author, content from muster.log_entry
                  where campaign_id = :campaign order by id desc limit :limit) as newest
                order by id
                """)
                .param("campaign", campaign.number())
                .param("limit", MAX_ENTRIES)
                .query((row, number) -> new LogEntry(
                        row.getObject("written_at", OffsetDateTime.class).toInstant(),
                        row.getString("author"),
                        row.getString("content")))
                .list();
    }
}
