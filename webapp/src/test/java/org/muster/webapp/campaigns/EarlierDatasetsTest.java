package org.muster.webapp.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.IncidentRow;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The start of a webapp whose campaigns were filed before their datasets were written down, one poisoned among ten good ones. */
@RunningWebapp
class EarlierDatasetsTest {
    private static int names;

    private final Door door;
    private final JdbcClient jdbc;
    private final EarlierDatasets earlier;

    @Autowired
    EarlierDatasetsTest(Door door, JdbcClient jdbc, EarlierDatasets earlier) {
        this.door = door;
        this.jdbc = jdbc;
        this.earlier = earlier;
    }

    @ParameterizedTest
    @ValueSource(strings = {"step = 'dancing'", "request = 'junk'"})
    void oneThatCannotBeReadIsAnIncidentAndTheOthersAreWrittenDown(String poison) {
        List<CampaignId> campaigns = IntStream.range(0, 11)
                .mapToObj(i -> door.as("rita")
                        .file(Examples.campaign("earlier-" + ++names))
                        .campaign())
                .toList();
        campaigns.forEach(this::forget);
        CampaignId poisoned = campaigns.get(5);
        Map<String, Object> kept = jdbc.sql("select step, request from muster.campaign where id = :id")
                .param("id", poisoned.number())
                .query()
                .singleRow();
        jdbc.sql("update muster.campaign set " + poison + " where id = :id")
                .param("id", poisoned.number())
                .update();
        try {
            start();
            assertThat(campaigns.stream().filter(id -> datasets(id) == 0)).containsExactly(poisoned);
            assertThat(incidents(poisoned))
                    .singleElement()
                    .satisfies(row -> assertThat(row.endedAt()).isEmpty());
        } finally {
            jdbc.sql("update muster.campaign set step = :step, request = :request where id = :id")
                    .param("step", kept.get("step"), java.sql.Types.VARCHAR)
                    .param("request", kept.get("request"))
                    .param("id", poisoned.number())
                    .update();
        }
        start();
        assertThat(datasets(poisoned)).isPositive();
        assertThat(incidents(poisoned))
                .singleElement()
                .satisfies(row -> assertThat(row.endedAt()).isPresent());
    }

    private void start() {
        earlier.run(new DefaultApplicationArguments());
    }

    private void forget(CampaignId id) {
        jdbc.sql("delete from muster.campaign_dataset where campaign_id = :id")
                .param("id", id.number())
                .update();
    }

    private int datasets(CampaignId id) {
        return jdbc.sql("select count(*) from muster.campaign_dataset where campaign_id = :id")
                .param("id", id.number())
                .query(Integer.class)
                .single();
    }

    private List<IncidentRow> incidents(CampaignId id) {
        return door.as("rita")
                .incidents(Map.of("source", EarlierDatasets.SOURCE, "subject", id.toString()))
                .rows();
    }
}
