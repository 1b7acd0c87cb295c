-- How many files, jobs and outputs of each stage there were and what they came to, of workflows that have left memory: written with
-- the change that says so, and read instead of their rows. Of workflows in memory the allocator knows. Those that left it before
-- are counted when the ledger is loaded next.

create table file_sums (
    workflow_id int      not null,
    stage_id    smallint not null,
    state       text     not null,
    files       bigint   not null,
    primary key (workflow_id, stage_id, state)
);

create table job_sums (
    workflow_id int      not null,
    stage_id    smallint not null,
    state       text     not null,
    site        text,
    -- of a jobscript that failed its exit code, of a job that gave up what it gave as a reason
    code        int      not null,
    jobs        bigint   not null,
    real_millis bigint   not null
);
create unique index one_sum_of_an_ending on job_sums (workflow_id, stage_id, state, coalesce(site, ''), code);

create table output_sums (
    workflow_id int      not null,
    stage_id    smallint not null,
    state       text     not null,
    outputs     bigint   not null,
    bytes       bigint   not null,
    -- of those for datasets
    events      bigint   not null,
    primary key (workflow_id, stage_id, state)
);
