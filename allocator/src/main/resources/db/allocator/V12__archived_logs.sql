-- Logs of the jobs of workflows that have left memory: where they are once they have left the database too.
create table log_archives (
    workflow_id int primary key,
    -- when somebody first saw that it is over
    over_at     timestamptz not null,
    -- with logs
    jobs        bigint,
    file        text,
    file_bytes  bigint,
    file_sha256 text,
    archived_at timestamptz,
    -- its logs are in the file only
    emptied_at  timestamptz,
    constraint counted_with_its_archive check ((jobs is null) = (archived_at is null)),
    constraint a_file_if_there_are_logs check (num_nulls(file, file_bytes, file_sha256) = case when jobs > 0 then 0 else 3 end),
    constraint emptied_after_it check (emptied_at is null or archived_at is not null)
);
create index logs_to_archive on log_archives (over_at) where archived_at is null;
create index logs_to_let_go on log_archives (workflow_id) where archived_at is not null and emptied_at is null;
