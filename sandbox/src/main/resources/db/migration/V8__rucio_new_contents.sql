-- What was put into a collection since its rules were evaluated last: a rule whose dataset grows by one file looks at that file
-- alone, however many it keeps. It takes the place of the collections' names, which said only that there is something.
create table rucio_new_contents (
    scope       text collate "C" not null,
    name        text collate "C" not null,
    child_scope text collate "C" not null,
    child_name  text collate "C" not null,
    primary key (scope, name, child_scope, child_name)
);

insert into rucio_new_contents (scope, name, child_scope, child_name)
select c.scope, c.name, c.child_scope, c.child_name
from rucio_updated_dids u join rucio_contents c on c.scope = u.scope and c.name = u.name;
drop table rucio_updated_dids;

-- Whether a rule has locks that are not there yet is asked with every change, of rules with any number of locks.
create index on rucio_locks (rule_id, state) where state <> 'O';
