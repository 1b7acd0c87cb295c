package org.muster.webapp.samples;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.SampleManifest;
import org.muster.webapp.http.Maybe;
import org.muster.webapp.http.Word;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What samples were frozen to, and cut into. Nothing of it ever changes. */
@Repository
public class FrozenSamples {
    private final JdbcClient jdbc;

    FrozenSamples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<String, SampleManifest> manifests(CampaignId campaign) {
        Map<String, SampleManifest> manifests = new LinkedHashMap<>();
        jdbc.sql("select * from muster.sample where campaign_id = :campaign order by name")
                .param("campaign", campaign.number())
                .query(row -> {
                    manifests.put(
                            row.getString("name"),
                            new SampleManifest(
                                    row.getObject("frozen_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getLong("files"),
                                    row.getLong("bytes"),
                                    Maybe.number(row, "events"),
                                    row.getString("digest"),
                                    Maybe.text(row, "note")));
                });
        return manifests;
    }

    /** By the name of the sample, in the order of the plan. */
    public Map<String, List<Portion>> portions(CampaignId campaign) {
        Map<String, List<Portion>> portions = new LinkedHashMap<>();
        jdbc.sql("select * from muster.sample_slice where campaign_id = :campaign order by sample, slice")
                .param("campaign", campaign.number())
                .query(row -> {
                    portions.computeIfAbsent(row.getString("sample"), sample -> new ArrayList<>())
                            .add(new Portion(
                                    Word.of(WorkflowPurpose.class, row.getString("purpose")),
                                    row.getLong("skip"),
                                    row.getLong("files"),
                                    row.getLong("bytes"),
                                    Maybe.number(row, "events"),
                                    Maybe.number(row, "run")));
                });
        return portions;
    }

    /** In the caller's transaction, once. */
    public void add(CampaignId campaign, String sample, SampleManifest manifest, List<Portion> portions) {
        jdbc.sql("""
                insert into muster.sample (campaign_id, name, frozen_at, files, bytes, events, digest, note)
                values (:campaign, :sample, :frozen, :files, :bytes, :events, :digest, :note)
                """)
                .param("campaign", campaign.number())
                .param("sample", sample)
                .param("frozen", manifest.frozenAt().atOffset(ZoneOffset.UTC))
                .param("files", manifest.files())
                .param("bytes", manifest.bytes())
                .param("events", manifest.events().orElse(null), Types.BIGINT)
                .param("digest", manifest.digest())
                .param("note", manifest.note().orElse(null), Types.VARCHAR)
                .update();
        jdbc.sql("""
                insert into muster.sample_slice (campaign_id, sample, slice, purpose, skip, files, bytes, events, run)
                select :campaign, :sample, number, row ->> 'purpose', (row ->> 'skip')::bigint, (row ->> 'files')::bigint,
                  (row ->> 'bytes')::bigint, (row ->> 'events')::bigint, (row ->> 'run')::bigint
                from jsonb_array_elements(cast(:portions as jsonb)) with ordinality as each (row, number)
                """)
                .param("campaign", campaign.number())
                .param("sample", sample)
                .param("portions", Json.text(portions))
                .update();
    }
}
