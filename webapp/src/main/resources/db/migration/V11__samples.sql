-- What samples over data were frozen to. A piece has up to ten thousand files as compressed lines: a sample may have a million.
create table muster.sample_piece (
    campaign_id integer not null references muster.campaign,
    sample      text    not null,
    piece       integer not null,
    files       integer not null,
    content     bytea   not null,
    primary key (campaign_id, sample, piece)
);

create table muster.sample (
    campaign_id integer     not null references muster.campaign,
    name        text        not null,
    frozen_at   timestamptz not null,
    files       bigint      not null,
    bytes       bigint      not null,
    events      bigint,
    digest      text        not null,
    note        text check (note <> ''),
    primary key (campaign_id, name)
);

-- Ranges of a frozen sample, each for one row of the plan, in the order of the plan.
create table muster.sample_slice (
    campaign_id integer not null,
    sample      text    not null,
    slice       integer not null,
    purpose     text    not null,
    skip        bigint  not null,
    files       bigint  not null,
    bytes       bigint  not null,
    events      bigint,
    run         bigint,
    primary key (campaign_id, sample, slice),
    foreign key (campaign_id, sample) references muster.sample
);

-- Lists of files that came with a request, one name a line.
create table muster.file_list (
    campaign_id integer not null references muster.campaign,
    name        text    not null,
    content     text    not null,
    primary key (campaign_id, name)
);

-- Nobody knows how many events the files of a sample hold before it is frozen, and perhaps not then.
alter table muster.campaign alter column events_requested drop not null;
