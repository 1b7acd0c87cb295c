"""The jobscript's tools, each with curl and with python3 alone."""
import subprocess
import unittest

from fakes import READ_TOKEN, FakeAllocator, FakeStorage
from worker_node import WorkerNode


class ToolsTest(unittest.TestCase):

    def setUp(self):
        self.node = WorkerNode()
        self.addCleanup(self.node.remove)
        self.allocator = FakeAllocator(files=["usertests:f1", "usertests:f2"])
        self.addCleanup(self.allocator.stop)
        self.allocator.state = "started"
        self.environment = self.node.install_tools(self.allocator)

    def call(self, tool, *arguments):
        done = subprocess.run([str(self.node.directory / "home" / tool)] + list(arguments), env=self.environment,
                              cwd=str(self.node.workspace), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_get_file_prints_one_line_and_keeps_the_list(self):
        self.assertEqual((0, "usertests:f1 root://wan//usertests:f1 RAL_ECHO\n", ""), self.call("justin-get-file"))
        self.assertEqual((0, "usertests:f2 root://wan//usertests:f2 RAL_ECHO\n", ""), self.call("justin-get-file"))
        self.assertEqual((1, "", ""), self.call("justin-get-file"))
        self.assertEqual("usertests:f1\nusertests:f2\n", (self.node.workspace / "all-input-dids.txt").read_text())
        self.assertEqual((0, "usertests:f1\nusertests:f2\n", ""), self.call("justin-allocated-files"))
        headers = self.allocator.requests[0][2]
        self.assertEqual(("justin-get-file", "text/plain", "application/x-www-form-urlencoded"),
                         (headers["User-Agent"], headers["Accept"], headers["Content-Type"]))

    def test_missing_request_file_is_2(self):
        for tool in ("justin-get-file", "justin-allocated-files"):
            (self.node.directory / "home" / (tool + ".json")).unlink()
            self.assertEqual((2, "", ""), self.call(tool))

    def test_other_status_is_3_with_the_body_on_stderr(self):
        self.allocator.faults = {"get_file": [503], "get_allocated_files": [500]}
        self.assertEqual((3, "", "as the test wants\n"), self.call("justin-get-file"))
        self.assertEqual((1, "", ""), self.call("justin-allocated-files"))

    def test_no_connection_is_4(self):
        self.environment.update(JUSTIN_ALLOCATOR="http://127.0.0.1:1/", JUSTIN_GET_FILE_RETRY_SECONDS="0")
        self.assertEqual((4, ""), self.call("justin-get-file")[:2])
        self.assertEqual((1, ""), self.call("justin-allocated-files")[:2])

    def test_lost_answer_is_asked_for_again(self):
        self.allocator.faults = {"get_file": ["drop"]}
        self.assertEqual(0, self.call("justin-get-file")[0])
        self.assertEqual(2, len(self.allocator.bodies("get_file")))

    def test_too_little_time_is_5_without_asking(self):
        self.assertEqual((5, "", ""), self.call("justin-get-file", "--seconds-needed", "60"))
        self.assertEqual([], self.allocator.requests)
        self.environment["JUSTIN_TIMESTAMP"] = "9999999999"
        self.assertEqual(0, self.call("justin-get-file", "--seconds-needed", "60")[0])

    def storage(self):
        storage = FakeStorage(token=READ_TOKEN)
        self.addCleanup(storage.stop)
        storage.content["/a/f.root"] = b"the bytes"
        token = self.node.directory / "token"
        token.write_text(READ_TOKEN)
        self.environment.update(BEARER_TOKEN_FILE=str(token), MUSTER_FETCH_TRIES="2")
        return storage

    def left(self):
        return sorted(path.name for path in self.node.workspace.iterdir())

    def test_fetch_downloads_with_the_token(self):
        storage = self.storage()
        self.assertEqual((0, "", ""), self.call("muster-fetch", storage.pfn("/a/f.root"), "in.root"))
        self.assertEqual(b"the bytes", (self.node.workspace / "in.root").read_bytes())
        self.assertEqual(["in.root"], self.left())

    def test_fetch_takes_its_token_to_no_other_port(self):
        storage, other = self.storage(), FakeStorage(token=None)
        self.addCleanup(other.stop)
        other.content["/a/f.root"] = b"the bytes"
        storage.get = lambda handler, path, body: storage.answer(
            handler, 307, Location="http://%s%s" % (other.address, path))
        self.assertEqual(0, self.call("muster-fetch", storage.pfn("/a/f.root"), "in.root")[0])
        self.assertEqual([None], [token for _, _, token in other.log])

    def test_fetch_survives_a_passing_failure(self):
        storage = self.storage()
        storage.faults = [503]
        self.assertEqual(0, self.call("muster-fetch", storage.pfn("/a/f.root"), "in.root")[0])

    def test_fetch_leaves_nothing_behind_when_it_fails(self):
        storage = self.storage()
        self.assertEqual(1, self.call("muster-fetch", storage.pfn("/a/missing"), "in.root")[0])
        self.assertEqual(1, len(storage.log), "404 does not pass by waiting")
        storage.faults = [500, 500, 500]
        self.assertEqual(1, self.call("muster-fetch", storage.pfn("/a/f.root"), "in.root")[0])
        self.assertEqual(3, len(storage.log))
        self.assertEqual(2, self.call("muster-fetch", "root://host//f", "in.root")[0])
        self.assertEqual(2, self.call("muster-fetch")[0])
        self.assertEqual([], self.left())

    def test_fetch_refuses_a_transfer_that_broke_off(self):
        storage = self.storage()
        whole = storage.get

        def half(handler, path, body):
            storage.answer(handler, 200, b"the ", Content_Length="9")
            handler.close_connection = True
        storage.get = half
        self.assertEqual(1, self.call("muster-fetch", storage.pfn("/a/f.root"), "in.root")[0])
        self.assertEqual([], self.left())
        storage.get = whole
        self.assertEqual(0, self.call("muster-fetch", storage.pfn("/a/f.root"), "in.root")[0])


class ToolsWithoutCurlTest(ToolsTest):

    def setUp(self):
        super().setUp()
        self.environment["PATH"] = self.node.path_without_curl()


if __name__ == "__main__":
    unittest.main()
