"""What a worker node says of itself, and what it hands down to the wrapper job."""
import os
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

from job_case import JobTestCase
from worker_node import load_wrapper, render

LIST = """GPU 0: NVIDIA A100 (UUID: GPU-aaaa1111-2222)
  MIG 3g.20gb     Device  0: (UUID: MIG-cccc3333-4444)
  MIG 1g.5gb      Device  1: (UUID: MIG-GPU-aaaa1111-2222/7/0)
GPU 1: NVIDIA T4 (UUID: GPU-bbbb5555-6666)
"""
TOOL = """#!/bin/sh
case $1 in
-L) cat "$(dirname "$0")/list" ;;
*) echo "$2, Model of $2, 535.1, 8.0, 90.04, 40960, 960" ;;
esac
"""


class SlotTest(unittest.TestCase):

    def slot(self, ad, machine="", **environment):
        wrapper = load_wrapper()
        with tempfile.TemporaryDirectory() as directory:
            for name, text in (("job", ad), ("machine", machine)):
                with open(os.path.join(directory, name), "w") as stream:
                    stream.write(text)
            with unittest.mock.patch.dict(os.environ, dict(
                    environment, _CONDOR_JOB_AD=directory + "/job", _CONDOR_MACHINE_AD=directory + "/machine")):
                with unittest.mock.patch.dict(wrapper.__dict__, log=lambda *_: None):
                    return wrapper.slot()

    def memory(self, value, others="", machine=""):
        return self.slot("A = 3\n%sRequestMemory = %s\nRequestCpus = 1\n" % (others, value), machine)["rss_bytes"] >> 20

    def test_memory_is_evaluated(self):
        for value, mib in (("4000", 4000), ("1.5 * 4000", 6000), ("(1 + 1) * 100 - -50", 250), ("A * 1000", 3000),
                           ("MY.A * 1000", 3000), ("2 GB", 2048), ("2G", 2048), ("2048 MB", 2048), ('"3000"', 3000),
                           ("1000 / 3", 334), ("7 % 4", 3), ("1.5e3", 1500), ("524288K", 512)):
            self.assertEqual(mib, self.memory(value), value)

    def test_what_cannot_be_worked_out_falls_back(self):
        for value in ("undefined", "error", "ifThenElse(x, 1, 2)", "1 +", "(1", "1 / 0", "-5", "0", "", "B * 2", "'x'",
                      "1e99", "RequestMemory", "__import__('os')"):
            self.assertEqual(2000, self.memory(value), value)
            self.assertEqual(7000, self.memory(value, machine="Memory = 7000\n"), value)
        self.assertEqual(1500 << 20, self.slot("", MUSTER_RSS_MIB="1500")["rss_bytes"])
        self.assertEqual(2000 << 20, self.slot("", MUSTER_RSS_MIB="much")["rss_bytes"])
        self.assertEqual(2, self.slot("RequestCpus = 1 + 1\n")["processors"])
        self.assertEqual(86400, self.slot("", "GLIDEIN_Max_Walltime = undefined\n")["wall_seconds"])


class GpuTest(unittest.TestCase):

    def gpu(self, devices):
        wrapper = load_wrapper()
        with tempfile.TemporaryDirectory() as directory:
            for name, text in (("list", LIST), ("nvidia-smi", TOOL)):
                path = os.path.join(directory, name)
                with open(path, "w") as stream:
                    stream.write(text)
                os.chmod(path, 0o755)
            with unittest.mock.patch.dict(os.environ, PATH=directory + ":" + os.environ["PATH"],
                                          CUDA_VISIBLE_DEVICES=devices):
                return wrapper.gpu()

    def test_words_for_none(self):
        for devices in ("", "NoDevFiles", "-1", "none", "void", " , "):
            self.assertEqual({"gpu_uuid": ""}, self.gpu(devices), devices)

    def test_devices_and_slices(self):
        for devices, uuid, model, mib in (
                ("GPU-bbbb5555-6666", "GPU-bbbb5555-6666", "GPU-bbbb5555-6666", 40000),
                ("GPU-bbbb", "GPU-bbbb5555-6666", "GPU-bbbb5555-6666", 40000), ("0", "0", "0", 40000),
                ("MIG-cccc3333-4444,GPU-bbbb", "MIG-cccc3333-4444", "GPU-aaaa1111-2222", 20480),
                ("MIG-GPU-aaaa1111-2222/7/0", "MIG-GPU-aaaa1111-2222/7/0", "GPU-aaaa1111-2222", 5120)):
            found = self.gpu(devices)
            self.assertEqual((uuid, "Model of " + model, mib << 20),
                             (found["gpu_uuid"], found["gpu_name"], found["gpu_nonreserved_bytes"]), devices)


class InheritanceTest(JobTestCase):

    def run_after(self, before, jobscript, **environment):
        allocator = self.allocator(jobscript, patterns=[["", "*.root", 1]])
        wrapper = self.node.directory / "wrapper-job.py"
        wrapper.write_text(render(allocator.url))
        launcher = "%s\nimport os, sys\nos.execv(sys.executable, [sys.executable, '-B', %r])" % (before, str(wrapper))
        done = subprocess.run([sys.executable, "-c", launcher], cwd=str(self.node.directory), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env=dict(self.node.environment, **environment), timeout=60)
        return allocator, done.stdout.decode("utf-8", "replace")

    def test_ignored_signals_and_masks_of_the_batch_system_are_undone(self):
        before = ("import signal\nfor n in ('CHLD', 'PIPE', 'INT', 'TERM', 'HUP', 'USR1'):\n"
                  "    signal.signal(getattr(signal, 'SIG' + n), signal.SIG_IGN)\n"
                  "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGUSR1])")
        allocator, output = self.run_after(before, "#!/bin/sh\ngrep -E 'Sig(Ign|Blk)' /proc/self/status\nexit 3\n")
        body = allocator.bodies("record_results")[0]
        self.assertEqual(3, body["jobscript_exit"], output)
        # Signals 32 and 33 are the C library's own: no program can change them.
        masks = [int(line.split()[1], 16) & ~(0b11 << 31) for line in body["jobscript_log"].splitlines()]
        self.assertEqual([0, 0], masks, body["jobscript_log"])
        self.assertEqual("jobscript_error", allocator.state)

    def test_closed_files_an_odd_umask_and_a_plain_locale_do_no_harm(self):
        before = "import os\nos.umask(0o777)\nfor n in (0, 1, 2):\n    os.close(n)"
        allocator, _ = self.run_after(before, "#!/bin/sh\numask\ncat\nprintf '\\303\\251'\n", LANG="C", LC_ALL="C",
                                      TMPDIR="/tmp/with blanks")
        self.assertEqual("finished", allocator.state)
        self.assertEqual("0022\n\u00e9", allocator.bodies("record_results")[0]["jobscript_log"])

    def test_an_exit_code_that_somebody_else_took_is_no_success(self):
        wrapper = load_wrapper()
        with tempfile.TemporaryFile() as log_file, tempfile.TemporaryDirectory() as directory:
            jobscript = wrapper.Jobscript(["/bin/true"], {}, directory, log_file)
            os.waitpid(jobscript._process.pid, 0)
            self.assertEqual(wrapper.LOST_EXIT, jobscript.wait(10).exit_code)
