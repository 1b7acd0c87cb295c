delete from muster.campaign;
insert into muster.campaign (id, name, requester, shifter, status, step, requested_at, closed_at, request, max_running_jobs, plan_revision, events_requested) overriding system value values
('1', 'released', 'rita', 'sam', 'open', 'test', '2026-11-29 12:44:00.421497+00', NULL, '# A small but complete campaign: a toy sampling calorimeter, about 200 short jobs in all.
name: released
description: Response of a toy sampling calorimeter to muons and pions
physics_group: calorimetry
policy_document: DUNE-doc-29278-v4
code:
  repository: toy-detector
  tag: v1.0.0
workflow:
  - step: generate
    jobscript: generate.jobscript
    configuration: toy-calorimeter.fcl
    events_per_job: 50
    processors: 1
    rss_mib: 256
    wall_seconds: 600
    environment: {LAYERS: "12"}
    outputs:
      - pattern: "*.hits.jsonl"
        next_stage: true
        file_size_bytes: 25000
  - step: reconstruct
    jobscript: reconstruct.jobscript
    configuration: toy-reconstruction.fcl
    processors: 1
    rss_mib: 256
    wall_seconds: 600
    # gpu: {count: 1, memory_mib: 8000, compute_capability: "7.5"}   # what each of its jobs needs of GPUs, if any
    # group: /experiment/production                                  # whose slots alone may run it
    max_distance: 100
    files_per_job: 10
    outputs:
      - pattern: "*.histogram.json"
        dataset: released-histograms
        lifetime_days: 90
        file_size_bytes: 2000
        tape: true
validation_sample:
  description: The first muons, compared with the expected spectrum before the full production starts
  samples: [{name: muons, events: 1000}]
tape:
  - {output: "*.histogram.json", files: 14, file_size_bytes: 2000}
resources:
  cpu_hours: 1
  rss_mib: 256
  storage_bytes: 20000000
samples:
  - {name: muons, events: 3000, environment: {PARTICLE: muon}}
  - {name: pions, events: 2500, environment: {PARTICLE: pion}}
final_datasets:
  - released-histograms
test: {jobs: 10, events_per_job: 2}
max_running_jobs: 6
', '6', '2', '5500');
select setval(pg_get_serial_sequence('muster.campaign', 'id'), (select max(id) from muster.campaign));
delete from muster.campaign_dataset;
insert into muster.campaign_dataset (scope, name, campaign_id) overriding system value values
('toy', 'released-histograms', '1'),
('usertests', 'released-histograms-test', '1'),
('toy', 'released', '1'),
('toy', 'released-datasets', '1');
delete from muster.decision;
insert into muster.decision (id, campaign_id, workflow_id, gate, decision, decider, role, decided_at, meeting, comment, numbers_seen) overriding system value values
('1', '1', NULL, 'appoint-shifter', 'done', 'paula', 'production', '2026-11-29 12:44:02.143455+00', '', '', E'{"planText": "released: Response of a toy sampling calorimeter to muons and pions\\ncalorimetry, code toy-detector v1.0.0, policy DUNE-doc-29278-v4\\n\\npurpose     row sample            counters events/job       events     jobs\\ntest          1 muons                   10          2           20       11\\npilot         1 muons                    4         50          200        5\\nvalidation    1 muons                   20         50         1000       22\\nproduction    1 muons                   60         50         3000       66\\nproduction    2 pions                   50         50         2500       55\\n\\nIn all        159 jobs, 159 files\\nDisk          3.63 MB (asked for: 20 MB)\\nTape          28 kB\\nComputing     1.0 core-hours estimated\\nMemory        256 MiB a job\\nFinished      after 5.2 hours at the latest, with 6 jobs at once\\nDatasets      released-histograms\\nReading       from anywhere\\nPlan revision 1"}'),
('2', '1', NULL, 'edit-plan', 'done', 'sam', 'shifters', '2026-11-29 12:44:02.720602+00', '', '', E'{"planText": "released: Response of a toy sampling calorimeter to muons and pions\\ncalorimetry, code toy-detector v1.0.0, policy DUNE-doc-29278-v4\\n\\npurpose     row sample            counters events/job       events     jobs\\ntest          1 muons                   10          2           20       11\\npilot         1 muons                    4         50          200        5\\nvalidation    1 muons                   20         50         1000       22\\nproduction    1 muons                   60         50         3000       66\\nproduction    2 pions                   50         50         2500       55\\n\\nIn all        159 jobs, 159 files\\nDisk          3.63 MB (asked for: 20 MB)\\nTape          28 kB\\nComputing     1.0 core-hours estimated\\nMemory        256 MiB a job\\nFinished      after 5.2 hours at the latest, with 6 jobs at once\\nDatasets      released-histograms\\nReading       from anywhere\\nPlan revision 1"}'),
('3', '1', NULL, 'approve-plan-production', 'approve', 'paula', 'production', '2026-11-29 12:44:02.852086+00', '', '', E'{"planText": "released: Response of a toy sampling calorimeter to muons and pions\\ncalorimetry, code toy-detector v1.0.0, policy DUNE-doc-29278-v4\\n\\npurpose     row sample            counters events/job       events     jobs\\ntest          1 muons                   10          2           20       11\\npilot         1 muons                    4         50          200        5\\nvalidation    1 muons                   20         50         1000       22\\nproduction    1 muons                   60         50         3000       66\\nproduction    2 pions                   50         50         2500       55\\n\\nIn all        159 jobs, 159 files\\nDisk          3.63 MB (asked for: 20 MB)\\nTape          28 kB\\nComputing     1.0 core-hours estimated\\nMemory        256 MiB a job\\nFinished      after 5.2 hours at the latest, with 6 jobs at once\\nDatasets      released-histograms\\nReading       from anywhere\\nPlan revision 2"}'),
('4', '1', NULL, 'approve-plan-data-management', 'approve', 'dan', 'data-management', '2026-11-29 12:44:03.182459+00', '', '', E'{"planText": "released: Response of a toy sampling calorimeter to muons and pions\\ncalorimetry, code toy-detector v1.0.0, policy DUNE-doc-29278-v4\\n\\npurpose     row sample            counters events/job       events     jobs\\ntest          1 muons                   10          2           20       11\\npilot         1 muons                    4         50          200        5\\nvalidation    1 muons                   20         50         1000       22\\nproduction    1 muons                   60         50         3000       66\\nproduction    2 pions                   50         50         2500       55\\n\\nIn all        159 jobs, 159 files\\nDisk          3.63 MB (asked for: 20 MB)\\nTape          28 kB\\nComputing     1.0 core-hours estimated\\nMemory        256 MiB a job\\nFinished      after 5.2 hours at the latest, with 6 jobs at once\\nDatasets      released-histograms\\nReading       from anywhere\\nPlan revision 2"}');
select setval(pg_get_serial_sequence('muster.decision', 'id'), (select max(id) from muster.decision));
delete from muster.incident;
delete from muster.input_manifest;
delete from muster.inventory_change;
delete from muster.inventory_proposal;
delete from muster.jobscript;
insert into muster.jobscript (campaign_id, name, content) overriding system value values
('1', 'reconstruct.jobscript', '#!/bin/bash
# Toy reconstruction: up to $FILES_PER_JOB hits files into one histogram of reconstructed energy (see README.md).
set -u
: "${SAMPLE:?}" "${FILES_PER_JOB:=10}"

touch inputs.txt
for ((n = 0; n < FILES_PER_JOB; n++)); do
    input=$("$JUSTIN_PATH/justin-get-file" --seconds-needed 60)
    result=$?
    if [ $result -ne 0 ]; then
        [ $result -eq 1 ] || echo "justin-get-file ended with $result: going on with what there is"
        break
    fi
    read -r did pfn rse <<<"$input"
    name=${did#*:}
    # A file that cannot be read is not listed as processed, so another job gets it.
    if "$JUSTIN_PATH/muster-fetch" "$pfn" "$name"; then
        echo "Got $name from $rse"
        echo "$did" >>inputs.txt
    fi
done
if [ ! -s inputs.txt ]; then
    echo "No input file for this job"
    exit 0
fi

# Named by its inputs: unique among the jobs of a workflow, and the same again if the same inputs are done again.
LC_ALL=C sort -o inputs.txt inputs.txt
first=$(head -n 1 inputs.txt)
first=${first##*_}
output="${SAMPLE}_${first%%.*}_$(sha256sum inputs.txt | cut -c1-12).histogram.json"

python3 - "$output" "$SAMPLE" <<''PYTHON'' || exit 4
import json
import sys

BINS = 60
ADC_PER_BIN = 50
CLUSTER_THRESHOLD = 12
NEIGHBOURS = ((0, 1), (1, 0), (0, -1), (-1, 0))


def clusters(cells):
    """Sums of the groups of cells of one layer that touch by their sides."""
    left = dict(cells)
    while left:
        place, total = left.popitem()
        todo = [place]
        while todo:
            row, column = todo.pop()
            for down, right in NEIGHBOURS:
                neighbour = (row + down, column + right)
                if neighbour in left:
                    total += left.pop(neighbour)
                    todo.append(neighbour)
        yield total


def reconstruct(hits):
    layers = {}
    for layer, row, column, adc in hits:
        layers.setdefault(layer, {})[row, column] = adc
    return sum(total for cells in layers.values() for total in clusters(cells) if total >= CLUSTER_THRESHOLD)


output, sample = sys.argv[1:]
dids = open("inputs.txt").read().split()
histogram = [0] * BINS
for did in dids:
    for line in open(did.split(":", 1)[-1]):
        energy = reconstruct(json.loads(line)["hits"])
        histogram[min(energy // ADC_PER_BIN, BINS - 1)] += 1

with open(output + ".tmp", "w") as stream:
    json.dump({"sample": sample, "events": sum(histogram), "bin_width_gev": 0.5, "histogram": histogram,
               "inputs": [did.split(":", 1)[-1] for did in dids]}, stream)
with open(output + ".json", "w") as stream:
    json.dump({"metadata": {"core.event_count": sum(histogram), "core.data_tier": "histogram",
                            "core.file_type": "mc", "core.file_format": "json", "core.file_content_status": "good"},
               "parents": [{"did": did} for did in dids]}, stream)
PYTHON

mv "$output.tmp" "$output" || exit 5
cat inputs.txt >>justin-processed-dids.txt
echo "Wrote $output from $(wc -l <inputs.txt) files"
'),
('1', 'generate.jobscript', '#!/bin/bash
# Toy detector simulation: one counter file per job, $EVENTS_PER_JOB events of sample $SAMPLE.
# The physics depends on the sample name and the counter alone (see README.md), so a repeated job makes the same file.
set -u
: "${SAMPLE:?}" "${EVENTS_PER_JOB:?}" "${PARTICLE:=muon}" "${LAYERS:=12}"

input=$("$JUSTIN_PATH/justin-get-file")
result=$?
if [ $result -eq 1 ]; then
    echo "No counter is left for this job"
    exit 0
elif [ $result -ne 0 ]; then
    exit $result
fi
read -r did counter rse <<<"$input"
# Two workflows of one sample get ranges of their own, so that no event is made twice.
counter=$((10#$counter + ${COUNTER_OFFSET:-0}))
echo "Generating counter $counter of sample $SAMPLE ($did from $rse)"

# The workflow id keeps the names of two workflows that make the same sample apart; it has no part in the physics.
output=$(printf ''%s_w%06d_%06d.hits.jsonl'' "$SAMPLE" "$((10#$JUSTIN_WORKFLOW_ID))" "$counter")

python3 - "$SAMPLE" "$counter" "$EVENTS_PER_JOB" "$PARTICLE" "$LAYERS" >"$output.tmp" <<''PYTHON'' || exit 4
import hashlib
import json
import math
import random
import sys

CELLS = 16
SHOWER = (0.10, 0.22, 0.25, 0.18, 0.11, 0.07, 0.04, 0.03)
ADC_PER_GEV = 100
THRESHOLD = 8

sample, counter, events, particle, layers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
u = random.Random(int(hashlib.sha256(f"{sample}:{counter}".encode()).hexdigest()[:16], 16)).random


def normal():
    """Standard deviation 0.577, of uniform numbers only: those are the same in every version of Python."""
    return u() + u() + u() + u() - 2.0


def exponential():
    return -math.log(1.0 - u())


def deposits(energy, first):
    """The energy in GeV that each layer takes."""
    for layer in range(layers):
        depth = layer - first
        if particle == "pion" and 0 <= depth < len(SHOWER):
            yield energy * SHOWER[depth] * (1.0 + 0.25 * normal())
        elif particle == "pion" and depth >= len(SHOWER):
            yield 0.0
        else:
            yield 0.20 + 0.10 * exponential()


def simulate():
    energy = 2.0 + 10.0 * exponential() if particle == "muon" else 5.0 + 20.0 * u()
    x, y = 4 + int(8 * u()), 4 + int(8 * u())
    first = int(2.0 * exponential()) if particle == "pion" else 0
    hits = []
    for layer, deposit in enumerate(list(deposits(energy, first))):
        for row in range(CELLS):
            for column in range(CELLS):
                signal = 0.05 * normal()
                distance = abs(row - y) + abs(column - x)
                if distance == 0:
                    signal += deposit * 0.6
                elif distance == 1:
                    signal += deposit * 0.1
                adc = math.floor(signal * ADC_PER_GEV)
                if adc >= THRESHOLD:
                    hits.append([layer, row, column, adc])
    return energy, hits


for event in range(events):
    energy, hits = simulate()
    print(json.dumps({"event": event, "true_energy_mev": round(1000 * energy), "hits": hits}, separators=(",", ":")))
PYTHON

cat >"$output.json" <<METADATA || exit 5
{"metadata": {"core.event_count": $EVENTS_PER_JOB, "core.first_event_number": 0,
  "core.last_event_number": $((EVENTS_PER_JOB - 1)), "core.data_tier": "simulated", "core.file_type": "mc",
  "core.file_format": "jsonl", "core.file_content_status": "good", "core.runs": [$((10#$counter))]}}
METADATA
mv "$output.tmp" "$output" || exit 5
echo "$did" >>justin-processed-dids.txt
echo "Wrote $output with $EVENTS_PER_JOB events"
');
delete from muster.last_progress;
delete from muster.log_entry;
insert into muster.log_entry (id, campaign_id, written_at, author, content) overriding system value values
('1', '1', '2026-11-29 12:44:00.446051+00', 'rita', 'Filed the production request released.'),
('2', '1', '2026-11-29 12:44:00.815695+00', 'muster', 'Step set up begins.'),
('3', '1', '2026-11-29 12:44:02.145906+00', 'paula', 'Appoint a shifter: done.'),
('4', '1', '2026-11-29 12:44:02.721284+00', 'sam', 'Edit the plan: done.'),
('5', '1', '2026-11-29 12:44:02.855619+00', 'paula', 'Approve the plan: production: approve.'),
('6', '1', '2026-11-29 12:44:03.182964+00', 'dan', 'Approve the plan: data management: approve.'),
('7', '1', '2026-11-29 12:44:03.301788+00', 'muster', 'Step test begins.'),
('8', '1', '2026-11-29 12:44:03.65+00', 'muster', 'Made workflow w1: test muons, 10 counters of 2 events, scope usertests.'),
('9', '1', '2026-11-29 12:44:03.746512+00', 'muster', 'Workflow w1 is submitted.'),
('10', '1', '2026-11-29 12:44:04.076436+00', 'muster', 'Workflow w1 is approved.'),
('11', '1', '2026-11-29 12:44:04.211915+00', 'muster-workers', 'Workflow w1 is running.'),
('12', '1', '2026-11-29 12:44:04.320851+00', 'sam', 'Workflow w1 is paused: half of its inputs are empty'),
('13', '1', '2026-11-29 12:44:04.331581+00', 'sam', 'Quarantined slice test-1 (w1): half of its inputs are empty');
select setval(pg_get_serial_sequence('muster.log_entry', 'id'), (select max(id) from muster.log_entry));
delete from muster.repair;
delete from muster.repair_list;
delete from muster.storage_usage;
delete from muster.workflow;
insert into muster.workflow (id, campaign_id, purpose, plan_order, sample, description, owner, scope, quota_name, state, message, mql, refind_seconds, refind_until, counters, counter_offset, events_per_job, stages, created_at, submitted_at, started_at, finished_at, outcome) overriding system value values
('1', '1', 'test', '1', 'muons', 'released test 1: muons', 'sam', 'usertests', 'muster', 'paused', 'half of its inputs are empty', 'monte-carlo 10', NULL, NULL, '10', '0', '2', E'[{"gpu": null, "group": "", "sites": [], "stage": 1, "outputs": [{"name": "", "pattern_id": 1, "destination": "NEXT_STAGE", "file_pattern": "*.hits.jsonl", "rse_expression": "", "lifetime_seconds": 604800}], "priority": 50, "jobscript": "#!/bin/bash\\n# Toy detector simulation: one counter file per job, $EVENTS_PER_JOB events of sample $SAMPLE.\\n# The physics depends on the sample name and the counter alone (see README.md), so a repeated job makes the same file.\\nset -u\\n: \\"${SAMPLE:?}\\" \\"${EVENTS_PER_JOB:?}\\" \\"${PARTICLE:=muon}\\" \\"${LAYERS:=12}\\"\\n\\ninput=$(\\"$JUSTIN_PATH/justin-get-file\\")\\nresult=$?\\nif [ $result -eq 1 ]; then\\n    echo \\"No counter is left for this job\\"\\n    exit 0\\nelif [ $result -ne 0 ]; then\\n    exit $result\\nfi\\nread -r did counter rse <<<\\"$input\\"\\n# Two workflows of one sample get ranges of their own, so that no event is made twice.\\ncounter=$((10#$counter + ${COUNTER_OFFSET:-0}))\\necho \\"Generating counter $counter of sample $SAMPLE ($did from $rse)\\"\\n\\n# The workflow id keeps the names of two workflows that make the same sample apart; it has no part in the physics.\\noutput=$(printf ''%s_w%06d_%06d.hits.jsonl'' \\"$SAMPLE\\" \\"$((10#$JUSTIN_WORKFLOW_ID))\\" \\"$counter\\")\\n\\npython3 - \\"$SAMPLE\\" \\"$counter\\" \\"$EVENTS_PER_JOB\\" \\"$PARTICLE\\" \\"$LAYERS\\" >\\"$output.tmp\\" <<''PYTHON'' || exit 4\\nimport hashlib\\nimport json\\nimport math\\nimport random\\nimport sys\\n\\nCELLS = 16\\nSHOWER = (0.10, 0.22, 0.25, 0.18, 0.11, 0.07, 0.04, 0.03)\\nADC_PER_GEV = 100\\nTHRESHOLD = 8\\n\\nsample, counter, events, particle, layers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])\\nu = random.Random(int(hashlib.sha256(f\\"{sample}:{counter}\\".encode()).hexdigest()[:16], 16)).random\\n\\n\\ndef normal():\\n    \\"\\"\\"Standard deviation 0.577, of uniform numbers only: those are the same in every version of Python.\\"\\"\\"\\n    return u() + u() + u() + u() - 2.0\\n\\n\\ndef exponential():\\n    return -math.log(1.0 - u())\\n\\n\\ndef deposits(energy, first):\\n    \\"\\"\\"The energy in GeV that each layer takes.\\"\\"\\"\\n    for layer in range(layers):\\n        depth = layer - first\\n        if particle == \\"pion\\" and 0 <= depth < len(SHOWER):\\n            yield energy * SHOWER[depth] * (1.0 + 0.25 * normal())\\n        elif particle == \\"pion\\" and depth >= len(SHOWER):\\n            yield 0.0\\n        else:\\n            yield 0.20 + 0.10 * exponential()\\n\\n\\ndef simulate():\\n    energy = 2.0 + 10.0 * exponential() if particle == \\"muon\\" else 5.0 + 20.0 * u()\\n    x, y = 4 + int(8 * u()), 4 + int(8 * u())\\n    first = int(2.0 * exponential()) if particle == \\"pion\\" else 0\\n    hits = []\\n    for layer, deposit in enumerate(list(deposits(energy, first))):\\n        for row in range(CELLS):\\n            for column in range(CELLS):\\n                signal = 0.05 * normal()\\n                distance = abs(row - y) + abs(column - x)\\n                if distance == 0:\\n                    signal += deposit * 0.6\\n                elif distance == 1:\\n                    signal += deposit * 0.1\\n                adc = math.floor(signal * ADC_PER_GEV)\\n                if adc >= THRESHOLD:\\n                    hits.append([layer, row, column, adc])\\n    return energy, hits\\n\\n\\nfor event in range(events):\\n    energy, hits = simulate()\\n    print(json.dumps({\\"event\\": event, \\"true_energy_mev\\": round(1000 * energy), \\"hits\\": hits}, separators=(\\",\\", \\":\\")))\\nPYTHON\\n\\ncat >\\"$output.json\\" <<METADATA || exit 5\\n{\\"metadata\\": {\\"core.event_count\\": $EVENTS_PER_JOB, \\"core.first_event_number\\": 0,\\n  \\"core.last_event_number\\": $((EVENTS_PER_JOB - 1)), \\"core.data_tier\\": \\"simulated\\", \\"core.file_type\\": \\"mc\\",\\n  \\"core.file_format\\": \\"jsonl\\", \\"core.file_content_status\\": \\"good\\", \\"core.runs\\": [$((10#$counter))]}}\\nMETADATA\\nmv \\"$output.tmp\\" \\"$output\\" || exit 5\\necho \\"$did\\" >>justin-processed-dids.txt\\necho \\"Wrote $output with $EVENTS_PER_JOB events\\"\\n", "rss_bytes": 268435456, "input_rses": [], "processors": 1, "environment": {"LAYERS": "12", "SAMPLE": "muons", "CODE_TAG": "v1.0.0", "PARTICLE": "muon", "CONFIGURATION": "toy-calorimeter.fcl", "FILES_PER_JOB": "1", "COUNTER_OFFSET": "0", "EVENTS_PER_JOB": "2", "CODE_REPOSITORY": "toy-detector"}, "output_rses": [], "max_attempts": 6, "max_distance": 30, "wall_seconds": 600, "jobscript_image": "", "max_running_jobs": 6, "max_files_per_job": 1}, {"gpu": null, "group": "", "sites": [], "stage": 2, "outputs": [{"name": "released-histograms-test", "pattern_id": 1, "destination": "DATASET", "file_pattern": "*.histogram.json", "rse_expression": "", "lifetime_seconds": 604800}], "priority": 50, "jobscript": "#!/bin/bash\\n# Toy reconstruction: up to $FILES_PER_JOB hits files into one histogram of reconstructed energy (see README.md).\\nset -u\\n: \\"${SAMPLE:?}\\" \\"${FILES_PER_JOB:=10}\\"\\n\\ntouch inputs.txt\\nfor ((n = 0; n < FILES_PER_JOB; n++)); do\\n    input=$(\\"$JUSTIN_PATH/justin-get-file\\" --seconds-needed 60)\\n    result=$?\\n    if [ $result -ne 0 ]; then\\n        [ $result -eq 1 ] || echo \\"justin-get-file ended with $result: going on with what there is\\"\\n        break\\n    fi\\n    read -r did pfn rse <<<\\"$input\\"\\n    name=${did#*:}\\n    # A file that cannot be read is not listed as processed, so another job gets it.\\n    if \\"$JUSTIN_PATH/muster-fetch\\" \\"$pfn\\" \\"$name\\"; then\\n        echo \\"Got $name from $rse\\"\\n        echo \\"$did\\" >>inputs.txt\\n    fi\\ndone\\nif [ ! -s inputs.txt ]; then\\n    echo \\"No input file for this job\\"\\n    exit 0\\nfi\\n\\n# Named by its inputs: unique among the jobs of a workflow, and the same again if the same inputs are done again.\\nLC_ALL=C sort -o inputs.txt inputs.txt\\nfirst=$(head -n 1 inputs.txt)\\nfirst=${first##*_}\\noutput=\\"${SAMPLE}_${first%%.*}_$(sha256sum inputs.txt | cut -c1-12).histogram.json\\"\\n\\npython3 - \\"$output\\" \\"$SAMPLE\\" <<''PYTHON'' || exit 4\\nimport json\\nimport sys\\n\\nBINS = 60\\nADC_PER_BIN = 50\\nCLUSTER_THRESHOLD = 12\\nNEIGHBOURS = ((0, 1), (1, 0), (0, -1), (-1, 0))\\n\\n\\ndef clusters(cells):\\n    \\"\\"\\"Sums of the groups of cells of one layer that touch by their sides.\\"\\"\\"\\n    left = dict(cells)\\n    while left:\\n        place, total = left.popitem()\\n        todo = [place]\\n        while todo:\\n            row, column = todo.pop()\\n            for down, right in NEIGHBOURS:\\n                neighbour = (row + down, column + right)\\n                if neighbour in left:\\n                    total += left.pop(neighbour)\\n                    todo.append(neighbour)\\n        yield total\\n\\n\\ndef reconstruct(hits):\\n    layers = {}\\n    for layer, row, column, adc in hits:\\n        layers.setdefault(layer, {})[row, column] = adc\\n    return sum(total for cells in layers.values() for total in clusters(cells) if total >= CLUSTER_THRESHOLD)\\n\\n\\noutput, sample = sys.argv[1:]\\ndids = open(\\"inputs.txt\\").read().split()\\nhistogram = [0] * BINS\\nfor did in dids:\\n    for line in open(did.split(\\":\\", 1)[-1]):\\n        energy = reconstruct(json.loads(line)[\\"hits\\"])\\n        histogram[min(energy // ADC_PER_BIN, BINS - 1)] += 1\\n\\nwith open(output + \\".tmp\\", \\"w\\") as stream:\\n    json.dump({\\"sample\\": sample, \\"events\\": sum(histogram), \\"bin_width_gev\\": 0.5, \\"histogram\\": histogram,\\n               \\"inputs\\": [did.split(\\":\\", 1)[-1] for did in dids]}, stream)\\nwith open(output + \\".json\\", \\"w\\") as stream:\\n    json.dump({\\"metadata\\": {\\"core.event_count\\": sum(histogram), \\"core.data_tier\\": \\"histogram\\",\\n                            \\"core.file_type\\": \\"mc\\", \\"core.file_format\\": \\"json\\", \\"core.file_content_status\\": \\"good\\"},\\n               \\"parents\\": [{\\"did\\": did} for did in dids]}, stream)\\nPYTHON\\n\\nmv \\"$output.tmp\\" \\"$output\\" || exit 5\\ncat inputs.txt >>justin-processed-dids.txt\\necho \\"Wrote $output from $(wc -l <inputs.txt) files\\"\\n", "rss_bytes": 268435456, "input_rses": [], "processors": 1, "environment": {"SAMPLE": "muons", "CODE_TAG": "v1.0.0", "PARTICLE": "muon", "CONFIGURATION": "toy-reconstruction.fcl", "FILES_PER_JOB": "10", "COUNTER_OFFSET": "0", "EVENTS_PER_JOB": "2", "CODE_REPOSITORY": "toy-detector"}, "output_rses": [], "max_attempts": 6, "max_distance": 100, "wall_seconds": 600, "jobscript_image": "", "max_running_jobs": 6, "max_files_per_job": 10}]', '2026-11-29 12:44:03.58942+00', '2026-11-29 12:44:03.743511+00', '2026-11-29 12:44:04.209263+00', NULL, NULL);
select setval(pg_get_serial_sequence('muster.workflow', 'id'), (select max(id) from muster.workflow));
delete from muster.workflow_event;
insert into muster.workflow_event (id, occurred_at, workflow_id, type, from_state, to_state, actor, message) overriding system value values
('1', '2026-11-29 12:44:03.621273+00', '1', '101', '', 'draft', 'sam', ''),
('2', '2026-11-29 12:44:03.627726+00', '1', '102', '', '', 'sam', 'stage 1'),
('3', '2026-11-29 12:44:03.628157+00', '1', '102', '', '', 'sam', 'stage 2'),
('4', '2026-11-29 12:44:03.744487+00', '1', '103', 'draft', 'submitted', 'muster', ''),
('5', '2026-11-29 12:44:04.064132+00', '1', '0', 'submitted', 'approved', 'muster', ''),
('6', '2026-11-29 12:44:04.209651+00', '1', '206', 'approved', 'running', 'muster-workers', ''),
('7', '2026-11-29 12:44:04.318677+00', '1', '104', 'running', 'paused', 'sam', 'half of its inputs are empty');
select setval(pg_get_serial_sequence('muster.workflow_event', 'id'), (select max(id) from muster.workflow_event));
delete from muster.workflow_extent;
