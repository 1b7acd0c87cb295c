"""The example campaign's jobscripts against the independent computation of what they must give."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from fakes import FakeAllocator, FakeStorage
from worker_node import WorkerNode

EXAMPLES = Path(__file__).parents[4] / "examples"
GET_FILE = """#!/bin/sh
# Hands out the lines of queue.txt one by one.
line=$(head -n 1 "$QUEUE")
[ -n "$line" ] || exit 1
sed -i 1d "$QUEUE"
echo "$line"
"""
FETCH = """#!/bin/sh
case $1 in *lost*) exit 1;; esac
cp "$1" "$2"
"""


class ExampleCampaignTest(unittest.TestCase):

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="muster-examples-"))
        self.addCleanup(shutil.rmtree, str(self.directory))
        self.queue = self.directory / "queue.txt"
        for name, text in (("justin-get-file", GET_FILE), ("muster-fetch", FETCH)):
            (self.directory / name).write_text(text)
            (self.directory / name).chmod(0o755)
        self.jobs = 0

    def run_job(self, name, queue, expected_exit=0, **environment):
        """Returns the job's workspace."""
        self.jobs += 1
        workspace = self.directory / ("job%d" % self.jobs)
        workspace.mkdir()
        self.queue.write_text("".join(line + "\n" for line in queue))
        done = subprocess.run([str(EXAMPLES / name)], cwd=str(workspace), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60, env=dict(
                                  environment, PATH=os.environ["PATH"], JUSTIN_PATH=str(self.directory),
                                  QUEUE=str(self.queue), JUSTIN_WORKFLOW_ID="5", LAYERS="12"))
        self.assertEqual(expected_exit, done.returncode, done.stdout.decode())
        return workspace

    def generate(self, sample, particle, counter, events=5):
        workspace = self.run_job(
            "generate.jobscript", ["monte-carlo-000005-%06d %06d MONTECARLO" % (counter, counter)],
            SAMPLE=sample, PARTICLE=particle, EVENTS_PER_JOB=str(events))
        return workspace / ("%s_w000005_%06d.hits.jsonl" % (sample, counter))

    def reconstruct(self, sample, hits, **environment):
        lines = ["usertests:%s %s RAL_ECHO" % (path.name, path) for path in hits]
        return self.run_job("reconstruct.jobscript", lines, SAMPLE=sample, **environment)

    def expected(self, *arguments, **kwargs):
        return subprocess.run([sys.executable, str(EXAMPLES / "expected_histogram.py")] + list(arguments),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, **kwargs)

    def test_campaign_gives_exactly_what_the_specification_says(self):
        muons = [self.generate("muons", "muon", counter) for counter in (1, 2, 10)]
        pions = [self.generate("pions", "pion", counter) for counter in (1, 2)]
        histograms = [path for job in (self.reconstruct("muons", muons[:2]), self.reconstruct("muons", muons[2:]),
                                       self.reconstruct("pions", pions)) for path in job.glob("*.histogram.json")]
        self.assertEqual(3, len(histograms))
        samples = ["muons:2:5", "muons:10-10:5", "pions:2:5"]
        same = self.expected(*samples + ["--check"] + [str(path) for path in histograms])
        self.assertEqual((0, b"equal: muons 15 events, pions 10 events\n"), (same.returncode, same.stdout))
        by_pipe = self.expected(*samples + ["--check", "-"], input=b"\n".join(p.read_bytes() for p in histograms))
        self.assertEqual(0, by_pipe.returncode, by_pipe.stdout)
        twice = self.expected(*samples + ["--check"] + [str(path) for path in histograms + histograms[:1]])
        self.assertEqual(1, twice.returncode)
        self.assertIn(b"was used twice", twice.stdout)
        self.assertIn(b"muons: expected 15 events", twice.stdout)
        lost = self.expected(*samples + ["--check"] + [str(path) for path in histograms[:2]])
        self.assertIn(b"pions: expected 10 events, found 0", lost.stdout)
        printed = json.loads(self.expected("muons:2:5").stdout.decode())
        self.assertEqual((5 * 2, 60), (printed["muons"]["events"], len(printed["muons"]["histogram"])))

    def test_generating_again_gives_the_same_bytes(self):
        self.assertEqual(self.generate("pions", "pion", 7).read_bytes(), self.generate("pions", "pion", 7).read_bytes())

    def test_outputs_come_with_metadata_and_processed_inputs(self):
        hits = self.generate("muons", "muon", 12)
        self.assertEqual("monte-carlo-000005-000012\n", (hits.parent / "justin-processed-dids.txt").read_text())
        metadata = json.loads(hits.with_name(hits.name + ".json").read_text())["metadata"]
        self.assertEqual((5, "simulated", [12]),
                         (metadata["core.event_count"], metadata["core.data_tier"], metadata["core.runs"]))
        self.assertEqual(5, len(hits.read_text().splitlines()))
        job = self.reconstruct("muons", [hits])
        self.assertEqual("usertests:%s\n" % hits.name, (job / "justin-processed-dids.txt").read_text())
        output = next(job.glob("*.histogram.json"))
        self.assertRegex(output.name, r"\Amuons_000012_[0-9a-f]{12}\.histogram\.json\Z")
        sidecar = json.loads(output.with_name(output.name + ".json").read_text())
        self.assertEqual([{"did": "usertests:" + hits.name}], sidecar["parents"])
        self.assertEqual(5, sidecar["metadata"]["core.event_count"])

    def test_name_of_a_histogram_depends_on_its_inputs_but_not_on_their_order(self):
        hits = [self.generate("muons", "muon", counter, events=1) for counter in (1, 2, 3)]
        names = [next(self.reconstruct("muons", some).glob("*.histogram.json")).name
                 for some in (hits, hits[::-1], hits[:2])]
        self.assertEqual(names[0], names[1])
        self.assertNotEqual(names[0], names[2])

    def test_reconstruct_takes_at_most_its_share_and_skips_what_it_cannot_read(self):
        hits = [self.generate("muons", "muon", counter, events=1) for counter in (1, 2, 3)]
        lost = self.directory / "lost" / "muons_w000005_000009.hits.jsonl"
        job = self.reconstruct("muons", [lost] + hits, FILES_PER_JOB="3")
        self.assertEqual(["usertests:" + path.name for path in hits[:2]],
                         (job / "justin-processed-dids.txt").read_text().split())
        self.assertEqual(1, len(self.queue.read_text().splitlines()))

    def test_without_input_there_is_no_output_and_no_failure(self):
        for name in ("generate.jobscript", "reconstruct.jobscript"):
            job = self.run_job(name, [], SAMPLE="muons", EVENTS_PER_JOB="5")
            self.assertEqual([], [path.name for path in job.iterdir() if path.name.startswith("muons")])

    def test_failed_simulation_leaves_no_output(self):
        job = self.run_job("generate.jobscript", ["monte-carlo-000005-000001 000001 MONTECARLO"], expected_exit=4,
                           SAMPLE="muons", EVENTS_PER_JOB="many")
        self.assertEqual([], list(job.glob("*.jsonl")) + list(job.glob("justin-processed-dids.txt")))

    def test_failing_jobscript_fails(self):
        self.run_job("failing.jobscript", [], expected_exit=7)

    def test_requests_name_jobscripts_that_exist(self):
        text = (EXAMPLES / "first-campaign.yaml").read_text()
        names = re.findall(r"^\s+jobscript: (\S+)$", text, re.MULTILINE)
        self.assertEqual(["generate.jobscript", "reconstruct.jobscript"], names)
        self.assertTrue(all(os.access(str(EXAMPLES / name), os.X_OK) for name in names))
        self.assertFalse((EXAMPLES / "missing.jobscript").exists())

    def through_wrapper(self, jobscript, pattern, replicas, storage, env):
        """One wrapper job with the real tools; the storage forgets who may write, the wrapper's tests look at that."""
        node = WorkerNode()
        self.addCleanup(node.remove)
        allocator = FakeAllocator((EXAMPLES / jobscript).read_text(), files=list(replicas), patterns=[["", pattern, 1]],
                                  env=sorted(env.items()), uploads=lambda name: [["RAL", "dav", storage.pfn("/" + name)]],
                                  wall_seconds=600)  # the jobscript wants 60 for each file
        self.addCleanup(allocator.stop)
        allocator.replicas = replicas
        code, output = node.run(allocator)
        self.assertEqual((0, "finished"), (code, allocator.state), output)
        self.assertEqual({"processed"}, set(allocator.files.values()))
        return sorted(allocator.outputs)

    def test_both_stages_through_the_wrapper_job(self):
        storage = FakeStorage(token=None)
        self.addCleanup(storage.stop)
        env = {"SAMPLE": "pions", "PARTICLE": "pion", "EVENTS_PER_JOB": "5"}
        hits = []
        for counter in (1, 2):
            hits += self.through_wrapper("generate.jobscript", "*.hits.jsonl", {
                "monte-carlo-000012-%06d" % counter: "%06d MONTECARLO" % counter}, storage, env)
        self.assertEqual(["pions_w000012_000001.hits.jsonl", "pions_w000012_000002.hits.jsonl"], hits)
        outputs = self.through_wrapper("reconstruct.jobscript", "*.histogram.json", {
            "usertests:" + name: storage.pfn("/" + name) + " RAL" for name in hits}, storage, env)
        self.assertEqual(1, len(outputs))
        checked = self.expected("pions:2:5", "--check", "-", input=storage.content["/" + outputs[0]])
        self.assertEqual((0, b"equal: pions 10 events\n"), (checked.returncode, checked.stdout))


if __name__ == "__main__":
    unittest.main()
