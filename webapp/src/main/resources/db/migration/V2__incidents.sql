-- What programs have set aside so that everything else goes on. One that is not over has one row for each source and subject.
create table muster.incident (
    id          integer generated always as identity primary key,
    source      text        not null,
    subject     text        not null,
    reason      text        not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    times       integer     not null default 1,
    -- Who is asked: '' nobody yet, 'pause' whoever decides about the paused workflow, 'task' a task of its own.
    attention   text        not null default '',
    answered_at timestamptz,
    answered_by text        not null default '',
    note        text        not null default '',
    ended_at    timestamptz
);
create unique index one_open_incident on muster.incident (source, subject) where ended_at is null;
create index incident_of_subject on muster.incident (subject, id);

-- What people should know of a list of inputs, such as files that were skipped.
alter table muster.input_manifest add column note text not null default '';

-- How a workflow ended, in numbers; its message says it in words.
alter table muster.workflow add column outcome jsonb;
