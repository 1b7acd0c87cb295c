-- What queries ask of the stages of a workflow, so that none of them reads inside its document.
create table stages (
    workflow_id  int      not null,
    stage_id     smallint not null,
    -- of one file
    max_attempts int      not null,
    primary key (workflow_id, stage_id)
);

-- A document that nobody can read has no stages here either.
create function pg_temp.read(document text) returns jsonb language plpgsql as $$
begin
    return document::jsonb;
exception when others then
    return null;
end
$$;

insert into stages (workflow_id, stage_id, max_attempts)
select w.workflow_id, s.place, (s.stage ->> 'max_attempts')::int
from workflows w cross join lateral (select pg_temp.read(w.document)) d(document)
    cross join lateral jsonb_array_elements(
        case jsonb_typeof(d.document -> 'stages') when 'array' then d.document -> 'stages' end
    ) with ordinality s(stage, place)
where s.stage ->> 'max_attempts' ~ '^[0-9]{1,9}$';

drop function max_attempts(text, int);
