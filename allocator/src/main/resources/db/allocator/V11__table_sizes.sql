-- How large tables were, once a day: what grows is seen by comparison.
create table table_sizes (
    name  text   not null,
    day   date   not null,
    rows  bigint not null,
    bytes bigint not null,
    primary key (name, day)
);
