-- Standing orders for rules. Filter and rules are kept, and told, as the text that came in.
create table rucio_subscriptions (
    id          text primary key,
    account     text        not null references rucio_accounts,
    name        text        not null,
    state       text        not null check (state in ('ACTIVE', 'INACTIVE', 'UPDATED')),
    filter      text        not null,
    rules       text        not null,
    comments    text,
    policyid    integer     not null,
    retroactive boolean     not null,
    expires_at  timestamptz,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    unique (account, name)
);

-- Whether subscriptions have yet to look at it.
alter table rucio_dids add column is_new boolean not null default false;
create index on rucio_dids (created_at) where is_new;
