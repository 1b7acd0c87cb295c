-- What the rules of an account hold on each RSE, kept so that no rule has to sum all locks there are. Every change is a row of
-- its own, and the sum is the use: writers do not wait for each other. The rule keeper folds the rows together.
create table rucio_usage (
    account text   not null,
    rse     text   not null,
    bytes   bigint not null,
    files   bigint not null
);
create index on rucio_usage (account, rse);

insert into rucio_usage (account, rse, bytes, files)
select r.account, k.rse, sum(d.bytes), count(*)
from rucio_locks k join rucio_rules r on r.id = k.rule_id join rucio_dids d on d.scope = k.scope and d.name = k.name
group by r.account, k.rse;

create function rucio_keep_usage() returns trigger language plpgsql as $$
declare
    sign integer := case when tg_op = 'INSERT' then 1 else -1 end;
begin
    insert into rucio_usage (account, rse, bytes, files)
    select r.account, k.rse, sign * sum(d.bytes), sign * count(*)
    from changed k join rucio_rules r on r.id = k.rule_id join rucio_dids d on d.scope = k.scope and d.name = k.name
    group by r.account, k.rse;
    return null;
end
$$;
create trigger keep_usage after insert on rucio_locks
    referencing new table as changed for each statement execute function rucio_keep_usage();
create trigger keep_usage_of_gone after delete on rucio_locks
    referencing old table as changed for each statement execute function rucio_keep_usage();

-- While the rule is still there, which says whose its locks are.
create function rucio_release_locks() returns trigger language plpgsql as $$
begin
    delete from rucio_locks where rule_id = old.id;
    return old;
end
$$;
create trigger release_locks before delete on rucio_rules for each row execute function rucio_release_locks();
