-- Whether the sums of a workflow that has left memory are written. Those that left it before sums were kept are counted one after
-- the other while pilots are served, and none of them is looked at again.
alter table workflows add column summed boolean not null default false;

update workflows w set summed = true
where retired and (exists (select from file_sums s where s.workflow_id = w.workflow_id)
    or exists (select from job_sums s where s.workflow_id = w.workflow_id)
    or exists (select from output_sums s where s.workflow_id = w.workflow_id));

create index workflows_to_count on workflows (workflow_id) where retired and not summed;
