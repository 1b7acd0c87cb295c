-- The engine makes its own tables in its own schema of the same database, so that one transaction covers both.
create schema if not exists camunda;

create table muster.campaign (
    id               integer generated always as identity primary key,
    name             text        not null unique,
    requester        text        not null,
    shifter          text,
    status           text        not null,
    step             text,
    requested_at     timestamptz not null,
    closed_at        timestamptz,
    request          text        not null,
    max_running_jobs integer     not null,
    plan_revision    integer     not null default 1,
    events_requested bigint      not null
);

create table muster.jobscript (
    campaign_id integer not null references muster.campaign (id),
    name        text    not null,
    content     text    not null,
    primary key (campaign_id, name)
);

create table muster.workflow (
    id             integer generated always as identity primary key,
    campaign_id    integer references muster.campaign (id),
    purpose        text        not null,
    plan_order     integer,
    sample         text        not null default '',
    description    text        not null,
    owner          text        not null,
    scope          text        not null,
    quota_name     text        not null,
    state          text        not null,
    message        text        not null default '',
    mql            text        not null,
    -- Both or none: the inputs grow, and are found again until then.
    refind_seconds integer,
    refind_until   timestamptz,
    counters       integer     not null default 0,
    counter_offset integer     not null default 0,
    events_per_job integer     not null default 0,
    stages         jsonb       not null,
    created_at     timestamptz not null,
    submitted_at   timestamptz,
    started_at     timestamptz,
    finished_at    timestamptz,
    -- A row of a plan is made once, however often a worker asks.
    unique (campaign_id, purpose, plan_order)
);
create index workflow_state on muster.workflow (state);

create table muster.workflow_event (
    id          bigint generated always as identity primary key,
    occurred_at timestamptz not null,
    workflow_id integer     not null references muster.workflow (id),
    type        integer     not null,
    from_state  text        not null,
    to_state    text        not null,
    actor       text        not null,
    message     text        not null default ''
);
create index workflow_event_workflow on muster.workflow_event (workflow_id, id);

create table muster.log_entry (
    id          bigint generated always as identity primary key,
    campaign_id integer     not null references muster.campaign (id),
    written_at  timestamptz not null,
    author      text        not null,
    content     text        not null
);
create index log_entry_campaign on muster.log_entry (campaign_id, id);

create table muster.decision (
    id           bigint generated always as identity primary key,
    campaign_id  integer references muster.campaign (id),
    workflow_id  integer references muster.workflow (id),
    gate         text        not null,
    decision     text        not null,
    decider      text        not null,
    role         text        not null,
    decided_at   timestamptz not null,
    meeting      text        not null default '',
    comment      text        not null default '',
    numbers_seen jsonb       not null default '{}'
);
create index decision_campaign on muster.decision (campaign_id, id);
create index decision_workflow on muster.decision (workflow_id, id);

-- What the input queries of workflows found, pass by pass. The files themselves are the allocator's.
create table muster.input_manifest (
    workflow_id integer     not null references muster.workflow (id),
    pass        integer     not null,
    found_at    timestamptz not null,
    status      text        not null,
    mql         text        not null,
    files       bigint      not null,
    bytes       bigint      not null,
    digest      text        not null,
    primary key (workflow_id, pass)
);

-- What the allocator last said about a workflow: shown while it is away, and kept when the workflow is over.
create table muster.last_progress (
    workflow_id integer primary key references muster.workflow (id),
    read_at     timestamptz not null,
    progress    jsonb       not null
);

-- What the reconciler found, as lists that data management decides as a whole.
create table muster.repair_list (
    id          integer generated always as identity primary key,
    state       text        not null,
    found_at    timestamptz not null,
    decided_at  timestamptz,
    decided_by  text        not null default '',
    comment     text        not null default '',
    finished_at timestamptz
);
create unique index one_open_repair_list on muster.repair_list (state) where state = 'open';

create table muster.repair (
    id          bigint generated always as identity primary key,
    list_id     integer     not null references muster.repair_list (id),
    fingerprint text        not null,
    kind        text        not null,
    did         text        not null,
    dataset     text        not null,
    workflow_id integer     not null,
    stage_id    integer     not null,
    -- 0 of a file that the ledger does not know.
    output_id   bigint      not null,
    size_bytes  bigint      not null,
    detail      text        not null,
    seen_at     timestamptz not null,
    outcome     text        not null default 'waiting',
    problem     text        not null default '',
    settled_at  timestamptz
);
create index repair_of_list on muster.repair (list_id, id);
create index repair_fingerprint on muster.repair (fingerprint);

-- Inventories that differ from the one matching goes by, in words and whole.
create table muster.inventory_proposal (
    id          integer generated always as identity primary key,
    state       text        not null,
    digest      text        not null,
    found_at    timestamptz not null,
    inventory   jsonb       not null,
    decided_at  timestamptz,
    decided_by  text        not null default '',
    comment     text        not null default '',
    finished_at timestamptz
);
create unique index one_open_inventory_proposal on muster.inventory_proposal (state) where state = 'open';

create table muster.inventory_change (
    id          bigint generated always as identity primary key,
    proposal_id integer not null references muster.inventory_proposal (id),
    subject     text    not null,
    name        text    not null,
    change      text    not null,
    text        text    not null
);
create index inventory_change_of_proposal on muster.inventory_change (proposal_id, id);

-- How full the storages are, as Rucio last said.
create table muster.storage_usage (
    rse         text primary key,
    readable    boolean     not null,
    writable    boolean     not null,
    used_bytes  bigint      not null,
    total_bytes bigint      not null,
    seen_at     timestamptz not null
);
