-- Draws file ids from several lists in proportion to their ratios, as the filter "mix" of the real server does: each list
-- gains its ratio, the richest draws (the later one of equals) and pays one; the end of a list is the end of all. A file
-- in two lists comes once. Both arguments are built by the compiled query, so they have the same length.
create function metacat_mix(lists jsonb, ratios double precision[])
    returns table (turn bigint, fid text) language plpgsql immutable as $$
declare
    -- All lists one after another; equal files have equal numbers.
    files   text[];
    numbers bigint[];
    sent    boolean[];
    place   bigint[] := '{}';
    last    bigint[] := '{}';
    scores  double precision[] := '{}';
    total   bigint := 0;
    richest int;
begin
    for i in 1 .. cardinality(ratios) loop
        place := place || total;
        total := total + jsonb_array_length(lists -> (i - 1));
        last := last || total;
        scores := scores || cast(0 as double precision);
    end loop;
    select array_agg(x.file order by x.list, x.n), array_agg(x.number order by x.list, x.n)
    into files, numbers
    from (select l.list, f.n, f.file, dense_rank() over (order by f.file) as number
          from jsonb_array_elements(lists) with ordinality l (content, list)
          cross join jsonb_array_elements_text(l.content) with ordinality f (file, n)) x;
    sent := array_fill(false, array[greatest(total, 1)::int]);
    turn := 0;
    loop
        richest := 1;
        for i in 1 .. cardinality(ratios) loop
            scores[i] := scores[i] + ratios[i];
            if scores[i] >= scores[richest] then
                richest := i;
            end if;
        end loop;
        for i in 1 .. cardinality(ratios) loop
            if i <> richest then
                scores[i] := scores[i] - scores[richest];
            end if;
        end loop;
        scores[richest] := -1;
        loop
            if place[richest] >= last[richest] then
                return;
            end if;
            place[richest] := place[richest] + 1;
            exit when not sent[numbers[place[richest]]];
        end loop;
        sent[numbers[place[richest]]] := true;
        turn := turn + 1;
        fid := files[place[richest]];
        return next;
    end loop;
end
$$;
