-- The one key that signs MetaCat's tokens.
create table metacat_secret (
    one    boolean primary key default true check (one),
    secret bytea not null
);
