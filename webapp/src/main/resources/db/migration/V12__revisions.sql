-- What was changed in the definition of a campaign after it was filed, by whom and why. A workflow was made from the newest
-- revision that is not behind it: whoever makes either holds the campaign.
create table muster.revision (
    campaign_id      integer     not null references muster.campaign (id),
    revision         integer     not null check (revision >= 1),
    author           text        not null,
    reason           text        not null,
    made_at          timestamptz not null,
    -- The newest workflow of the campaign that was there already, if there was one.
    behind_workflow  integer,
    primary key (campaign_id, revision)
);
insert into muster.revision (campaign_id, revision, author, reason, made_at)
    select id, 1, requester, 'Filed.', requested_at from muster.campaign;

alter table muster.jobscript add column revision integer not null default 1;
alter table muster.jobscript alter column revision drop default;
alter table muster.jobscript drop constraint jobscript_pkey;
alter table muster.jobscript add primary key (campaign_id, name, revision);
