"""What jobscripts leave behind, of every kind: taken, passed over with a note, or refused in words."""
import json
import os
import socket
import tempfile
import unittest
from pathlib import Path

from job_case import JobTestCase
from worker_node import load_wrapper

MAKE_OUT = "#!/bin/sh\necho x > out.txt\n"
TOKEN = "the-users-own"


class SidecarTest(unittest.TestCase):

    def setUp(self):
        self.wrapper = load_wrapper()
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = Path(directory.name) / "workspace"
        self.path.mkdir()
        self.workspace = self.wrapper.Workspace(self.path)
        self.notes = []

    def described(self, content):
        (self.path / "out.txt.json").write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.wrapper.description(self.workspace, "out.txt", self.notes)

    def wrong(self, content):
        with self.assertRaises(self.wrapper.Wrong) as caught:
            self.described(content)
        words = str(caught.exception)
        self.assertIn("out.txt.json", words)
        self.assertNotIn("Traceback", words)
        return words

    def test_both_shapes_are_metadata(self):
        for content in ('{"core.event_count":5}', '{"metadata":{"core.event_count":5}}', '\ufeff{"Core.Event_Count":5.0}',
                        '{"name":"x","namespace":"y","checksums":{},"metadata":{"core.event_count":5}}',
                        '{"metadata":null,"core.event_count":5}'):
            self.assertEqual({"core.event_count": 5}, self.described(content)["metadata"], content)
        self.assertEqual({"a.b": 1, "core.event_count": 5},
                         self.described('{"metadata":{"a.b":1},"core.event_count":5}')["metadata"])
        self.assertEqual([], self.notes)

    def test_every_kind_of_value_goes_through(self):
        text = '{"a.b": [1, -2.5, true, null, "\u00e9\\u4e2d\\ud83d\\ude00", {"x": []}], "c.\u00e9": 9223372036854775807}'
        self.assertEqual(json.loads(text), self.described(text)["metadata"])

    def test_none_is_none(self):
        self.assertEqual({"metadata": {}, "parents": []}, self.wrapper.description(self.workspace, "no", self.notes))
        for content in ("", " \n"):
            self.assertEqual({}, self.described(content)["metadata"])
        self.assertIn("empty", self.notes[0])

    def test_values_that_no_catalogue_takes_are_named_with_their_key(self):
        for value in ("NaN", "Infinity", "-Infinity", "1e999", "9" * 25, "9" * 5000, '"\\u0000"', '"\\ud800"', "[[NaN]]",
                      "9223372036854775808", '{"x": {"y": NaN}}'):
            self.assertIn("a.b", self.wrong('{"metadata": {"a.b": %s}}' % value), value)

    def test_event_counts_are_whole_and_bounded(self):
        for value in ("1e300", "-1", "1.5", '"5"', "true", "null", "100000000001", "[1]"):
            self.assertIn("core.event_count", self.wrong('{"core.event_count": %s}' % value), value)
        self.assertEqual(100000000000, self.described('{"core.event_count": 1e11}')["metadata"]["core.event_count"])

    def test_shapes_that_are_no_metadata_say_what_to_write(self):
        for content in ("[]", "null", "5", '"x"', '{"metadata": []}', '{"metadata": "x"}', '{"parents": {}}',
                        '{"events": 5}', '{"metadata": {"a b.c": 1}}', '{"a..b": 1}', '{".a": 1}', '{"a.%s": 1}' % ("b" * 300),
                        "{not json", '{"a.b": 1', '{"a.b": 1}}', b"\xff\xfe{", b"\x80\x02}q\x00.", '{"a.b":1,"A.b":2}',
                        '{"a.b":1,"a.b":1}', '{"metadata":{"a.b":1},"a.b":1}', '{"a.b": {"x": 1, "x": 2}}'):
            self.wrong(content)

    def test_depth_is_limited_without_a_crash(self):
        for depth in (21, 1200, 100000):
            self.wrong('{"a.b": %s1%s}' % ("[" * depth, "]" * depth))
            self.wrong('{"metadata": {"a.b": %s1%s}}' % ('{"x":' * depth, "}" * depth))
        self.described('{"a.b": %s1%s}' % ("[" * 18, "]" * 18))

    def test_size_is_limited(self):
        self.assertIn("bytes", self.wrong('{"a.b": "%s"}' % ("x" * self.wrapper.MAX_METADATA_BYTES)))
        self.assertIn("bytes", self.wrong(" " * (self.wrapper.SIDECAR_BYTES_MAX + 1)))
        self.described('{"a.b": "%s"}' % ("x" * (self.wrapper.MAX_METADATA_BYTES - 100)))

    def test_parents(self):
        good = ["a:b", {"did": "a:b"}, {"namespace": "a", "name": "b", "fid": "x"}, "monte-carlo-000001-000001"]
        found = self.described(json.dumps({"parents": good + [{"fid": "abcdef012345"}]}))["parents"]
        self.assertEqual(["a:b", {"did": "a:b"}, {"did": "a:b"}, "monte-carlo-000001-000001"], found)
        self.assertRegex(self.notes[0], "out.txt.json: 1 parents .* scope:name")
        for bad in ("noscope", 5, None, {}, {"did": 5}, ["a:b"], "a:b c", "a:" + "x" * 251):
            self.wrong(json.dumps({"parents": [bad]}))
        self.wrong(json.dumps({"parents": ["a:b"] * 10001}))

    def processed(self, content):
        (self.path / "list").write_bytes(content)
        return self.wrapper.processed(self.workspace, "list", self.notes)

    def test_junk_in_lists_of_processed_files_is_passed_over_with_a_note(self):
        self.assertEqual(["a:b", "c:d"], self.processed(b"a:b\r\n\n  \nc:d \na:b\n"))
        self.assertEqual([], self.notes)
        self.assertEqual(["a:b", "c:d"], self.processed(
            b"a:b\nx\ty\n\xff\xfe\n'q'\n" + b"z" * 2000 + b"\nn\0l\nc:d"))
        self.assertEqual(1, len(self.notes))
        self.assertIn("line 2 and 4 more", self.notes[0])
        self.assertEqual(10000, len(self.processed(b"".join(b"a:%d\n" % i for i in range(20000)))))
        self.assertGreater(len(self.processed(b"a:b\n" + b"x" * 900000)), 0)
        self.assertEqual([], self.wrapper.processed(self.workspace, "none", self.notes))

    def test_only_regular_files_of_the_workspace_are_read(self):
        outside = self.path.parent.parent / ("outside-%d" % os.getpid())
        outside.write_text("secret")
        self.addCleanup(outside.unlink)
        (self.path / "symlink").symlink_to(outside)
        (self.path / "inner").write_text("x")
        (self.path / "to-inner").symlink_to("inner")
        os.link(str(outside), str(self.path / "hardlink"))
        os.mkfifo(str(self.path / "fifo"))
        (self.path / "directory").mkdir()
        self.addCleanup(socket.socket(socket.AF_UNIX).close)
        listening = socket.socket(socket.AF_UNIX)
        self.addCleanup(listening.close)
        listening.bind(str(self.path / "socket"))
        for name in ("symlink", "to-inner", "hardlink", "fifo", "directory", "socket"):
            with self.assertRaises(self.wrapper.Wrong, msg=name) as caught:
                self.workspace.read(name, 100)
            self.assertIn(name, str(caught.exception))
        os.link(str(self.path / "inner"), str(self.path / "twin"))
        self.assertEqual((b"x", True), self.workspace.read("twin", 100))
        os.rename(str(self.path), str(self.path) + "-away")
        self.path.symlink_to("/etc")
        self.assertEqual((None, True), self.workspace.read("passwd", 100), "the directory that was there first counts")


class ResultsTest(JobTestCase):

    def run_with(self, jobscript, **kwargs):
        storage = self.storage()
        allocator = self.allocator(MAKE_OUT + jobscript, patterns=[["", "out*", 1]],
                                   uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/" + name)]], **kwargs)
        self.output = self.run_job(allocator)
        return allocator, storage

    def refused(self, jobscript, *words):
        allocator, storage = self.run_with("echo the log\n" + jobscript)
        self.assertEqual(([318], "outputting_failed"), (allocator.aborts(), allocator.state), self.output)
        reason = allocator.bodies("job_aborted")[0]["reason"]
        log = allocator.bodies("record_results")[0]["jobscript_log"]
        for word in words:
            self.assertIn(word, reason)
        self.assertIn("the log", log)
        self.assertIn("muster: " + reason, log)
        self.assertEqual({}, storage.content)
        self.assertNotIn("Traceback", self.output)

    def test_what_is_wrong_is_said_with_the_log(self):
        self.refused("echo '{\"core.event_count\": NaN}' > out.txt.json", "out.txt.json", "core.event_count")

    def test_links_are_never_uploaded(self):
        self.refused("ln -s /etc/passwd out-1.txt", "out-1.txt", "symbolic link")
        self.setUp()
        self.refused("ln -s /etc/passwd out.txt.json", "out.txt.json", "symbolic link")

    def test_special_files_are_never_waited_for(self):
        self.refused("mkfifo out.pipe", "out.pipe", "no regular file")

    def test_names_that_no_catalogue_takes(self):
        self.refused("echo x > 'out\n1'", "out", "rename")

    def test_fifty_large_sidecars_are_refused_before_anybody_is_asked(self):
        self.refused("i=0; while [ $i -lt 50 ]; do echo x > out$i; (printf '{\"a.b\": \"'; head -c 100000 /dev/zero | "
                     "tr '\\0' x; printf '\"}') > out$i.json; i=$((i+1)); done", "bytes", "outputs")

    def test_directories_and_junk_lines_are_notes(self):
        allocator, storage = self.run_with("mkdir out.d; printf 'a\\tb\\n' > justin-processed-dids.txt")
        log = allocator.bodies("record_results")[0]["jobscript_log"]
        self.assertIn("muster: 'out.d' is a directory", log)
        self.assertIn("muster: justin-processed-dids.txt: line 1", log)
        self.assertEqual("finished", allocator.state)
        self.assertEqual({"/out.txt"}, set(storage.content))

    def test_a_refusal_of_the_allocator_brings_its_words_and_the_log(self):
        for method, status, code in (("record_results", 409, 329), ("record_results", 400, 312),
                                     ("record_results", 403, 312), ("confirm_results", 400, 322)):
            self.setUp()
            storage = self.storage()
            allocator = self.allocator("echo the log\n" + MAKE_OUT, patterns=[["", "out*", 1]],
                                       uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/" + name)]])
            allocator.faults = {method: [status]}
            self.run_job(allocator)
            abort = allocator.bodies("job_aborted")[0]
            self.assertEqual(code, abort["abort_code"])
            self.assertIn("as the test wants", abort["reason"])
            self.assertEqual("the log\n" if method == "record_results" else None, abort.get("jobscript_log"))

    def test_a_node_that_says_nonsense_is_told_to_the_allocator(self):
        allocator = self.allocator()
        allocator.faults = {"get_jobscript": [400]}
        self.run_job(allocator)
        self.assertEqual([307], allocator.aborts())
        self.assertIn("as the test wants", allocator.bodies("job_aborted")[0]["reason"])

    def test_a_crash_brings_the_log(self):
        allocator = self.allocator("#!/bin/sh\necho the log\nrm -rf ../../home; touch ../../home\n")
        allocator.faults = {}
        code, output = self.node.run(allocator, justin_jobscript_image="")
        body = (allocator.bodies("record_results") + allocator.bodies("job_aborted"))[0]
        self.assertEqual("the log\n", body["jobscript_log"], output)

    def test_a_persons_own_storage_sees_only_that_persons_token(self):
        for write, expected in (("printf %s > \"$MUSTER_SCRATCH_TOKEN_FILE\"\n" % TOKEN, "Bearer " + TOKEN), ("", None),
                                ("ln -s ../bearer-token \"$MUSTER_SCRATCH_TOKEN_FILE\"\n", None)):
            self.setUp()
            storage = self.storage(token=None)
            allocator = self.allocator(MAKE_OUT + write, patterns=[["url", "out*", 1]],
                                       uploads=lambda name: [["", "http", "http://%s/%s" % (storage.address, name)]])
            self.run_job(allocator)
            self.assertEqual("finished", allocator.state)
            self.assertEqual({expected}, {token for _, _, token in storage.log})


class RedirectTest(unittest.TestCase):

    def test_a_token_stays_with_scheme_host_and_port(self):
        wrapper = load_wrapper()
        self.assertEqual(wrapper.origin("https://a.example/x"), wrapper.origin("https://A.example:443/y"))
        for other in ("http://a.example/x", "https://a.example:8443/x", "https://b.example/x"):
            self.assertNotEqual(wrapper.origin("https://a.example/x"), wrapper.origin(other))
        self.assertEqual("https://b/x", wrapper.redirected("https://a/x", "davs://b/x"))
        self.assertEqual("https://a/y", wrapper.redirected("https://a/x", "/y"))
        for location in ("http://a/x", "file:///etc/passwd", "ftp://a/x", "https://a:port/x", "dav://a/x"):
            with self.assertRaises(wrapper.Refused, msg=location):
                wrapper.redirected("https://a/x", location)
