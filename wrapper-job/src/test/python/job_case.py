"""A job on a worker node of its own, and whom it talks to."""
import time
import unittest
from pathlib import Path

from fakes import READ_TOKEN, WRITE_TOKEN, FakeAllocator, FakeStorage
from worker_node import JOB_SECRET, WorkerNode

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


class JobTestCase(unittest.TestCase):

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
