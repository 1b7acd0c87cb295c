-- Workflows about which the allocator will say nothing new: closed, and every output registered. What was written before is
-- asked about once more.
alter table muster.last_progress add column settled boolean not null default false;
create index last_progress_unsettled on muster.last_progress (workflow_id) where not settled;
