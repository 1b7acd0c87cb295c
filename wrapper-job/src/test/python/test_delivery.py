"""How outputs get from the workspace to storage."""
import zlib

from fakes import WRITE_TOKEN
from job_case import JobTestCase, MAKE_ONE
from worker_node import load_wrapper

PROCESS_TWO = """#!/bin/sh
while line=$("$JUSTIN_PATH/justin-get-file"); do
    echo "$line" | cut -d' ' -f1 >> justin-processed-dids.txt
done
echo some events > events.root
echo '{"metadata": {"Core.Event_Count": 7}, "parents": [{"did": "usertests:f1"}]}' > events.root.json
"""


class DeliveryTest(JobTestCase):

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

    def test_each_output_goes_with_the_token_that_names_it(self):
        storage = self.storage(token=None)
        allocator = self.allocator(MAKE_ONE + "printf x > two.root\n", patterns=[["", "*.root", 1]],
                                   uploads=lambda name: [["RAL_ECHO", "davs", storage.pfn("/" + name)]])
        allocator.more = {"storage_tokens": [{"token": WRITE_TOKEN, "outputs": ["one.root"]},
                                             {"token": "another", "outputs": ["two.root"]}]}
        self.run_job(allocator)
        self.assertEqual({("/one.root", "Bearer " + WRITE_TOKEN), ("/two.root", "Bearer another")},
                         {(path, token) for _, path, token in storage.log})

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

    def test_places_are_webdav_and_have_no_way_up(self):
        wrapper = load_wrapper()
        output = wrapper.Output("one.root", 1, "", 1, "00000001", {})
        good = ["GOOD", "davs", "davs://host:1094/a/one.root"]
        offered = [good] + [["BAD", "x", pfn] for pfn in (
            "root://host//a", "davs://host/a/../../b/one.root", "https://host", "file:///etc/passwd", "")]
        self.assertEqual([good], wrapper.places(output, {"uploads": {"one.root": offered}}))

    def test_url_destination_of_a_plain_justin_allocator(self):
        wrapper = load_wrapper()
        output = wrapper.Output("one.root", 2, "url", 1, "00000001", {})
        recorded = {"patterns": {"2": {"destination": "https://eos.example/user/test/00012/1/001"}}}
        self.assertEqual([["", "https", "https://eos.example/user/test/00012/1/001/one.root"]],
                         wrapper.places(output, recorded))
