delete from allocator.allocations;
insert into allocator.allocations (file_id, attempt, job_id, sequence, rse, site, allocated_at, ended_at, ending) overriding system value values
('1', '1', '1', '1', 'RAL_ECHO', 'UK_RAL', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', 'posted'),
('2', '1', '2', '1', 'RAL_ECHO', 'UK_RAL', '2026-11-22 12:00:00+00', '1970-01-01 00:00:00+00', 'live'),
('2049', '1', '3', '1', 'RAL_ECHO', 'UK_RAL', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', 'posted');
delete from allocator.events;
insert into allocator.events (event_id, length, time, type, workflow_id, stage_id, file_id, output_id, job_id, site, entry, rse, exit_code) overriding system value values
('1', '1', '2026-11-22 12:00:00+00', '101', '1', '0', '0', '0', '0', '', '', '', NULL),
('2', '4', '2026-11-22 12:00:00+00', '201', '1', '1', '1', '0', '0', '', '', '', NULL),
('6', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '1', '0', '0', '', '', 'RAL_ECHO', NULL),
('7', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '2', '0', '0', '', '', 'RAL_ECHO', NULL),
('8', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '3', '0', '0', '', '', 'RAL_ECHO', NULL),
('9', '1', '2026-11-22 12:00:00+00', '202', '1', '1', '4', '0', '0', '', '', 'RAL_ECHO', NULL),
('10', '1', '2026-11-22 12:00:00+00', '101', '2', '0', '0', '0', '0', '', '', '', NULL),
('11', '4', '2026-11-22 12:00:00+00', '201', '2', '1', '1025', '0', '0', '', '', '', NULL),
('15', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1025', '0', '0', '', '', 'RAL_ECHO', NULL),
('16', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1026', '0', '0', '', '', 'RAL_ECHO', NULL),
('17', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1027', '0', '0', '', '', 'RAL_ECHO', NULL),
('18', '1', '2026-11-22 12:00:00+00', '202', '2', '1', '1028', '0', '0', '', '', 'RAL_ECHO', NULL),
('19', '1', '2026-11-22 12:00:00+00', '101', '3', '0', '0', '0', '0', '', '', '', NULL),
('20', '1', '2026-11-22 12:00:00+00', '201', '3', '1', '2049', '0', '0', '', '', '', NULL),
('21', '1', '2026-11-22 12:00:00+00', '202', '3', '1', '2049', '0', '0', '', '', 'RAL_ECHO', NULL),
('22', '1', '2026-11-22 12:00:00+00', '301', '1', '1', '0', '0', '1', '', '', '', NULL),
('23', '1', '2026-11-22 12:00:00+00', '302', '1', '1', '0', '0', '1', 'UK_RAL', 'RAL_entry', '', NULL),
('24', '1', '2026-11-22 12:00:00+00', '401', '1', '1', '1', '0', '1', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('25', '1', '2026-11-22 12:00:00+00', '303', '1', '1', '0', '0', '1', 'UK_RAL', 'RAL_entry', '', NULL),
('26', '1', '2026-11-22 12:00:00+00', '407', '1', '1', '1', '0', '1', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('27', '1', '2026-11-22 12:00:00+00', '408', '1', '1', '0', '1', '1', 'UK_RAL', 'RAL_entry', '', NULL),
('28', '1', '2026-11-22 12:00:00+00', '304', '1', '1', '0', '0', '1', 'UK_RAL', 'RAL_entry', '', '0'),
('29', '1', '2026-11-22 12:00:00+00', '404', '1', '1', '0', '1', '1', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('30', '1', '2026-11-22 12:00:00+00', '305', '1', '1', '0', '0', '1', 'UK_RAL', 'RAL_entry', '', '0'),
('31', '1', '2026-11-22 12:00:00+00', '301', '1', '1', '0', '0', '2', '', '', '', NULL),
('32', '1', '2026-11-22 12:00:00+00', '302', '1', '1', '0', '0', '2', 'UK_RAL', 'RAL_entry', '', NULL),
('33', '1', '2026-11-22 12:00:00+00', '401', '1', '1', '2', '0', '2', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('34', '1', '2026-11-22 12:00:00+00', '303', '1', '1', '0', '0', '2', 'UK_RAL', 'RAL_entry', '', NULL),
('35', '1', '2026-11-22 12:00:00+00', '104', '2', '0', '0', '0', '0', '', '', '', NULL),
('36', '1', '2026-11-22 12:00:00+00', '301', '3', '1', '0', '0', '3', '', '', '', NULL),
('37', '1', '2026-11-22 12:00:00+00', '302', '3', '1', '0', '0', '3', 'UK_RAL', 'RAL_entry', '', NULL),
('38', '1', '2026-11-22 12:00:00+00', '401', '3', '1', '2049', '0', '3', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('39', '1', '2026-11-22 12:00:00+00', '303', '3', '1', '0', '0', '3', 'UK_RAL', 'RAL_entry', '', NULL),
('40', '1', '2026-11-22 12:00:00+00', '407', '3', '1', '2049', '0', '3', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('41', '1', '2026-11-22 12:00:00+00', '408', '3', '1', '0', '2', '3', 'UK_RAL', 'RAL_entry', '', NULL),
('42', '1', '2026-11-22 12:00:00+00', '304', '3', '1', '0', '0', '3', 'UK_RAL', 'RAL_entry', '', '0'),
('43', '1', '2026-11-22 12:00:00+00', '404', '3', '1', '0', '2', '3', 'UK_RAL', 'RAL_entry', 'RAL_ECHO', NULL),
('44', '1', '2026-11-22 12:00:00+00', '305', '3', '1', '0', '0', '3', 'UK_RAL', 'RAL_entry', '', '0'),
('45', '1', '2026-11-22 12:00:00+00', '207', '3', '0', '0', '0', '0', '', '', '', NULL);
delete from allocator.file_blocks;
insert into allocator.file_blocks (block, workflow_id, stage_id) overriding system value values
('0', '1', '1'),
('1', '2', '1'),
('2', '3', '1');
delete from allocator.files;
insert into allocator.files (file_id, workflow_id, stage_id, did, size_bytes, state, attempts, rse, site, replica_set, allocated_at, processed_at) overriding system value values
('3', '1', '1', 'usertests:f3.root', '100', 'unallocated', '0', '', '', '1', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00'),
('4', '1', '1', 'usertests:f4.root', '100', 'unallocated', '0', '', '', '1', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00'),
('1025', '2', '1', 'usertests:f1.root', '100', 'unallocated', '0', '', '', '1', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00'),
('1026', '2', '1', 'usertests:f2.root', '100', 'unallocated', '0', '', '', '1', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00'),
('1027', '2', '1', 'usertests:f3.root', '100', 'unallocated', '0', '', '', '1', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00'),
('1028', '2', '1', 'usertests:f4.root', '100', 'unallocated', '0', '', '', '1', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00'),
('1', '1', '1', 'usertests:f1.root', '100', 'processed', '1', 'RAL_ECHO', 'UK_RAL', '1', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00'),
('2', '1', '1', 'usertests:f2.root', '100', 'allocated', '1', 'RAL_ECHO', 'UK_RAL', '1', '2026-11-22 12:00:00+00', '1970-01-01 00:00:00+00'),
('2049', '3', '1', 'usertests:f1.root', '100', 'processed', '1', 'RAL_ECHO', 'UK_RAL', '1', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00');
delete from allocator.inventory;
insert into allocator.inventory (id, document) overriding system value values
('1', '{"sites":[{"name":"UK_RAL","enabled":true,"entries":["RAL_entry"],"limits":{"max_cores":0,"max_memory_mib":0,"max_wall_seconds":0},"entry_limits":{}},{"name":"CERN","enabled":true,"entries":["CERN_entry"],"limits":{"max_cores":0,"max_memory_mib":0,"max_wall_seconds":0},"entry_limits":{}},{"name":"US_Off","enabled":false,"entries":[],"limits":{"max_cores":0,"max_memory_mib":0,"max_wall_seconds":0},"entry_limits":{}}],"storages":[{"rse":"RAL_ECHO","readable":true,"writable":true,"tape":false,"scheme":"davs","write_prefix":"davs://ral-echo.example:1094/data","deterministic":true},{"rse":"CERN_EOS","readable":true,"writable":true,"tape":false,"scheme":"davs","write_prefix":"davs://cern-eos.example:1094/data","deterministic":true}],"distances":[{"site":"UK_RAL","rse":"RAL_ECHO","distance":0},{"site":"UK_RAL","rse":"CERN_EOS","distance":90},{"site":"CERN","rse":"CERN_EOS","distance":0},{"site":"CERN","rse":"RAL_ECHO","distance":90}],"quotas":[{"name":"usertests","enabled":true,"max_running_jobs":100000,"max_files_per_workflow":1000000}]}');
delete from allocator.job_logs;
insert into allocator.job_logs (job_id, log, why_ended) overriding system value values
('1', 'it ran', ''),
('3', 'it ran', '');
delete from allocator.jobs;
insert into allocator.jobs (job_id, jobsub_id, workflow_id, stage_id, state, job_secret, jobscript_secret, site, entry, hostname, cpuinfo, os_release, rss_bytes, processors, wall_seconds, submitted_at, started_at, heartbeat_at, outputting_at, finished_at, real_seconds, user_seconds, sys_seconds, max_rss_bytes, exit_code, abort_code, allocated_files, asked_for_file, record_digest, confirm_digest) overriding system value values
('1', '1.0@justin-prod-sched01.dune.hep.ac.uk', '1', '1', 'finished', 's3cr3t-Key_', '4Vlf5kdmeLcY-2O_yoXjyIMdSkGWp7c2sKHfLhMNuTEQ7vV3tZRc_4MpuWlfAzshdBKlddEfJk-o08eiMHep3w', 'UK_RAL', 'RAL_entry', 'wn1.example', 'Some CPU', 'Some Linux 9', '4000000000', '1', '86400', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '10.5', '9', '1', '1024000', '0', NULL, '1', 'true', '332cee5a262525fcba8880052e49566cad576d44e3b749abe6017029a5a43741', '6d44f7c40e6bd42ad15b0182ae8a07ae1e4921b4379cbf437fff9586a0e27838'),
('2', '2.0@justin-prod-sched01.dune.hep.ac.uk', '1', '1', 'processing', 's3cr3t-Key_', 'pOfQ1zfhvGt2qDtm1br45W48Ml0EUf3Rva4IokJfXuXDCAP9Xfflf0Uu2QW3S_MOR7LfKrIecIQjmN_jiaOM4w', 'UK_RAL', 'RAL_entry', 'wn1.example', 'Some CPU', 'Some Linux 9', '4000000000', '1', '86400', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00', '0', '0', '0', '0', NULL, NULL, '1', 'true', '', ''),
('3', '3.0@justin-prod-sched01.dune.hep.ac.uk', '3', '1', 'finished', 's3cr3t-Key_', 'E6P_eDOeHtC7CUZzRx7XaRC7X9_aPxoAz33fg9GDQdHIXY-bssaDFQq0GMDh1Zd6NMrtOCSehc0-ILZCqYtA1A', 'UK_RAL', 'RAL_entry', 'wn1.example', 'Some CPU', 'Some Linux 9', '4000000000', '1', '86400', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '10.5', '9', '1', '1024000', '0', NULL, '1', 'true', '574fab4e60fc9a8dbd89f9fb9dfe0f2d4f424fa4c69e24efa0a731f4ccc81297', '7610552c23917407cb1431e231b7e93b637d595175a5568e72d491c81757bd2e');
delete from allocator.leadership;
insert into allocator.leadership (epoch, leader, expires_at) overriding system value values
('1', '17334@vm', '2026-11-29 12:43:18.866588+00');
delete from allocator.outputs;
insert into allocator.outputs (output_id, workflow_id, stage_id, pattern_id, did, job_id, state, size_bytes, adler32, rse, pfn, events, dataset, dataset_number, metadata, parents, recorded_at, confirmed_at, registered_at) overriding system value values
('1', '1', '1', '1', 'usertests:1-0-justin-prod-sched01-dune-hep-ac-uk.root', '1', 'output', '1000', '', 'RAL_ECHO', 'davs://ral-echo.example:1094/data/usertests/a1/e9/1-0-justin-prod-sched01-dune-hep-ac-uk.root', '0', 'dw1', '1', '{}', '[]', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '1970-01-01 00:00:00+00'),
('2', '3', '1', '1', 'usertests:3-0-justin-prod-sched01-dune-hep-ac-uk.root', '3', 'output', '1000', '', 'RAL_ECHO', 'davs://ral-echo.example:1094/data/usertests/3b/29/3-0-justin-prod-sched01-dune-hep-ac-uk.root', '0', 'dw3', '1', '{}', '[]', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00', '2026-11-22 12:00:00+00');
delete from allocator.replica_sets;
insert into allocator.replica_sets (number, rses) overriding system value values
('1', 'RAL_ECHO');
delete from allocator.replicas;
insert into allocator.replicas (file_id, rse, wan_pfn, lan_pfn, accessible_until) overriding system value values
('1', 'RAL_ECHO', 'root://ral-wan//f1.root', 'root://ral-lan//f1.root', 'infinity'),
('2', 'RAL_ECHO', 'root://ral-wan//f2.root', 'root://ral-lan//f2.root', 'infinity'),
('3', 'RAL_ECHO', 'root://ral-wan//f3.root', 'root://ral-lan//f3.root', 'infinity'),
('4', 'RAL_ECHO', 'root://ral-wan//f4.root', 'root://ral-lan//f4.root', 'infinity'),
('1025', 'RAL_ECHO', 'root://ral-wan//f1.root', 'root://ral-lan//f1.root', 'infinity'),
('1026', 'RAL_ECHO', 'root://ral-wan//f2.root', 'root://ral-lan//f2.root', 'infinity'),
('1027', 'RAL_ECHO', 'root://ral-wan//f3.root', 'root://ral-lan//f3.root', 'infinity'),
('1028', 'RAL_ECHO', 'root://ral-wan//f4.root', 'root://ral-lan//f4.root', 'infinity'),
('2049', 'RAL_ECHO', 'root://ral-wan//f1.root', 'root://ral-lan//f1.root', 'infinity');
delete from allocator.stage_directories;
delete from allocator.workflows;
insert into allocator.workflows (workflow_id, status, inputs_found, retired, opened_at, document, settings) overriding system value values
('1', 'OPEN', 'true', 'false', '2026-11-22 12:00:00+00', E'{"workflow":1,"campaign":"","owner":"rita@example.org","scope":"usertests","quota_name":"usertests","mql":"files from usertests:all","refinding":null,"stages":[{"stage":1,"jobscript":"#!/bin/sh\\necho hello\\n","jobscript_image":"","processors":1,"rss_bytes":2097152000,"wall_seconds":3600,"max_distance":100,"priority":50,"max_files_per_job":20,"max_attempts":6,"max_running_jobs":100000,"sites":[],"input_rses":[],"output_rses":[],"outputs":[{"pattern_id":1,"file_pattern":"*.root","destination":"DATASET","name":"dw1","rse_expression":"","lifetime_seconds":86400}],"environment":{"SAMPLE":"muons","FLAVOUR":"vanilla"},"gpu":null,"group":""}]}', '[{"priority":50,"max_running_jobs":100000,"quarantines":[]}]'),
('2', 'PAUSED', 'true', 'false', '2026-11-22 12:00:00+00', E'{"workflow":2,"campaign":"","owner":"rita@example.org","scope":"usertests","quota_name":"usertests","mql":"files from usertests:all","refinding":null,"stages":[{"stage":1,"jobscript":"#!/bin/sh\\necho hello\\n","jobscript_image":"","processors":1,"rss_bytes":2097152000,"wall_seconds":3600,"max_distance":100,"priority":50,"max_files_per_job":20,"max_attempts":6,"max_running_jobs":100000,"sites":[],"input_rses":[],"output_rses":[],"outputs":[{"pattern_id":1,"file_pattern":"*.root","destination":"DATASET","name":"dw2","rse_expression":"","lifetime_seconds":86400}],"environment":{"SAMPLE":"muons","FLAVOUR":"vanilla"},"gpu":null,"group":""}]}', '[{"priority":50,"max_running_jobs":100000,"quarantines":[]}]'),
('3', 'CLOSED', 'true', 'true', '2026-11-22 12:00:00+00', E'{"workflow":3,"campaign":"","owner":"rita@example.org","scope":"usertests","quota_name":"usertests","mql":"files from usertests:all","refinding":null,"stages":[{"stage":1,"jobscript":"#!/bin/sh\\necho hello\\n","jobscript_image":"","processors":1,"rss_bytes":2097152000,"wall_seconds":3600,"max_distance":100,"priority":50,"max_files_per_job":20,"max_attempts":6,"max_running_jobs":100000,"sites":[],"input_rses":[],"output_rses":[],"outputs":[{"pattern_id":1,"file_pattern":"*.root","destination":"DATASET","name":"dw3","rse_expression":"","lifetime_seconds":86400}],"environment":{"SAMPLE":"muons","FLAVOUR":"vanilla"},"gpu":null,"group":""}]}', '[{"priority":50,"max_running_jobs":100000,"quarantines":[]}]');
