-- The metadata catalogue stand-in.
create table metacat_users (
    username text primary key,
    admin    boolean not null default false
);

create table metacat_roles (
    role     text not null,
    username text not null references metacat_users,
    primary key (role, username)
);

create table metacat_namespaces (
    name              text collate "C" primary key,
    owner_user        text,
    owner_role        text,
    creator           text,
    description       text,
    created_timestamp timestamptz not null default now()
);

create table metacat_datasets (
    id                     bigint generated always as identity primary key,
    namespace              text collate "C" not null references metacat_namespaces,
    name                   text collate "C" not null,
    frozen                 boolean          not null default false,
    monotonic              boolean          not null default false,
    metadata               jsonb            not null default '{}',
    file_meta_requirements jsonb            not null default '{}',
    description            text,
    -- An estimate, as in the real catalogue: raised by declare and add, never lowered.
    file_count             bigint           not null default 0,
    creator                text collate "C",
    created_timestamp      timestamptz      not null default now(),
    updated_by             text,
    updated_timestamp      timestamptz,
    unique (namespace, name)
);

create table metacat_dataset_children (
    parent_id bigint not null references metacat_datasets on delete cascade,
    child_id  bigint not null references metacat_datasets on delete cascade,
    primary key (parent_id, child_id)
);

create table metacat_files (
    fid               text collate "C" primary key,
    namespace         text collate "C" not null references metacat_namespaces,
    name              text collate "C" not null,
    size              bigint,
    checksums         jsonb            not null default '{}',
    metadata          jsonb            not null default '{}',
    creator           text collate "C",
    created_timestamp timestamptz      not null default now(),
    updated_by        text collate "C",
    updated_timestamp timestamptz,
    retired           boolean          not null default false,
    retired_by        text collate "C",
    retired_timestamp timestamptz,
    unique (namespace, name)
);
create index on metacat_files (created_timestamp, fid);
create index on metacat_files using gin (metadata jsonb_path_ops);

create table metacat_dataset_files (
    dataset_id bigint           not null references metacat_datasets on delete cascade,
    fid        text collate "C" not null references metacat_files on delete cascade,
    primary key (dataset_id, fid)
);
create index on metacat_dataset_files (fid);

create table metacat_links (
    parent_fid text collate "C" not null references metacat_files on delete cascade,
    child_fid  text collate "C" not null references metacat_files on delete cascade,
    primary key (parent_fid, child_fid)
);
create index on metacat_links (child_fid);

create table metacat_queries (
    namespace         text collate "C" not null references metacat_namespaces,
    name              text collate "C" not null,
    source            text             not null,
    description       text,
    metadata          jsonb            not null default '{}',
    creator           text,
    created_timestamp timestamptz      not null default now(),
    primary key (namespace, name)
);
