-- What is not there yet, or was never said, is null: no empty text and no zero stands for it. Documents that were stored with such
-- are read as well.
alter table muster.workflow
    alter column sample drop default,
    alter column sample drop not null,
    alter column sample type text using nullif(sample, ''),
    alter column message drop default,
    alter column message drop not null,
    alter column message type text using nullif(message, ''),
    alter column counters drop default,
    alter column counters drop not null,
    alter column counters type integer using nullif(counters, 0),
    alter column events_per_job drop default,
    alter column events_per_job drop not null,
    alter column events_per_job type integer using nullif(events_per_job, 0),
    add constraint says_something check (sample <> '' and message <> ''),
    add constraint counts_something check (counters <> 0 and events_per_job <> 0);

alter table muster.workflow_event
    alter column from_state drop not null,
    alter column from_state type text using nullif(from_state, ''),
    alter column to_state drop not null,
    alter column to_state type text using nullif(to_state, ''),
    alter column message drop default,
    alter column message drop not null,
    alter column message type text using nullif(message, ''),
    add constraint says_something check (from_state <> '' and to_state <> '' and message <> '');

alter table muster.decision
    alter column meeting drop default,
    alter column meeting drop not null,
    alter column meeting type text using nullif(meeting, ''),
    alter column comment drop default,
    alter column comment drop not null,
    alter column comment type text using nullif(comment, ''),
    add constraint says_something check (meeting <> '' and comment <> '');

alter table muster.input_manifest
    alter column note drop default,
    alter column note drop not null,
    alter column note type text using nullif(note, ''),
    add constraint says_something check (note <> '');

alter table muster.proposal
    alter column decided_by drop default,
    alter column decided_by drop not null,
    alter column decided_by type text using nullif(decided_by, ''),
    alter column comment drop default,
    alter column comment drop not null,
    alter column comment type text using nullif(comment, ''),
    add constraint says_something check (decided_by <> '' and comment <> '');

alter table muster.proposal_line
    alter column problem drop default,
    alter column problem drop not null,
    alter column problem type text using nullif(problem, ''),
    add constraint says_something check (problem <> '');

alter table muster.incident
    alter column attention drop default,
    alter column attention drop not null,
    alter column attention type text using nullif(attention, ''),
    alter column answered_by drop default,
    alter column answered_by drop not null,
    alter column answered_by type text using nullif(answered_by, ''),
    alter column note drop default,
    alter column note drop not null,
    alter column note type text using nullif(note, ''),
    add constraint says_something check (answered_by <> '' and note <> ''),
    add constraint asks_somebody check (attention in ('pause', 'task'));

alter table muster.storage_usage
    alter column total_bytes drop not null,
    alter column total_bytes type bigint using nullif(total_bytes, 0),
    add constraint holds_something check (total_bytes <> 0);
