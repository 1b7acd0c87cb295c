-- What stages took and left is part of their progress now. Of workflows written down before it is none until the allocator is asked
-- once more, of all of them, within minutes.
update muster.last_progress
set settled = false,
    progress = jsonb_set(progress, '{stages}', (
        select coalesce(jsonb_agg('{"real_seconds": 0, "output_bytes": 0}'::jsonb || stage order by place), '[]'::jsonb)
        from jsonb_array_elements(progress -> 'stages') with ordinality s(stage, place)));
