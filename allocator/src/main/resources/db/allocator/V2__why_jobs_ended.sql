-- A sentence for people, beside the log: few jobs have one.
alter table job_logs add column why_ended text not null default '';
