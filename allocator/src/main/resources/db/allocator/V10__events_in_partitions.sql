-- Events are the table that grows for ever. From now on it is cut by ids, about a month each, so that what is old can leave as a
-- whole: see docs/adr/0033. What there is becomes the first partition as it is: nothing is read or written again, however much it is.
--
-- An allocator that leads meanwhile waits no longer than this; if somebody reads for longer, all of it is tried again.
set local lock_timeout = '2s';

alter table events rename to events_1;
alter table events_1 rename constraint events_pkey to events_1_pkey;
alter index events_of_workflow rename to events_1_of_workflow;
alter index events_of_job rename to events_1_of_job;

create table events (like events_1) partition by range (event_id);
alter table events add constraint events_pkey primary key (event_id);
create index events_of_workflow on events (workflow_id, event_id);
create index events_of_job on events (job_id, event_id) where job_id <> 0;

-- Not the default partition: of ranges PostgreSQL knows that they follow each other, and reads them in the order of ids. Its rows need
-- not be looked at, since any id is within. Its indexes become those of the whole.
alter table events attach partition events_1 for values from (minvalue) to (maxvalue);

create table event_partitions (
    -- of the table events_N
    number      int primary key,
    state       text        not null,
    -- ids from here, and below there once that is decided
    first_id    bigint      not null,
    beyond_id   bigint,
    opened_at   timestamptz not null,
    -- all of its events are older
    closed_at   timestamptz,
    -- of its file, which may be moved elsewhere
    file        text,
    file_bytes  bigint,
    file_sha256 text,
    file_events bigint,
    -- the newest row that the file has
    last_id     bigint,
    archived_at timestamptz,
    dropped_at  timestamptz,
    constraint cut_unless_open check ((state = 'open') = (beyond_id is null)),
    constraint closed_once_cut check ((state in ('open', 'cutting')) = (closed_at is null)),
    constraint all_of_a_file check (num_nulls(file, file_bytes, file_sha256, file_events, last_id, archived_at)
        = case when state in ('archived', 'dropped') then 0 else 6 end),
    constraint dropped_or_there check ((state = 'dropped') = (dropped_at is not null))
);
create unique index one_partition_is_open on event_partitions ((true)) where state in ('open', 'cutting');

insert into event_partitions (number, state, first_id, opened_at)
select 1, 'open', 1, coalesce((select time from events_1 order by event_id limit 1), now());
