-- Slices of full productions: which wait for their start, and in which order. How far a slice is that was started, its workflow
-- says. Campaigns whose full production began before there was this table have none: their process makes their workflows.
create table muster.slice (
    campaign_id integer     not null references muster.campaign (id),
    plan_order  integer     not null,
    band        text        not null check (band in ('first', 'normal', 'last')),
    -- Of its first stage, as planned.
    jobs        bigint      not null,
    state       text        not null check (state in ('waiting', 'held', 'started')),
    offered_at  timestamptz not null,
    started_at  timestamptz,
    primary key (campaign_id, plan_order),
    constraint starts_once check ((state = 'started') = (started_at is not null))
);
