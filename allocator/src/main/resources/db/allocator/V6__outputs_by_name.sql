-- Outputs by their name, voided ones too: before, asking for one read them all. Made while pilots go on.
create index concurrently outputs_by_name on outputs (did);
