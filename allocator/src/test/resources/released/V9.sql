delete from allocator.allocations;
insert into allocator.allocations (file_id, attempt, job_id, sequence, rse, site, allocated_at, ended_at, ending) overriding system value values
('1', '1', '1', '1', 'RAL_ECHO', 'UK_RAL', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', 'posted'),
('2', '1', '2', '1', 'RAL_ECHO', 'UK_RAL', '2026-11-22 12:00:00+00', NULL, 'live'),
('2049', '1', '3', '1', 'RAL_ECHO', 'UK_RAL', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', 'posted');
delete from allocator.events;
insert into allocator.events (event_id, length, time, type, workflow_id, stage_id, file_id, output_id, job_id, site, entry, rse, exit_code) overriding system value values
('1', '1', '2026-11-22 12:00:00+00', '101', '1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('2', '4', '2026-11-22 12:00:00+00', '201', '1', '1', '1', NULL, NULL, NULL, NULL, NULL, NULL),
('6', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '1', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('7', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '2', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('8', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '3', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('9', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '4', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('10', '1', '2026-11-22 12:00:00+00', '101', '2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('11', '4', '2026-11-22 12:00:00+00', '201', '2', '1', '1025', NULL, NULL, NULL, NULL, NULL, NULL),
('15', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1025', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('16', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1026', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('17', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1027', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('18', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1028', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('19', '1', '2026-11-22 12:00:00+00', '101', '3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('20', '1', '2026-11-22 12:00:00+00', '201', '3', '1', '2049', NULL, NULL, NULL, NULL, NULL, NULL),
('21', '1', '2026-11-22 12:00:00+00', '202', '3', '1', '2049', NULL, NULL, NULL, NULL, 'RAL_ECHO', NULL),
('22', '1', '2026-11-22 12:00:00+00', '301', '1', '1', NULL, NULL, '1', NULL, NULL, NULL, NULL),
('23', '1', '2026-11-22 12:00:00+00', '302', '1', '1', NULL, NULL, '1', 'UK_RAL', 'RAL_entry', NULL, NULL),
('24', '1', '2026-11-22 12:00:00+00', '401', '1', '1', '1', NULL, '1', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('25', '1', '2026-11-22 12:00:00+00', '303', '1', '1', NULL, NULL, '1', 'UK_RAL', 'RAL_entry', NULL, NULL),
('26', '1', '2026-11-22 12:00:00+00', '407', '1', '1', '1', NULL, '1', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('27', '1', '2026-11-22 12:00:00+00', '408', '1', '1', NULL, '1', '1', 'UK_RAL', 'RAL_entry', NULL, NULL),
('28', '1', '2026-11-22 12:00:00+00', '304', '1', '1', NULL, NULL, '1', 'UK_RAL', 'RAL_entry', NULL, '0'),
('29', '1', '2026-11-22 12:00:00+00', '404', '1', '1', NULL, '1', '1', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('30', '1', '2026-11-22 12:00:00+00', '305', '1', '1', NULL, NULL, '1', 'UK_RAL', 'RAL_entry', NULL, '0'),
('31', '1', '2026-11-22 12:00:00+00', '301', '1', '1', NULL, NULL, '2', NULL, NULL, NULL, NULL),
('32', '1', '2026-11-22 12:00:00+00', '302', '1', '1', NULL, NULL, '2', 'UK_RAL', 'RAL_entry', NULL, NULL),
('33', '1', '2026-11-22 12:00:00+00', '401', '1', '1', '2', NULL, '2', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('34', '1', '2026-11-22 12:00:00+00', '303', '1', '1', NULL, NULL, '2', 'UK_RAL', 'RAL_entry', NULL, NULL),
('35', '1', '2026-11-22 12:00:00+00', '104', '2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
('36', '1', '2026-11-22 12:00:00+00', '301', '3', '1', NULL, NULL, '3', NULL, NULL, NULL, NULL),
('37', '1', '2026-11-22 12:00:00+00', '302', '3', '1', NULL, NULL, '3', 'UK_RAL', 'RAL_entry', NULL, NULL),
('38', '1', '2026-11-22 12:00:00+00', '401', '3', '1', '2049', NULL, '3', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('39', '1', '2026-11-22 12:00:00+00', '303', '3', '1', NULL, NULL, '3', 'UK_RAL', 'RAL_entry', NULL, NULL),
('40', '1', '2026-11-22 12:00:00+00', '407', '3', '1', '2049', NULL, '3', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('41', '1', '2026-11-22 12:00:00+00', '408', '3', '1', NULL, '2', '3', 'UK_RAL', 'RAL_entry', NULL, NULL),
('42', '1', '2026-11-22 12:00:00+00', '304', '3', '1', NULL, NULL, '3', 'UK_RAL', 'RAL_entry', NULL, '0'),
('43', '1', '2026-11-22 12:00:00+00', '404', '3', '1', NULL, '2', '3', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('44', '1', '2026-11-22 12:00:00+00', '305', '3', '1', NULL, NULL, '3', 'UK_RAL', 'RAL_entry', NULL, '0'),
('45', '1', '2026-11-22 12:00:00+00', '207', '3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
delete from allocator.file_blocks;
insert into allocator.file_blocks (block, workflow_id, stage_id) overriding system value values
('0', '1', '1'),
('1', '2', '1'),
('2', '3', '1');
delete from allocator.file_sums;
insert into allocator.file_sums (workflow_id, stage_id, state, files) overriding system value values
('3', '1', 'processed', '1');
delete from allocator.files;
insert into allocator.files (file_id, workflow_id, stage_id, did, size_bytes, state, attempts, rse, site, replica_set, allocated_at, processed_at) overriding system value values
('3', '1', '1', 'usertests:f3.root', '100', 'unallocated', '0', NULL, NULL, '1', NULL, NULL),
('4', '1', '1', 'usertests:f4.root', '100', 'unallocated', '0', NULL, NULL, '1', NULL, NULL),
('1025', '2', '1', 'usertests:f1.root', '100', 'unallocated', '0', NULL, NULL, '1', NULL, NULL),
('1026', '2', '1', 'usertests:f2.root', '100', 'unallocated', '0', NULL, NULL, '1', NULL, NULL),
('1027', '2', '1', 'usertests:f3.root', '100', 'unallocated', '0', NULL, NULL, '1', NULL, NULL),
('1028', '2', '1', 'usertests:f4.root', '100', 'unallocated', '0', NULL, NULL, '1', NULL, NULL),
('1', '1', '1', 'usertests:f1.root', '100', 'processed', '1', 'RAL_ECHO', 'UK_RAL', '1', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00'),
('2', '1', '1', 'usertests:f2.root', '100', 'allocated', '1', 'RAL_ECHO', 'UK_RAL', '1', '2026-11-22 12:00:00+00', NULL),
('2049', '3', '1', 'usertests:f1.root', '100', 'processed', '1', 'RAL_ECHO', 'UK_RAL', '1', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00');
delete from allocator.inventory;
insert into allocator.inventory (id, document) overriding system value values
('1', '{"sites":[{"name":"UK_RAL","enabled":true,"entries":["RAL_entry"],"limits":{"max_cores":null,"max_memory_mib":null,"max_wall_seconds":null},"entry_limits":{}},{"name":"CERN","enabled":true,"entries":["CERN_entry"],"limits":{"max_cores":null,"max_memory_mib":null,"max_wall_seconds":null},"entry_limits":{}},{"name":"US_Off","enabled":false,"entries":[],"limits":{"max_cores":null,"max_memory_mib":null,"max_wall_seconds":null},"entry_limits":{}}],"storages":[{"rse":"RAL_ECHO","readable":true,"writable":true,"tape":false,"scheme":"davs","write_prefix":"davs://ral-echo.example:1094/data","deterministic":true},{"rse":"CERN_EOS","readable":true,"writable":true,"tape":false,"scheme":"davs","write_prefix":"davs://cern-eos.example:1094/data","deterministic":true}],"distances":[{"site":"UK_RAL","rse":"RAL_ECHO","distance":0},{"site":"UK_RAL","rse":"CERN_EOS","distance":90},{"site":"CERN","rse":"CERN_EOS","distance":0},{"site":"CERN","rse":"RAL_ECHO","distance":90}],"quotas":[{"name":"usertests","enabled":true,"max_running_jobs":100000,"max_files_per_workflow":1000000}]}');
delete from allocator.job_logs;
insert into allocator.job_logs (job_id, log, why_ended) overriding system value values
('1', 'it ran', NULL),
('3', 'it ran', NULL);
delete from allocator.job_sums;
insert into allocator.job_sums (workflow_id, stage_id, state, site, code, jobs, real_millis) overriding system value values
('3', '1', 'finished', 'UK_RAL', '0', '1', '10500');
delete from allocator.jobs;
insert into allocator.jobs (job_id, jobsub_id, workflow_id, stage_id, state, job_secret, jobscript_secret, site, entry, hostname, cpuinfo, os_release, rss_bytes, processors, wall_seconds, submitted_at, started_at, heartbeat_at, outputting_at, finished_at, real_seconds, user_seconds, sys_seconds, max_rss_bytes, exit_code, abort_code, allocated_files, asked_for_file, record_digest, confirm_digest) overriding system value values
('1', '1.0@justin-prod-sched01.dune.hep.ac.uk', '1', '1', 'finished', 's3cr3t-Key_1.0@justin-prod-sched01.dune.hep.ac.uk', 'nkA9sNUWMvOCYrzTbkuwJR5UZRhhsj7WcThyueLIuDUI5jkvLdtLIjxEDJcPkhrpFHZBTfOlr_odbyBWKWBvnA', 'UK_RAL', 'RAL_entry', 'wn1.example', 'Some CPU', 'Some Linux 9', '4000000000', '1', '86400', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '10.5', '9', '1', '1024000', '0', NULL, '1', 'true', '332cee5a262525fcba8880052e49566cad576d44e3b749abe6017029a5a43741', '6d44f7c40e6bd42ad15b0182ae8a07ae1e4921b4379cbf437fff9586a0e27838'),
('2', '2.0@justin-prod-sched01.dune.hep.ac.uk', '1', '1', 'processing', 's3cr3t-Key_', 'CIeuRh6p0Jg6d6cAXkKqOa7QQLTVSg_8FQESA5niYqMqC4-pZeMXrNtNlAz9uRFo8RfMI-YmpXqKp3WwlafCRA', 'UK_RAL', 'RAL_entry', 'wn1.example', 'Some CPU', 'Some Linux 9', '4000000000', '1', '86400', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1', 'true', NULL, NULL),
('3', '3.0@justin-prod-sched01.dune.hep.ac.uk', '3', '1', 'finished', 's3cr3t-of-3', 'tLVwlT8nk10S47tBrgLq3MXpmtoA3dCEDI8qPtHBD2suyRuKIGM6aTUmu2SrFvSHTqkVfk_dLlUVVon3Q7EYEw', 'UK_RAL', 'RAL_entry', 'wn1.example', 'Some CPU', 'Some Linux 9', '4000000000', '1', '86400', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '10.5', '9', '1', '1024000', '0', NULL, '1', 'true', '574fab4e60fc9a8dbd89f9fb9dfe0f2d4f424fa4c69e24efa0a731f4ccc81297', '7610552c23917407cb1431e231b7e93b637d595175a5568e72d491c81757bd2e');
delete from allocator.leadership;
insert into allocator.leadership (epoch, leader, expires_at) overriding system value values
('1', '10327@vm', '2026-11-30 11:54:15.392077+00');
delete from allocator.output_sums;
insert into allocator.output_sums (workflow_id, stage_id, state, outputs, bytes, events) overriding system value values
('3', '1', 'output', '1', '1000', '0');
delete from allocator.outputs;
insert into allocator.outputs (output_id, workflow_id, stage_id, pattern_id, did, job_id, state, size_bytes, adler32, rse, pfn, events, dataset, dataset_number, metadata, parents, recorded_at, confirmed_at, registered_at) overriding system value values
('1', '1', '1', '1', 'usertests:1-0-justin-prod-sched01-dune-hep-ac-uk.root', '1', 'output', '1000', NULL, 'RAL_ECHO', 'davs://ral-echo.example:1094/data/usertests/a1/e9/1-0-justin-prod-sched01-dune-hep-ac-uk.root', '0', 'dw1', '1', '{}', '[]', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', NULL),
('2', '3', '1', '1', 'usertests:3-0-justin-prod-sched01-dune-hep-ac-uk.root', '3', 'output', '1000', NULL, 'RAL_ECHO', 'davs://ral-echo.example:1094/data/usertests/3b/29/3-0-justin-prod-sched01-dune-hep-ac-uk.root', '0', 'dw3', '1', '{}', '[]', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00');
delete from allocator.replica_sets;
insert into allocator.replica_sets (number, rses) overriding system value values
('1', 'RAL_ECHO');
delete from allocator.replicas;
insert into allocator.replicas (file_id, rse, wan_pfn, lan_pfn, accessible_until) overriding system value values
('1', 'RAL_ECHO', 'root://ral-wan//f1.root', 'root://ral-lan//f1.root', NULL),
('2', 'RAL_ECHO', 'root://ral-wan//f2.root', 'root://ral-lan//f2.root', NULL),
('3', 'RAL_ECHO', 'root://ral-wan//f3.root', 'root://ral-lan//f3.root', NULL),
('4', 'RAL_ECHO', 'root://ral-wan//f4.root', 'root://ral-lan//f4.root', NULL),
('1025', 'RAL_ECHO', 'root://ral-wan//f1.root', 'root://ral-lan//f1.root', NULL),
('1026', 'RAL_ECHO', 'root://ral-wan//f2.root', 'root://ral-lan//f2.root', NULL),
('1027', 'RAL_ECHO', 'root://ral-wan//f3.root', 'root://ral-lan//f3.root', NULL),
('1028', 'RAL_ECHO', 'root://ral-wan//f4.root', 'root://ral-lan//f4.root', NULL),
('2049', 'RAL_ECHO', 'root://ral-wan//f1.root', 'root://ral-lan//f1.root', NULL);
delete from allocator.stage_directories;
delete from allocator.stages;
insert into allocator.stages (workflow_id, stage_id, max_attempts) overriding system value values
('1', '1', '6'),
('2', '1', '6'),
('3', '1', '6');
delete from allocator.workflows;
insert into allocator.workflows (workflow_id, status, inputs_found, retired, opened_at, document, settings, summed) overriding system value values
('1', 'OPEN', 'true', 'false', '2026-11-22 12:00:00+00', E'{"workflow":1,"campaign":null,"owner":"rita@example.org","scope":"usertests","quota_name":"usertests","mql":"files from usertests:all","refinding":null,"stages":[{"stage":1,"jobscript":"#!/bin/sh\\necho hello\\n","jobscript_image":null,"processors":1,"rss_bytes":2097152000,"wall_seconds":3600,"max_distance":100,"priority":50,"max_files_per_job":20,"max_attempts":6,"max_running_jobs":100000,"sites":[],"input_rses":[],"output_rses":[],"outputs":[{"pattern_id":1,"file_pattern":"*.root","destination":"DATASET","name":"dw1","rse_expression":null,"lifetime_seconds":86400}],"environment":{"FLAVOUR":"vanilla","SAMPLE":"muons"},"gpu":null,"group":null}]}', '[{"priority":50,"max_running_jobs":100000,"quarantines":[]}]', 'false'),
('2', 'PAUSED', 'true', 'false', '2026-11-22 12:00:00+00', E'{"workflow":2,"campaign":null,"owner":"rita@example.org","scope":"usertests","quota_name":"usertests","mql":"files from usertests:all","refinding":null,"stages":[{"stage":1,"jobscript":"#!/bin/sh\\necho hello\\n","jobscript_image":null,"processors":1,"rss_bytes":2097152000,"wall_seconds":3600,"max_distance":100,"priority":50,"max_files_per_job":20,"max_attempts":6,"max_running_jobs":100000,"sites":[],"input_rses":[],"output_rses":[],"outputs":[{"pattern_id":1,"file_pattern":"*.root","destination":"DATASET","name":"dw2","rse_expression":null,"lifetime_seconds":86400}],"environment":{"FLAVOUR":"vanilla","SAMPLE":"muons"},"gpu":null,"group":null}]}', '[{"priority":50,"max_running_jobs":100000,"quarantines":[]}]', 'false'),
('3', 'CLOSED', 'true', 'true', '2026-11-22 12:00:00+00', E'{"workflow":3,"campaign":null,"owner":"rita@example.org","scope":"usertests","quota_name":"usertests","mql":"files from usertests:all","refinding":null,"stages":[{"stage":1,"jobscript":"#!/bin/sh\\necho hello\\n","jobscript_image":null,"processors":1,"rss_bytes":2097152000,"wall_seconds":3600,"max_distance":100,"priority":50,"max_files_per_job":20,"max_attempts":6,"max_running_jobs":100000,"sites":[],"input_rses":[],"output_rses":[],"outputs":[{"pattern_id":1,"file_pattern":"*.root","destination":"DATASET","name":"dw3","rse_expression":null,"lifetime_seconds":86400}],"environment":{"FLAVOUR":"vanilla","SAMPLE":"muons"},"gpu":null,"group":null}]}', '[{"priority":50,"max_running_jobs":100000,"quarantines":[]}]', 'true');
