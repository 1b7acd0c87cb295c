-- The lists of pages and of the API, newest first, by what they are filtered by: a page reads what it shows.

create index workflow_event_type on muster.workflow_event (type, id);

drop index muster.workflow_state;
create index workflow_state on muster.workflow (state, id);
create index workflow_owner on muster.workflow (owner, id);
create index workflow_campaign on muster.workflow (campaign_id, id);

create index campaign_status on muster.campaign (status, id);
create index campaign_requester on muster.campaign (requester, id);

create index incident_source on muster.incident (source, id);
create index incident_open on muster.incident (id) where ended_at is null;

create index proposal_state on muster.proposal (state, id);
