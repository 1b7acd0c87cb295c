"""What a jobscript sees, and that nothing of it stays behind."""
import os
import signal
import unittest.mock

from fakes import READ_TOKEN, WRITE_TOKEN
from job_case import JobTestCase, alive, eventually
from worker_node import JOB_SECRET, JOBSUB_ID, load_wrapper


class JobscriptRunTest(JobTestCase):

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

    def test_long_log_keeps_its_last_characters(self):
        allocator = self.allocator("#!/bin/sh\ni=0; while [ $i -lt 9000 ]; do printf '\\303\\251\\303\\251'; "
                                   "i=$((i+1)); done\nprintf '\\377\\000end'\n")
        self.run_job(allocator)
        self.assertEqual("\u00e9" * 9995 + "\ufffd\ufffdend", allocator.bodies("record_results")[0]["jobscript_log"])

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

    def test_container_gets_home_and_cvmfs_and_nothing_else_of_the_node(self):
        wrapper = load_wrapper()
        given = wrapper.Settings("secret", "/cvmfs/images/sl7:latest", 12, 1, "test", "http://127.0.0.1/", 0.0, 1.0, "")
        with unittest.mock.patch.dict(os.environ, JUSTIN_JOBSUB_ID=JOBSUB_ID):
            job = wrapper.WrapperJob(given)
        self.assertEqual([wrapper.APPTAINER, "shell", "--shell", "/home/jobscript-wrapper.sh", "--containall", "--bind",
                          "/cvmfs", "--home", os.getcwd() + "/home:/home", given.image], job._command())
        self.assertIn("export HOME=/home JUSTIN_PATH=/home TZ=UTC", job._starter())
