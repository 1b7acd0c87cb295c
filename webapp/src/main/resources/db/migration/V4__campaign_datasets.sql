-- Which datasets are a campaign's, from the day its request is filed: nobody else's outputs go there. The name is the one before
-- the numbers of numbered datasets.
create table muster.campaign_dataset (
    scope       text    not null,
    name        text    not null,
    campaign_id integer not null references muster.campaign (id),
    primary key (scope, name)
);
create index campaign_dataset_campaign on muster.campaign_dataset (campaign_id);
