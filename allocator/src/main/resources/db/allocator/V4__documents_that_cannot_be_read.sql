-- Attempts that a stage's order allows; null where nobody can read it. One such order is not to fail the list of all files.
create function max_attempts(document text, stage int) returns int language plpgsql immutable as $$
begin
    return (document::jsonb -> 'stages' -> (stage - 1) ->> 'max_attempts')::int;
exception when others then
    return null;
end
$$;
