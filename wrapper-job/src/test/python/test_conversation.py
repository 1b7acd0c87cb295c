"""What the wrapper job says to the allocator, and how it takes the answers."""
import os
import unittest

from job_case import JobTestCase, eventually
from worker_node import JOBSUB_ID, load_wrapper


class ConversationTest(JobTestCase):

    def test_sends_what_get_jobscript_requires(self):
        job_ad = self.node.directory / "job.ad"
        machine_ad = self.node.directory / "machine.ad"
        job_ad.write_text("RequestMemory = 1500\nRequestCpus=2\n")
        machine_ad.write_text('GLIDEIN_Max_Walltime = "7200"\n')
        self.node.environment.update(_CONDOR_JOB_AD=str(job_ad), _CONDOR_MACHINE_AD=str(machine_ad))
        allocator = self.allocator()
        self.run_job(allocator)
        body = allocator.bodies("get_jobscript")[0]
        self.assertEqual((1500 * 1048576, 2, 7200), (body["rss_bytes"], body["processors"], body["wall_seconds"]))
        self.assertEqual(("UK_RAL", "RAL_ENTRY", 12, 1),
                         (body["site_name"], body["entry_name"], body["workflow_id"], body["stage_id"]))
        self.assertEqual(("", "", ""), (body["csr-no-roles"], body["csr-production"], body["gpu_uuid"]))
        for field in ("cpuinfo", "os_release", "hostname", "site_job_id"):
            self.assertRegex(body[field], "\\A[^\"'`]+\\Z")
        headers = allocator.requests[0][2]
        self.assertEqual((JOBSUB_ID, "UK_RAL"), (headers["X-Jobid"], headers["X-Dune-Site-Name"]))

    def test_lost_replies_are_asked_for_again_with_the_same_bytes(self):
        allocator = self.allocator()
        allocator.faults = {"record_results": ["lose", 502], "confirm_results": ["lose"]}
        self.run_job(allocator)
        self.assertEqual("finished", allocator.state)
        for method, tries in (("record_results", 3), ("confirm_results", 2)):
            bodies = [raw for name, raw, _ in allocator.requests if name == method]
            self.assertEqual(tries, len(bodies))
            self.assertEqual(1, len(set(bodies)))
        self.assertEqual([], allocator.aborts())

    def test_get_jobscript_is_tried_again_after_503_and_no_answer(self):
        allocator = self.allocator()
        allocator.faults = {"get_jobscript": [503, "drop"]}
        self.run_job(allocator)
        self.assertEqual(3, len(allocator.bodies("get_jobscript")))
        self.assertEqual("finished", allocator.state)

    def test_get_jobscript_gives_up_after_five_tries(self):
        allocator = self.allocator()
        allocator.faults = {"get_jobscript": [503] * 9}
        output = self.run_job(allocator)
        self.assertEqual(5, len(allocator.bodies("get_jobscript")))
        self.assertIn("outcome=left", output)
        self.assertEqual([], allocator.aborts())

    def test_refused_get_jobscript_ends_quietly(self):
        allocator = self.allocator()
        allocator.faults = {"get_jobscript": [403]}
        self.run_job(allocator)
        self.assertEqual(["get_jobscript"], [method for method, _, _ in allocator.requests])

    def test_closed_job_ends_quietly(self):
        allocator = self.allocator()
        allocator.faults = {"record_results": [410]}
        self.assertIn("outcome=left", self.run_job(allocator))
        self.assertEqual([], allocator.aborts())

    def test_refused_results_are_aborted_with_their_code(self):
        for method, code in (("record_results", 312), ("confirm_results", 322)):
            with self.subTest(method):
                self.setUp()
                allocator = self.allocator()
                allocator.faults = {method: [400]}
                self.run_job(allocator)
                self.assertEqual([code], allocator.aborts())

    def test_heartbeats_go_on_while_the_jobscript_runs(self):
        allocator = self.allocator("#!/bin/sh\nwhile [ ! -e stop ]; do sleep 0.05; done\n")
        process = self.node.start(allocator, muster_heartbeat_seconds="0.1")
        self.assertTrue(eventually(lambda: len(allocator.bodies("send_heartbeat")) >= 3))
        (self.node.workspace / "stop").touch()
        process.communicate(timeout=30)
        self.assertEqual("finished", allocator.state)

    def test_missing_cvmfs_aborts_before_asking_for_work(self):
        allocator = self.allocator()
        self.run_job(allocator, justin_jobscript_image="/cvmfs/images/sl7:latest")
        self.assertEqual(["job_aborted"], [method for method, _, _ in allocator.requests])
        self.assertEqual([323], allocator.aborts())
        self.assertIn("/cvmfs/software.example.org is missing", str(allocator.requests[0]))

    def test_crash_is_reported_before_the_wrapper_fails(self):
        (self.node.directory / "home").write_text("in the way")
        allocator = self.allocator()
        code, output = self.node.run(allocator)
        self.assertEqual(1, code)
        self.assertIn("outcome=crashed", output)
        self.assertEqual([312], allocator.aborts())

    def test_gpu_is_described_as_nvidia_smi_does(self):
        tool = self.node.directory / "bin" / "nvidia-smi"
        tool.parent.mkdir()
        tool.write_text("#!/bin/sh\necho 'GPU-1, Tesla T4, 535.1, 7.5, 90.04, 15360, 360'\n")
        tool.chmod(0o755)
        self.node.environment.update(PATH="%s:%s" % (tool.parent, self.node.environment["PATH"]),
                                     CUDA_VISIBLE_DEVICES="GPU-1")
        allocator = self.allocator()
        self.run_job(allocator)
        body = allocator.bodies("get_jobscript")[0]
        self.assertEqual(("GPU-1", "Tesla T4", 15000 * 1048576),
                         (body["gpu_uuid"], body["gpu_name"], body["gpu_nonreserved_bytes"]))


class SignatureTest(unittest.TestCase):

    def test_vectors_of_the_wire_protocol(self):
        wrapper = load_wrapper()
        for key, method, when, job, expected in (
                ("jobsecret", "send_heartbeat", "1700000000", "1.1@sched.example",
                 "05d505dc96c7e81b7391a6adda5f8a999b8945b8aa867c08625cf10e5c07ef4f"),
                ("s3cr3t-Key_", "get_jobscript", "1700000001", "123456.0@justin-prod-sched01.dune.hep.ac.uk",
                 "847fa460dd08d7162d56873df99abb56e9e376b924c34d314e5ad44528fba937")):
            self.assertEqual(expected, wrapper.secret_hash(key, method, when, job))
