-- Directories in which the inputs of a stage lie: what the read tokens of its jobs are good for. Few for millions of files.
create table stage_directories (
    workflow_id int      not null,
    stage_id    smallint not null,
    directory   text     not null,
    primary key (workflow_id, stage_id, directory)
);

-- Of the files that were located before: the path after the host, without the name and Rucio's two directories of hashes.
insert into stage_directories (workflow_id, stage_id, directory)
select distinct f.workflow_id, f.stage_id, d.directory
from files f join workflows w using (workflow_id) join replicas r using (file_id)
    cross join lateral (values (r.wan_pfn), (r.lan_pfn)) p(pfn)
    cross join lateral (select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        split_part(p.pfn, '?', 1), '^[A-Za-z]+://[^/]*', ''), '/+', '/', 'g'), '/[^/]*$', ''),
        '/[0-9a-f]{2}/[0-9a-f]{2}$', '')) d(directory)
where not w.retired and p.pfn like '%://%' and d.directory ~ '^(/[!#$&''()*+,.0-9:;=@A-Z_a-z~-]+)+$'
    and d.directory !~ '/[.]{1,2}(/|$)'
on conflict do nothing;

-- The key that storage tokens are signed with, a private JWK. One for all allocators on this database.
create table storage_keys (
    id      int primary key check (id = 1),
    jwk     text        not null,
    made_at timestamptz not null default now()
);
