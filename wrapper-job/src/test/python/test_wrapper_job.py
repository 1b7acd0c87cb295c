"""What the wrapper job does, seen from the allocator, the storage and the process table."""
import os
import signal
import time
import unittest
import unittest.mock
import zlib
from pathlib import Path

from fakes import READ_TOKEN, WRITE_TOKEN, FakeAllocator, FakeStorage
from worker_node import JOB_SECRET, JOBSUB_ID, WorkerNode, load_wrapper

PROCESS_TWO = """#!/bin/sh
while line=$("$JUSTIN_PATH/justin-get-file"); do
    echo "$line" | cut -d' ' -f1 >> justin-processed-dids.txt
done
echo some events > events.root
echo '{"metadata": {"Core.Event_Count": 7}, "parents": [{"did": "usertests:f1"}]}' > events.root.json
"""
MAKE_ONE = "#!/bin/sh\nprintf 'some bytes' > one.root\n"


def alive(pid):
    try:
        return Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def eventually(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


class WrapperJobTest(unittest.TestCase):

    def setUp(self):
        self.node = WorkerNode()
        self.addCleanup(self.node.remove)

    def allocator(self, *args, **kwargs):
        allocator = FakeAllocator(*args, **kwargs)
        self.addCleanup(allocator.stop)
        return allocator

    def storage(self, **kwargs):
        storage = FakeStorage(**kwargs)
        self.addCleanup(storage.stop)
        return storage

    def run_job(self, allocator, **changes):
        code, output = self.node.run(allocator, **changes)
        self.assertEqual(0, code, output)
        for secret in (JOB_SECRET, WRITE_TOKEN, READ_TOKEN, "jobscript-secret"):
            self.assertNotIn(secret, output)
        return output

    def test_processes_its_files_and_delivers_the_output(self):
        storage = self.storage()
        allocator = self.allocator(
            PROCESS_TWO, files=["usertests:f1", "usertests:f2"], patterns=[["", "*.root", 1]],
            uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/dune/usertests/aa/" + name)]])
        output = self.run_job(allocator)
        self.assertEqual("finished", allocator.state, output)
        self.assertEqual({"usertests:f1": "processed", "usertests:f2": "processed"}, allocator.files)
        self.assertEqual(b"some events\n", storage.content["/dune/usertests/aa/events.root"])
        checksum = "%08x" % zlib.adler32(b"some events\n")
        recorded = allocator.bodies("record_results")[0]
        self.assertEqual([["events.root", 1]], recorded["output_files"])
        self.assertEqual({"events.root": {
            "size_bytes": 12, "adler32": checksum, "metadata": {"core.event_count": 7},
            "parents": [{"did": "usertests:f1"}]}}, recorded["output_metadata"])
        confirmed = allocator.bodies("confirm_results")[0]["output_files"]["events.root"]
        self.assertIsInstance(confirmed.pop("seconds"), int)
        self.assertEqual({"pattern_id": 1, "rse_name": "RAL_ECHO", "size_bytes": 12, "adler32": checksum,
                          "pfn": storage.pfn("/dune/usertests/aa/events.root")}, confirmed)
        self.assertRegex(output.splitlines()[-1], "Summary: outcome=finished .*processed=2 outputs=1")

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

    def test_environment_reaches_the_jobscript_unchanged(self):
        nasty = "a $HOME `id` \"double\" 'single' \\ back\nnew line"
        allocator = self.allocator(
            "#!/bin/sh\nprintf '%s' \"$NASTY\" > nasty.txt\nprintf '%s' \"$JUSTIN_MQL\" > mql.txt\nenv > env.txt\n"
            "pwd > pwd.txt\n", env=[["NASTY", nasty], ["JUSTIN_PATH", "/elsewhere"], ["bad;name", "x"]])
        self.run_job(allocator)
        self.assertEqual(nasty, (self.node.workspace / "nasty.txt").read_text())
        self.assertEqual("files from a:b where x = '$HOME' and y = \"`id`\"",
                         (self.node.workspace / "mql.txt").read_text())
        home = str(self.node.workspace.parent)
        lines = (self.node.workspace / "env.txt").read_text().splitlines()
        for expected in ("HOME=" + home, "JUSTIN_PATH=" + home, "JUSTIN_ALLOCATOR=" + allocator.url,
                         "JUSTIN_RSS_MIB=512", "JUSTIN_WORKFLOW_ID=12", "JUSTIN_SITE_NAME=UK_RAL", "TZ=UTC",
                         "BEARER_TOKEN_FILE=" + home + "/bearer-token"):
            self.assertIn(expected, lines)
        self.assertEqual(str(self.node.workspace), (self.node.workspace / "pwd.txt").read_text().strip())

    def test_no_secret_but_its_own_is_visible_to_the_jobscript(self):
        storage = self.storage()
        self.node.environment["PILOT_SECRET"] = "secret-of-the-pilot"
        allocator = self.allocator(
            "#!/bin/sh\nseen=$(cd ../.. && env && grep -r . .)\nprintf '%s' \"$seen\" > dump.txt\n"
            "printf x > one.root\nstat -c %a \"$BEARER_TOKEN_FILE\"\n",
            patterns=[["", "*.root", 1]], uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/" + name)]])
        self.run_job(allocator)
        self.assertEqual("finished", allocator.state)
        seen = (self.node.workspace / "dump.txt").read_bytes()
        self.assertTrue(READ_TOKEN.encode() in seen)
        for secret in (WRITE_TOKEN, JOB_SECRET, "secret-of-the-pilot"):
            self.assertFalse(secret.encode() in seen, secret)
        self.assertIn("600", allocator.bodies("record_results")[0]["jobscript_log"])
        everything = b"".join(path.read_bytes() for path in self.node.directory.rglob("*") if path.is_file())
        self.assertFalse(WRITE_TOKEN.encode() in everything)

    def test_failing_jobscript_is_recorded_with_log_and_usage(self):
        allocator = self.allocator(
            "#!/bin/sh\ni=0; while [ $i -lt 200000 ]; do i=$((i+1)); done\nprintf x > one.root\necho bad luck; exit 3\n",
            patterns=[["", "*.root", 1]])
        self.run_job(allocator)
        body = allocator.bodies("record_results")[0]
        self.assertEqual((3, []), (body["jobscript_exit"], body["output_files"]))
        self.assertGreater(body["jobscript_user_seconds"] + body["jobscript_sys_seconds"], 0)
        self.assertGreater(body["jobscript_real_seconds"], 0)
        self.assertGreater(body["jobscript_max_rss_kb"], 100)
        self.assertEqual("bad luck\n", body["jobscript_log"])
        self.assertEqual([324], allocator.aborts())
        self.assertEqual("jobscript_error", allocator.state)

    def test_death_by_signal_is_128_and_the_signal(self):
        allocator = self.allocator("#!/bin/sh\nkill -9 $$\n")
        self.run_job(allocator)
        self.assertEqual(137, allocator.bodies("record_results")[0]["jobscript_exit"])

    def test_wall_time_limit_ends_the_whole_family(self):
        allocator = self.allocator(
            "#!/bin/sh\nsh -c 'trap \"\" TERM; sleep 300 & echo $! > child.pid; wait; sleep 300' &\n"
            "setsid sleep 300 & echo $! > other-session.pid\nwait\n", wall_seconds=1)
        self.run_job(allocator)
        body = allocator.bodies("record_results")[0]
        self.assertEqual(124, body["jobscript_exit"])
        self.assertIn("wall time limit", body["jobscript_log"])
        for name in ("child.pid", "other-session.pid"):
            self.assertFalse(alive(int((self.node.workspace / name).read_text())), name)
        self.assertEqual("jobscript_error", allocator.state)

    def test_nothing_keeps_running_after_a_good_end_either(self):
        allocator = self.allocator("#!/bin/sh\nsetsid sleep 300 > /dev/null 2>&1 & echo $! > left.pid\n")
        self.run_job(allocator)
        self.assertEqual("finished", allocator.state)
        self.assertFalse(alive(int((self.node.workspace / "left.pid").read_text())))

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

    def test_upload_goes_to_the_next_storage_when_one_is_broken(self):
        broken, good = self.storage(), self.storage()
        broken.faults = [500] * 100
        allocator = self.allocator(MAKE_ONE, patterns=[["", "*.root", 1]], uploads=lambda name: [
            ["XROOT_ONLY", "root", "root://host//x"], ["BROKEN", "davs", broken.pfn("/" + name)],
            ["GOOD", "davs", good.pfn("/a/" + name)]])
        self.run_job(allocator)
        self.assertEqual("GOOD", allocator.bodies("confirm_results")[0]["output_files"]["one.root"]["rse_name"])
        self.assertEqual({"/a/one.root": b"some bytes"}, good.content)
        self.assertEqual("finished", allocator.state)

    def test_damaged_upload_is_noticed_and_removed(self):
        bad = self.storage(damage=lambda content: content[::-1])
        allocator = self.allocator(MAKE_ONE, patterns=[["", "*.root", 1]],
                                   uploads=lambda name: [["BAD", "davs", bad.pfn("/" + name)]])
        self.run_job(allocator)
        self.assertEqual(([320], "outputting_failed"), (allocator.aborts(), allocator.state))
        self.assertEqual("BAD", allocator.bodies("job_aborted")[0]["rse_name"])
        self.assertEqual(3, sum(command == "PUT" for command, _, _ in bad.log))
        self.assertEqual({}, bad.content)

    def test_file_that_an_earlier_try_left_complete_is_not_sent_again(self):
        storage = self.storage()
        storage.content["/one.root"] = b"some bytes"
        storage.content["/two.root"] = b"some bytez"
        allocator = self.allocator(MAKE_ONE + "printf 'some bytes' > two.root\n", patterns=[["", "*.root", 1]],
                                   uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/" + name)]])
        self.run_job(allocator)
        self.assertEqual("finished", allocator.state)
        self.assertEqual(["/two.root"], [path for command, path, _ in storage.log if command == "PUT"])
        self.assertEqual(b"some bytes", storage.content["/two.root"])

    def test_pool_behind_a_redirect_gets_the_bytes_but_not_the_token(self):
        pool = self.storage(token=None)
        door = self.storage()
        door.redirect_to, door.content = pool, pool.content
        allocator = self.allocator(MAKE_ONE, patterns=[["", "*.root", 1]],
                                   uploads=lambda name: [["DOOR", "davs", door.pfn("/" + name)]])
        self.run_job(allocator)
        self.assertEqual("finished", allocator.state)
        self.assertEqual([("PUT", "/one.root", None)], pool.log)

    def test_broken_metadata_fails_the_outputs_and_says_why_in_the_log(self):
        allocator = self.allocator(MAKE_ONE + "echo '{not json' > one.root.json\n", patterns=[["", "*.root", 1]])
        self.run_job(allocator)
        self.assertEqual([318], allocator.aborts())
        self.assertIn("muster:", allocator.bodies("record_results")[0]["jobscript_log"])

    def test_patterns_are_shell_wildcards_and_sidecars_are_not_outputs(self):
        storage = self.storage()
        allocator = self.allocator(
            "#!/bin/sh\nfor f in a1.json a1.json.json b2.dat cx.dat c7.log; do echo '{}' > $f; done\n",
            patterns=[["", "*.json", 1], ["for_next_stage", "[bc]?.dat", 2], ["", "*.log", 3]],
            uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/" + name)]])
        self.run_job(allocator)
        self.assertEqual([["a1.json", 1], ["b2.dat", 2], ["c7.log", 3], ["cx.dat", 2]],
                         sorted(allocator.bodies("record_results")[0]["output_files"]))

    def test_long_log_keeps_its_last_characters(self):
        allocator = self.allocator("#!/bin/sh\ni=0; while [ $i -lt 9000 ]; do printf '\\303\\251\\303\\251'; "
                                   "i=$((i+1)); done\nprintf '\\377\\000end'\n")
        self.run_job(allocator)
        self.assertEqual("\u00e9" * 9995 + "\ufffd\ufffdend", allocator.bodies("record_results")[0]["jobscript_log"])

    def test_heartbeats_go_on_while_the_jobscript_runs(self):
        allocator = self.allocator("#!/bin/sh\nwhile [ ! -e stop ]; do sleep 0.05; done\n")
        process = self.node.start(allocator, muster_heartbeat_seconds="0.1")
        self.assertTrue(eventually(lambda: len(allocator.bodies("send_heartbeat")) >= 3))
        (self.node.workspace / "stop").touch()
        process.communicate(timeout=30)
        self.assertEqual("finished", allocator.state)

    def test_sigterm_ends_the_jobscript_and_gives_the_job_back(self):
        allocator = self.allocator("#!/bin/sh\nsleep 300 & echo $! > child.pid\nmv child.pid ready.pid\nwait\n")
        process = self.node.start(allocator)
        ready = self.node.workspace / "ready.pid"
        self.assertTrue(eventually(ready.exists))
        process.send_signal(signal.SIGTERM)
        output = process.communicate(timeout=30)[0].decode()
        self.assertEqual(0, process.returncode, output)
        self.assertFalse(alive(int(ready.read_text())))
        self.assertEqual(([327], "aborted"), (allocator.aborts(), allocator.state))
        self.assertIn("outcome=removed", output)

    def test_jobscript_does_not_outlive_a_killed_wrapper(self):
        allocator = self.allocator("#!/bin/sh\nsleep 300 & echo $! > child.pid\nmv child.pid ready.pid\nwait\n")
        process = self.node.start(allocator)
        ready = self.node.workspace / "ready.pid"
        self.assertTrue(eventually(ready.exists))
        process.kill()
        process.communicate(timeout=30)
        self.assertTrue(eventually(lambda: not alive(int(ready.read_text()))))

    def test_missing_cvmfs_aborts_before_asking_for_work(self):
        if os.path.isdir("/cvmfs/larsoft.opensciencegrid.org"):
            self.skipTest("this machine has CVMFS")
        allocator = self.allocator()
        self.run_job(allocator, justin_jobscript_image="/cvmfs/images/sl7:latest")
        self.assertEqual(["job_aborted"], [method for method, _, _ in allocator.requests])
        self.assertEqual([323], allocator.aborts())

    def test_crash_is_reported_before_the_wrapper_fails(self):
        (self.node.directory / "home").write_text("in the way")
        allocator = self.allocator()
        code, output = self.node.run(allocator)
        self.assertEqual(1, code)
        self.assertIn("outcome=crashed", output)
        self.assertEqual([312], allocator.aborts())

    def test_url_destination_of_a_plain_justin_allocator(self):
        wrapper = load_wrapper()
        output = wrapper.Output(Path("one.root"), 2, "url", 1, "00000001", {})
        recorded = {"patterns": {"2": {"destination": "https://eos.example/user/test/00012/1/001"}}}
        self.assertEqual([["", "https", "https://eos.example/user/test/00012/1/001/one.root"]],
                         wrapper.places(output, recorded))

    def test_container_gets_home_and_cvmfs_and_nothing_else_of_the_node(self):
        wrapper = load_wrapper()
        given = wrapper.Settings("secret", "/cvmfs/images/sl7:latest", 12, 1, "test", "http://127.0.0.1/", 0.0, 1.0, "")
        with unittest.mock.patch.dict(os.environ, JUSTIN_JOBSUB_ID=JOBSUB_ID):
            job = wrapper.WrapperJob(given)
        self.assertEqual([wrapper.APPTAINER, "shell", "--shell", "/home/jobscript-wrapper.sh", "--containall", "--bind",
                          "/cvmfs", "--home", os.getcwd() + "/home:/home", given.image], job._command())
        self.assertIn("export HOME=/home JUSTIN_PATH=/home TZ=UTC", job._starter())

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


if __name__ == "__main__":
    unittest.main()
