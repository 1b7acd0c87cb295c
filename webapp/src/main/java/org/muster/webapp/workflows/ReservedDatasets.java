package org.muster.webapp.workflows;

import java.util.Collection;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputDataset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which datasets are a campaign's, open or closed. Other workflows do not write there. */
@Repository
public class ReservedDatasets {
    private final JdbcClient jdbc;

    ReservedDatasets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A campaign as people know it. */
    public record Owner(CampaignId id, String name) {
        @Override
        public String toString() {
            return "campaign " + id + " " + name;
        }
    }

    /** The campaign that the dataset belongs to. */
    public Optional<Owner> owner(Did dataset) {
        return jdbc.sql("""
                select c.id, c.name
                from muster.campaign_dataset d join muster.campaign c on c.id = d.campaign_id
                where d.scope = :scope and d.name = :name
                """)
                .param("scope", dataset.scope())
                .param("name", OutputDataset.withoutNumber(dataset).name())
                .query((row, number) -> new Owner(new CampaignId(row.getInt("id")), row.getString("name")))
                .optional();
    }

    /** Those that another campaign had before stay its own. All or none: who has one is taken to have all. */
    @Transactional
    public void reserve(CampaignId campaign, Collection<Did> datasets) {
        for (Did dataset : datasets) {
            jdbc.sql("""
                    insert into muster.campaign_dataset (scope, name, campaign_id) values (:scope, :name, :campaign)
                    on conflict do nothing
                    """)
                    .param("scope", dataset.scope())
                    .param("name", OutputDataset.withoutNumber(dataset).name())
                    .param("campaign", campaign.number())
                    .update();
        }
    }
}
