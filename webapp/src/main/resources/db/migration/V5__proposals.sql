-- What machines propose and people decide, of every kind, in one table; repairs and changes of the inventory had tables of their own.
create table muster.proposal (
    id          integer generated always as identity primary key,
    kind        text        not null,
    state       text        not null,
    -- What is carried out and belongs to no single line.
    content     jsonb       not null,
    found_at    timestamptz not null,
    decided_at  timestamptz,
    decided_by  text        not null default '',
    comment     text        not null default '',
    finished_at timestamptz,
    -- What it was called, and its process still is, if it was found before there was this table.
    former_key  text unique
);
create unique index one_open_proposal on muster.proposal (kind) where state = 'open';
create index proposal_kind on muster.proposal (kind, id);

create table muster.proposal_line (
    id          bigint generated always as identity primary key,
    proposal_id integer not null references muster.proposal (id),
    fingerprint text    not null,
    what        text    not null,
    about       text[]  not null,
    -- As its kind reads and carries it out.
    content     jsonb   not null,
    outcome     text    not null default 'waiting',
    problem     text    not null default '',
    settled_at  timestamptz
);
create index proposal_line_of_proposal on muster.proposal_line (proposal_id, id);
create index proposal_line_fingerprint on muster.proposal_line (fingerprint);

insert into muster.proposal (kind, state, content, found_at, decided_at, decided_by, comment, finished_at, former_key)
select kind, state, content, found_at, decided_at, decided_by, comment, finished_at, former_key
from (
    select id, 'repairs' as kind, state, '{}'::jsonb as content, found_at, decided_at, decided_by, comment, finished_at,
           'r' || id as former_key
    from muster.repair_list
    union all
    select id, 'inventory', state, inventory, found_at, decided_at, decided_by, comment, finished_at, 'i' || id
    from muster.inventory_proposal
) former
order by found_at, kind, id;

insert into muster.proposal_line (proposal_id, fingerprint, what, about, content, outcome, problem, settled_at)
select p.id, r.fingerprint, r.kind,
       case when r.did = r.dataset then array[r.did] else array[r.did, r.dataset] end
           || array['w' || r.workflow_id || 's' || r.stage_id, 'w' || r.workflow_id],
       jsonb_build_object(
           'kind', r.kind, 'did', r.did, 'dataset', r.dataset, 'stage', 'w' || r.workflow_id || 's' || r.stage_id,
           'output_id', r.output_id, 'size_bytes', r.size_bytes, 'detail', r.detail,
           'seen_at', to_char(r.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
       r.outcome, r.problem, r.settled_at
from muster.repair r join muster.proposal p on p.former_key = 'r' || r.list_id
order by r.id;

insert into muster.proposal_line (proposal_id, fingerprint, what, about, content, outcome, settled_at)
select p.id, i.digest, c.change, array[c.name, c.subject],
       jsonb_build_object('subject', c.subject, 'name', c.name, 'change', c.change, 'text', c.text),
       case when p.state = 'finished' then 'done' else 'waiting' end,
       case when p.state = 'finished' then p.finished_at end
from muster.inventory_change c
     join muster.inventory_proposal i on i.id = c.proposal_id
     join muster.proposal p on p.former_key = 'i' || i.id
order by c.id;

-- Their processes go on under new names, with one topic for all.
update muster.incident i set source = 'carry-out-proposal', subject = 'p' || p.id
from muster.proposal p
where i.ended_at is null and i.source in ('carry-out-repairs', 'apply-inventory') and i.subject = p.former_key;

drop table muster.repair;
drop table muster.repair_list;
drop table muster.inventory_change;
drop table muster.inventory_proposal;
