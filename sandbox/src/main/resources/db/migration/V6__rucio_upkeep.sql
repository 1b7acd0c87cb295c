-- What an administrator of storage says about it.
create table rucio_rse_limits (
    rse   text   not null references rucio_rses,
    name  text   not null,
    value bigint not null,
    primary key (rse, name)
);

-- What site probes report; the newest line of a source counts, the others are its history.
create table rucio_rse_usage (
    rse         text        not null references rucio_rses,
    source      text        not null,
    used        bigint      not null,
    free        bigint,
    files       bigint,
    reported_at timestamptz not null default now(),
    primary key (rse, source, reported_at)
);

-- Rules that have ended.
create table rucio_rules_history (
    id             text primary key,
    scope          text collate "C" not null,
    name           text collate "C" not null,
    account        text             not null,
    rse_expression text             not null,
    state          char(1)          not null,
    locks_ok       bigint           not null,
    created_at     timestamptz      not null,
    ended_at       timestamptz      not null default now()
);
create index on rucio_rules_history (scope, name);

-- The subscription that made a rule.
alter table rucio_rules add column subscription_id text references rucio_subscriptions;
create index on rucio_rules (subscription_id);

-- A replica that no rule needs and somebody wants to be gone.
alter table rucio_replicas add column tombstoned_at timestamptz;
create index on rucio_replicas (tombstoned_at) where tombstoned_at is not null;

-- What was taken out of collections.
alter table rucio_contents add column created_at timestamptz not null default now();
create table rucio_contents_history (
    scope       text collate "C" not null,
    name        text collate "C" not null,
    child_scope text collate "C" not null,
    child_name  text collate "C" not null,
    child_type  char(1)          not null,
    created_at  timestamptz      not null,
    deleted_at  timestamptz      not null
);
create index on rucio_contents_history (scope, name);
