-- How many input files a workflow was submitted with; none if nobody could tell, or if its query is asked again and again.
create table muster.workflow_extent (
    workflow_id integer primary key references muster.workflow,
    files       bigint
);
create index workflow_owner_created on muster.workflow (owner, created_at);
