-- What is not there yet, or was never said, is null: no epoch, no infinity, no empty text and no zero stands for it.
--
-- Nobody leads while this runs, so pilots wait; wrappers insist for ten minutes. Of a million files with two replicas, an
-- attempt and an output each it took 70 s on two busy cores: 16 s files, 16 s replicas, 31 s outputs, 5 s 200,000 jobs. Each
-- of these tables is written once more, as large as it is. That is too much for events, which are kept for ever: see there.

alter table files
    alter column rse drop not null,
    alter column rse type text using nullif(rse, ''),
    alter column site drop not null,
    alter column site type text using nullif(site, ''),
    alter column allocated_at drop not null,
    alter column allocated_at type timestamptz using nullif(allocated_at, 'epoch'),
    alter column processed_at drop not null,
    alter column processed_at type timestamptz using nullif(processed_at, 'epoch'),
    add constraint first_attempt_says_where check (
        num_nulls(rse, site, allocated_at) = case attempts when 0 then 3 else 0 end);

drop index replicas_recalled;
alter table replicas
    alter column lan_pfn drop not null,
    alter column lan_pfn type text using nullif(lan_pfn, ''),
    alter column accessible_until drop default,
    alter column accessible_until drop not null,
    alter column accessible_until type timestamptz using nullif(accessible_until, 'infinity');
create index replicas_recalled on replicas (file_id) where accessible_until is not null;

alter table jobs
    alter column rss_bytes type bigint using case when site is not null then rss_bytes end,
    alter column processors type int using case when site is not null then processors end,
    alter column wall_seconds type int using case when site is not null then wall_seconds end,
    alter column started_at drop not null,
    alter column started_at type timestamptz using nullif(started_at, 'epoch'),
    alter column heartbeat_at drop not null,
    alter column heartbeat_at type timestamptz using nullif(heartbeat_at, 'epoch'),
    alter column outputting_at drop not null,
    alter column outputting_at type timestamptz using nullif(outputting_at, 'epoch'),
    alter column finished_at drop not null,
    alter column finished_at type timestamptz using nullif(finished_at, 'epoch'),
    alter column real_seconds drop not null,
    alter column real_seconds type double precision
        using case when (real_seconds, user_seconds, sys_seconds, max_rss_bytes) <> (0, 0, 0, 0) then real_seconds end,
    alter column user_seconds drop not null,
    alter column user_seconds type double precision
        using case when (real_seconds, user_seconds, sys_seconds, max_rss_bytes) <> (0, 0, 0, 0) then user_seconds end,
    alter column sys_seconds drop not null,
    alter column sys_seconds type double precision
        using case when (real_seconds, user_seconds, sys_seconds, max_rss_bytes) <> (0, 0, 0, 0) then sys_seconds end,
    alter column max_rss_bytes drop not null,
    alter column max_rss_bytes type bigint
        using case when (real_seconds, user_seconds, sys_seconds, max_rss_bytes) <> (0, 0, 0, 0) then max_rss_bytes end,
    alter column record_digest drop not null,
    alter column record_digest type text using nullif(record_digest, ''),
    alter column confirm_digest drop not null,
    alter column confirm_digest type text using nullif(confirm_digest, ''),
    add constraint all_of_a_slot check (
        num_nulls(site, entry, hostname, cpuinfo, os_release, rss_bytes, processors, wall_seconds) in (0, 8)),
    add constraint all_of_its_use check (
        num_nulls(real_seconds, user_seconds, sys_seconds, max_rss_bytes) in (0, 4));

alter table job_logs
    alter column log drop not null,
    alter column log type text using nullif(log, ''),
    alter column why_ended drop default,
    alter column why_ended drop not null,
    alter column why_ended type text using nullif(why_ended, '');

-- Only the live ones have a sentinel: few, and found by their jobs.
alter table allocations alter column ended_at drop not null;
update allocations set ended_at = null
where ending = 'live'
    and job_id in (select job_id from jobs where state in ('submitted', 'started', 'processing', 'outputting'));
alter table allocations add constraint ended_if_not_live check ((ending = 'live') = (ended_at is null));

alter table outputs
    drop column to_clear,
    drop column unregistered;
alter table outputs
    alter column adler32 drop not null,
    alter column adler32 type text using nullif(adler32, ''),
    alter column rse drop not null,
    alter column rse type text using nullif(rse, ''),
    alter column pfn drop not null,
    alter column pfn type text using nullif(pfn, ''),
    alter column confirmed_at drop not null,
    alter column confirmed_at type timestamptz using nullif(confirmed_at, 'epoch'),
    alter column registered_at drop not null,
    alter column registered_at type timestamptz using nullif(registered_at, 'epoch'),
    add column to_clear boolean not null generated always as (state = 'voided' and pfn is not null) stored,
    add column unregistered boolean not null generated always as (state <> 'voided' and registered_at is null) stored,
    add constraint confirmed_before_registered check (confirmed_at is not null or registered_at is null);
create index outputs_to_clear on outputs (output_id) where to_clear;
create index outputs_to_register on outputs (output_id) where unregistered;

-- Hundreds of millions of rows are not written again: those of before keep zeros and empty texts, which only the query of
-- events reads and takes for absent. New ones are held to what they say. The index of jobs' events has those with a job.
alter table events
    alter column stage_id drop not null,
    alter column file_id drop not null,
    alter column output_id drop not null,
    alter column job_id drop not null,
    alter column site drop not null,
    alter column entry drop not null,
    alter column rse drop not null,
    add constraint absent_is_null check (stage_id <> 0 and file_id <> 0 and output_id <> 0 and job_id <> 0) not valid;
