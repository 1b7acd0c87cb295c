-- The replica catalogue stand-in. Names follow Rucio's own words.
create table rucio_accounts (
    account      text primary key,
    account_type text        not null check (account_type in ('USER', 'GROUP', 'SERVICE')),
    email        text,
    attributes   jsonb       not null default '{}',
    created_at   timestamptz not null default now()
);

-- A login token is kept as its SHA-256 only.
create table rucio_tokens (
    token_hash bytea primary key,
    account    text        not null references rucio_accounts,
    expires_at timestamptz not null
);
create index on rucio_tokens (expires_at);

create table rucio_scopes (
    scope   text primary key,
    account text not null references rucio_accounts
);

create table rucio_rses (
    rse                 text primary key,
    id                  text        not null unique,
    rse_type            text        not null check (rse_type in ('DISK', 'TAPE')),
    deterministic       boolean     not null default true,
    volatile            boolean     not null default false,
    staging_area        boolean     not null default false,
    availability_read   boolean     not null default true,
    availability_write  boolean     not null default true,
    availability_delete boolean     not null default true,
    lfn2pfn_algorithm   text        not null default 'hash',
    total_bytes         bigint      not null,
    created_at          timestamptz not null default now()
);

create table rucio_rse_attributes (
    rse   text  not null references rucio_rses,
    key   text  not null,
    value jsonb not null,
    primary key (rse, key)
);

create table rucio_rse_protocols (
    rse      text    not null references rucio_rses,
    scheme   text    not null,
    hostname text    not null,
    port     integer not null,
    prefix   text    not null,
    impl     text    not null,
    domains  jsonb   not null,
    primary key (rse, scheme, hostname, port)
);

create table rucio_distances (
    src_rse  text    not null references rucio_rses,
    dest_rse text    not null references rucio_rses,
    distance integer not null,
    primary key (src_rse, dest_rse)
);

create table rucio_account_limits (
    account text   not null references rucio_accounts,
    rse     text   not null references rucio_rses,
    bytes   bigint not null,
    primary key (account, rse)
);

create table rucio_dids (
    scope      text collate "C" not null references rucio_scopes,
    name       text collate "C" not null,
    did_type   char(1)          not null check (did_type in ('F', 'D', 'C')),
    account    text             not null,
    is_open    boolean          not null default true,
    monotonic  boolean          not null default false,
    -- Of a file always; of a collection only once it is closed.
    bytes      bigint,
    length     bigint,
    adler32    text,
    md5        text,
    meta       jsonb            not null default '{}',
    expired_at timestamptz,
    created_at timestamptz      not null default now(),
    updated_at timestamptz      not null default now(),
    primary key (scope, name)
);

create table rucio_contents (
    scope       text collate "C" not null,
    name        text collate "C" not null,
    child_scope text collate "C" not null,
    child_name  text collate "C" not null,
    child_type  char(1)          not null,
    primary key (scope, name, child_scope, child_name),
    foreign key (scope, name) references rucio_dids,
    foreign key (child_scope, child_name) references rucio_dids
);
create index on rucio_contents (child_scope, child_name);

create table rucio_replicas (
    scope      text collate "C" not null,
    name       text collate "C" not null,
    rse        text             not null references rucio_rses,
    -- A available, U unavailable, C copying, B bad, as in Rucio's database.
    state      char(1)          not null check (state in ('A', 'U', 'C', 'B')),
    -- Only on non-deterministic RSEs, where the path can not be computed.
    path       text,
    created_at timestamptz      not null default now(),
    updated_at timestamptz      not null default now(),
    primary key (scope, name, rse),
    foreign key (scope, name) references rucio_dids
);
create index on rucio_replicas (rse);

create table rucio_rules (
    id                        text primary key,
    scope                     text collate "C" not null,
    name                      text collate "C" not null,
    account                   text             not null references rucio_accounts,
    copies                    integer          not null check (copies > 0),
    rse_expression            text             not null,
    grouping                  text             not null check (grouping in ('ALL', 'DATASET', 'NONE')),
    state                     char(1)          not null check (state in ('R', 'O', 'S', 'U', 'W', 'I')),
    activity                  text             not null,
    priority                  integer          not null,
    locked                    boolean          not null,
    purge_replicas            boolean          not null,
    ignore_availability       boolean          not null,
    source_replica_expression text,
    comments                  text,
    meta                      text,
    notification              char(1)          not null default 'N',
    weight                    text,
    split_container           boolean          not null default false,
    error                     text,
    stuck_at                  timestamptz,
    expires_at                timestamptz,
    child_rule_id             text,
    created_at                timestamptz      not null default now(),
    updated_at                timestamptz      not null default now(),
    unique (scope, name, account, rse_expression, copies),
    foreign key (scope, name) references rucio_dids
);
create index on rucio_rules (expires_at) where expires_at is not null;
create index on rucio_rules (account);

create table rucio_locks (
    rule_id    text             not null references rucio_rules on delete cascade,
    scope      text collate "C" not null,
    name       text collate "C" not null,
    rse        text             not null references rucio_rses,
    state      char(1)          not null check (state in ('O', 'R', 'S')),
    -- When the transfer of this lock may be tried (again).
    due_at     timestamptz      not null default now(),
    attempts   integer          not null default 0,
    primary key (rule_id, scope, name, rse),
    foreign key (scope, name) references rucio_dids
);
create index on rucio_locks (scope, name, rse);
create index on rucio_locks (due_at) where state <> 'O';

-- Collections whose content changed after a rule was made; the rule evaluator works them off.
create table rucio_updated_dids (
    scope text collate "C" not null,
    name  text collate "C" not null,
    primary key (scope, name)
);

-- The files of a DID, itself if it is a file; cycles can not exist but are cut all the same.
create function rucio_files_of(p_scope text, p_name text)
    returns table (scope text, name text)
    language sql stable
as $$
with recursive tree (scope, name, did_type) as (
    select d.scope, d.name, d.did_type from rucio_dids d where d.scope = p_scope and d.name = p_name
    union
    select c.child_scope, c.child_name, c.child_type
    from tree t join rucio_contents c on c.scope = t.scope and c.name = t.name
)
select t.scope, t.name from tree t where t.did_type = 'F'
$$;

-- A DID and every collection above it.
create function rucio_ancestors_of(p_scope text, p_name text)
    returns table (scope text, name text)
    language sql stable
as $$
with recursive tree (scope, name) as (
    select p_scope collate "C", p_name collate "C"
    union
    select c.scope, c.name
    from tree t join rucio_contents c on c.child_scope = t.scope and c.child_name = t.name
)
select t.scope, t.name from tree t
$$;
