-- The ledger's truth. Only the allocator writes here, one batch a transaction. "Not yet" is the Unix epoch, as in justIN.

-- Which allocator leads. A new leader begins a new epoch; a batch of an older one is turned away.
create table leadership (
    epoch      bigint primary key,
    leader     text        not null,
    expires_at timestamptz not null
);
insert into leadership (epoch, leader, expires_at) values (0, '', 'epoch');

-- Whoever does not lead any more can write nothing after this in the same transaction.
create procedure renew_lead(mine bigint, length interval) language plpgsql as $$
begin
    update leadership set expires_at = clock_timestamp() + length where epoch = mine;
    if not found then
        raise exception 'another allocator leads' using errcode = 'MU001';
    end if;
end
$$;

create table inventory (
    id       int primary key check (id = 1),
    document text not null
);

create table workflows (
    workflow_id  int primary key,
    status       text        not null,
    inputs_found boolean     not null,
    -- closed and gone from the allocator's memory
    retired      boolean     not null,
    opened_at    timestamptz not null,
    document     text        not null,
    -- of its stages; what may change while they run
    settings     text        not null
);

-- Ids of input files are given to stages in blocks of 1,024; a stage fills one after the other.
create table file_blocks (
    block       int primary key,
    workflow_id int      not null,
    stage_id    smallint not null
);
-- Instead of an index of every file by its stage.
create index file_blocks_of_workflow on file_blocks (workflow_id, block);

-- Combinations of RSEs that files are at, names between blanks. Few, for millions of files.
create table replica_sets (
    number int primary key,
    rses   text not null
);

create table files (
    file_id      bigint primary key,
    workflow_id  int         not null,
    stage_id     smallint    not null,
    -- byte by byte, whatever the database's language: names are compared for every row that is written
    did          text collate "C" not null,
    size_bytes   bigint      not null,
    state        text        not null,
    attempts     smallint    not null,
    rse          text        not null,
    site         text        not null,
    replica_set  int         not null,
    allocated_at timestamptz not null,
    processed_at timestamptz not null,
    unique (did, workflow_id, stage_id)
) with (fillfactor = 70);

create table replicas (
    file_id bigint not null,
    rse     text collate "C" not null,
    wan_pfn text   not null,
    lan_pfn text   not null,
    -- of a file recalled from tape
    accessible_until timestamptz not null default 'infinity',
    primary key (file_id, rse)
);
create index replicas_recalled on replicas (file_id) where accessible_until < 'infinity';

create table jobs (
    job_id           bigint primary key,
    jobsub_id        text collate "C" not null,
    workflow_id      int              not null,
    stage_id         smallint         not null,
    state            text             not null,
    job_secret       text             not null,
    jobscript_secret text             not null,
    site             text,
    entry            text,
    hostname         text,
    cpuinfo          text,
    os_release       text,
    rss_bytes        bigint,
    processors       int,
    wall_seconds     int,
    submitted_at     timestamptz      not null,
    started_at       timestamptz      not null,
    heartbeat_at     timestamptz      not null,
    outputting_at    timestamptz      not null,
    finished_at      timestamptz      not null,
    real_seconds     double precision not null,
    user_seconds     double precision not null,
    sys_seconds      double precision not null,
    max_rss_bytes    bigint           not null,
    exit_code        int,
    abort_code       int,
    allocated_files  int              not null,
    asked_for_file   boolean          not null,
    record_digest    text             not null,
    confirm_digest   text             not null
) with (fillfactor = 55);
-- Not unique: a batch system may use a name again after the workflow of the first has left memory.
create index jobs_by_name on jobs (jobsub_id, job_id);
create index jobs_of_stage on jobs (workflow_id, stage_id, job_id);

create table job_logs (
    job_id bigint primary key,
    log    text not null
);

-- An attempt follows one that has ended, whatever the code above believes: with the primary key, a file has at most one
-- live allocation. (A unique index of the live ones would be touched again by every end.)
create function next_attempt(file bigint, attempt int) returns int language plpgsql as $$
declare
    before text;
begin
    select a.ending into before from allocations a where a.file_id = file and a.attempt = next_attempt.attempt - 1;
    if before is null or before = 'live' then
        raise exception 'attempt % at file % begins before the one before it has ended', attempt, file
            using errcode = 'MU002';
    end if;
    return attempt;
end
$$;

-- Room in each page for the row of its end, which touches no index.
create table allocations (
    file_id      bigint      not null,
    attempt      smallint    not null,
    job_id       bigint      not null,
    sequence     int         not null,
    rse          text        not null,
    site         text        not null,
    allocated_at timestamptz not null,
    ended_at     timestamptz not null,
    ending       text        not null,
    hungry       boolean     not null generated always as (ending = 'out_of_memory') stored,
    primary key (file_id, attempt)
) with (fillfactor = 65);
create index allocations_out_of_memory on allocations (file_id) where hungry;
create index allocations_of_job on allocations (job_id, sequence);

create table outputs (
    output_id      bigint primary key,
    workflow_id    int         not null,
    stage_id       smallint    not null,
    pattern_id     int         not null,
    did            text collate "C" not null,
    job_id         bigint      not null,
    state          text        not null,
    size_bytes     bigint      not null,
    adler32        text        not null,
    rse            text        not null,
    pfn            text        not null,
    events         bigint      not null,
    dataset        text        not null,
    dataset_number int         not null,
    metadata       text        not null,
    parents        text        not null,
    recorded_at    timestamptz not null,
    confirmed_at   timestamptz not null,
    registered_at  timestamptz not null,
    -- What the indexes ask of a row, so that its confirmation touches none of them.
    voided         boolean     not null generated always as (state = 'voided') stored,
    to_clear       boolean     not null generated always as (state = 'voided' and pfn <> '') stored,
    unregistered   boolean     not null generated always as (state <> 'voided' and registered_at = 'epoch') stored
) with (fillfactor = 50);
create unique index one_output_of_a_name on outputs (did, workflow_id) where not voided;
create index outputs_of_stage on outputs (workflow_id, stage_id, output_id);
create index outputs_of_job on outputs (job_id);
create index outputs_to_clear on outputs (output_id) where to_clear;
create index outputs_to_register on outputs (output_id) where unregistered;

-- A row is one event, or as many as its length, one for each of files whose ids follow each other as the events' ids do: a
-- million input files are added in a thousand rows. A length never reaches beyond a block of file ids.
create table events (
    event_id    bigint primary key,
    length      smallint    not null,
    time        timestamptz not null,
    type        smallint    not null,
    workflow_id int         not null,
    stage_id    smallint    not null,
    file_id     bigint      not null,
    output_id   bigint      not null,
    job_id      bigint      not null,
    site        text        not null,
    entry       text        not null,
    rse         text        not null,
    exit_code   int
);
create index events_of_workflow on events (workflow_id, event_id);
create index events_of_job on events (job_id, event_id) where job_id <> 0;
