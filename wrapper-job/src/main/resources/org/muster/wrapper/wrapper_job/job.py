"""The job from its first question to its last."""
import json
import os
import re
import shlex
import time
from pathlib import Path
from typing import Any, BinaryIO, Dict, List, Optional

from .ending import (
    ABORT_CONFIRMED, ABORT_CREATING_METADATA, ABORT_JOB, ABORT_JOBSCRIPT_ERROR, ABORT_OUTPUT_EXISTS,
    ABORT_RECORDING_RESULT, ABORT_REMOVED, WALL_EXPIRED_EXIT, Abort, Leave, Terminated, Wrong, log)
from .limits import MAX_LOG, MAX_REASON
from .given import Settings, unpack_tools, write
from .words import failure, kind
from .node import APPTAINER, CA_DIRECTORY, check_cvmfs, gpu, gpu_device, inner_apptainer_works, node, slot
from .allocator import Allocator, Heartbeat, Reply
from .jobscript import Ended, Jobscript, log_tail
from .removal import Removal
from .workspace import Workspace
from .outputs import Output, find_outputs, processed
from .storage import Storage, upload

ABORT_RETRY_SECONDS = 60.0
REMOVAL_GRACE_SECONDS = 2.0  # after SIGTERM the batch system soon sends SIGKILL
REMOVAL_RETRY_SECONDS = 5.0
SCRATCH_TOKEN = ".muster-scratch-token"  # in the workspace: the user's own, for the user's own storage
SCRATCH_TOKEN_BYTES_MAX = 16384

# The jobscript gets these and no other variable of ours: as in a container, so that no secret of the pilot or of
# the host leaks and a jobscript that works in one kind of slot works in the other.
INHERITED_VARIABLES = ("PATH", "LANG", "LC_ALL", "TMPDIR", "HOSTNAME", "http_proxy", "https_proxy", "no_proxy",
                       "GLIDEIN_DUNESite", "GLIDEIN_Entry_Name")


class WrapperJob:
    """The sequence of one job, from get_jobscript to confirm_results."""

    def __init__(self, given: Settings) -> None:
        self._given = given
        self._jobsub_id = os.environ["JUSTIN_JOBSUB_ID"]
        self._site = os.environ.get("GLIDEIN_DUNESite") or "XX_UNKNOWN"
        self._home = Path.cwd() / "home"
        self._workspace = None  # type: Optional[Workspace]
        self._log_file = None  # type: Optional[BinaryIO]
        self._recorded = False
        self._notes = []  # type: List[str]
        self._removal = Removal()
        self._allocator = Allocator(given, self._jobsub_id, self._site)
        self._retry_seconds = float(os.environ.get("MUSTER_RETRY_SECONDS") or 600)
        self._heartbeat = Heartbeat(self._allocator, given.heartbeat_seconds)
        self._jobscript = None  # type: Optional[Jobscript]
        self.summary = {"jobsub_id": self._jobsub_id, "workflow_id": given.workflow_id, "stage_id": given.stage_id,
                        "jobscript_exit": "-", "processed": 0, "outputs": 0}  # type: Dict[str, Any]

    def run(self) -> str:
        """Returns the outcome in one word."""
        try:
            self._removal.expect()
            return self._run()
        except Leave as leave:
            log("Leaving: %s" % leave)
            return "left"
        except Abort as abort:
            self._end_jobscript()
            log("Abort %d after %s: %s" % (abort.code, abort.method, abort))
            self._abort(abort, ABORT_RETRY_SECONDS)
            return "aborted_%d" % abort.code
        except Terminated:
            log("SIGTERM: the batch system removes this job")
            self._end_jobscript()
            self._abort(Abort(ABORT_REMOVED, "sigterm", "The batch system took the job away before it was done."),
                        REMOVAL_RETRY_SECONDS)
            return "removed"
        except Exception as problem:
            self._end_jobscript()
            self._abort(Abort(ABORT_RECORDING_RESULT, "wrapper_crash", "The wrapper job itself failed: %s. Its own log "
                              "at the batch system says more." % kind(problem)), ABORT_RETRY_SECONDS)
            raise
        finally:
            self._heartbeat.stop()

    def _run(self) -> str:
        if self._given.image:
            check_cvmfs(self._given.cvmfs)
        task = self._get_jobscript()
        self._prepare(task)
        self._log_file = self._workspace.create("jobscript.log")
        with self._removal:
            self._jobscript = Jobscript(self._command(), self._variables(), self._home / "workspace", self._log_file)
        self._heartbeat.start()  # after the fork: a process with threads should not fork
        ended = self._jobscript.wait(int(task["requested_wall_seconds"]))
        self.summary["jobscript_exit"] = ended.exit_code
        log("Jobscript ended with %d after %.1f s" % (ended.exit_code, ended.real_seconds))
        return self._deliver(task, ended)

    def _get_jobscript(self) -> Dict[str, Any]:
        fields = dict(slot(), site_name=self._site, entry_name=os.environ.get("GLIDEIN_Entry_Name") or "XX_UNKNOWN",
                      has_inner_apptainer=inner_apptainer_works(self._given.image))  # type: Dict[str, Any]
        fields.update(node())
        fields.update(gpu())
        fields.update({"csr-no-roles": "", "csr-production": ""})  # no X.509 anywhere in Muster
        reply = self._allocator.get_jobscript(fields)
        if reply.status == 400:  # this node says something of itself that nobody can use
            raise Abort(ABORT_JOB, "get_jobscript", "The job was not started: %s" % reply.words())
        if reply.status != 200:
            raise Leave("get_jobscript: %s" % reply.words())
        return reply.json()

    def _prepare(self, task: Dict[str, Any]) -> None:
        (self._home / "workspace").mkdir(parents=True)
        self._workspace = Workspace(self._home / "workspace")
        unpack_tools(self._given.tools, self._home)
        write(self._home / "justin-jobscript", task["jobscript"].encode("utf-8"), 0o755)
        for method, tool in (("get_file", "justin-get-file"), ("get_allocated_files", "justin-allocated-files")):
            request = {"method": method, "jobsub_id": self._jobsub_id, "jobscript_secret": task["jobscript_secret"]}
            write(self._home / (tool + ".json"), json.dumps(request).encode("ascii"), 0o600)
        if task.get("storage_token"):
            write(self._home / "bearer-token", task["storage_token"].encode("ascii"), 0o600)
        write(self._home / "justin-jobscript-env.sh", self._exports(task).encode("utf-8"))
        write(self._home / "jobscript-wrapper.sh", self._starter().encode("utf-8"), 0o755)

    def _exports(self, task: Dict[str, Any]) -> str:
        """Every value reaches the jobscript as it is: justIN's double quotes let the shell expand $ and backticks."""
        variables = [(name, value) for name, value in task.get("stage_env", [])
                     if re.match(r"[A-Za-z_][A-Za-z0-9_]*\Z", name)]
        variables += [
            ("RUCIO_ACCOUNT", "justinreadonly"), ("JUSTIN_ALLOCATOR", self._given.allocator_url),
            ("JUSTIN_SITE_NAME", task["site_name"]), ("JUSTIN_WORKFLOW_ID", task["workflow_id"]),
            ("JUSTIN_STAGE_ID", task["stage_id"]), ("JUSTIN_SCOPE", task["scope"]), ("JUSTIN_MQL", task["mql"]),
            ("JUSTIN_PROCESSORS", task["requested_processors"]),
            ("JUSTIN_RSS_MIB", int(task["requested_rss_bytes"]) // 1048576),
            ("JUSTIN_WALL_SECONDS", task["requested_wall_seconds"]), ("JUSTIN_JOBSUB_ID", self._jobsub_id),
            ("JUSTIN_TIMESTAMP", int(time.time())), ("JUSTIN_JOBSCRIPT_SECRET", task["jobscript_secret"]),
            ("JUSTIN_SAM_WEB_URI", task.get("sam_web_uri", ""))]
        return "".join("export %s=%s\n" % (name, shlex.quote(str(value))) for name, value in variables)

    def _starter(self) -> str:
        """What runs first, in the container or out of it. Our own variables come last, so no stage can undo them."""
        home = "/home" if self._given.image else str(self._home)
        lines = ["#!/bin/sh", ". %s" % shlex.quote(home + "/justin-jobscript-env.sh"),
                 "export HOME=%s JUSTIN_PATH=%s TZ=UTC" % (shlex.quote(home), shlex.quote(home)),
                 "export MUSTER_SCRATCH_TOKEN_FILE=%s" % shlex.quote("%s/workspace/%s" % (home, SCRATCH_TOKEN))]
        if (self._home / "bearer-token").exists():
            lines.append("export BEARER_TOKEN_FILE=%s" % shlex.quote(home + "/bearer-token"))
        if os.path.isdir(CA_DIRECTORY):
            lines.append("export SSL_CERT_DIR=%s X509_CERT_DIR=%s" % (CA_DIRECTORY, CA_DIRECTORY))
        if gpu_device():
            lines.append("export CUDA_VISIBLE_DEVICES=%s" % shlex.quote(os.environ["CUDA_VISIBLE_DEVICES"]))
            lines += ["export LD_LIBRARY_PATH=/.singularity.d/libs"] if self._given.image else []
        return "\n".join(lines + ["umask 022", 'cd "$HOME/workspace" || exit 1', 'exec "$JUSTIN_PATH/justin-jobscript"', ""])

    def _command(self) -> List[str]:
        if not self._given.image:
            return [str(self._home / "jobscript-wrapper.sh")]
        gpus = ["--nv"] if gpu_device() else []
        return [APPTAINER, "shell"] + gpus + [
            "--shell", "/home/jobscript-wrapper.sh", "--containall", "--bind", "/cvmfs",
            "--home", "%s:/home" % self._home, self._given.image]

    def _variables(self) -> Dict[str, str]:
        return {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}

    def _deliver(self, task: Dict[str, Any], ended: Ended) -> str:
        """record_results, uploads, confirm_results."""
        outputs, problem = [], ""  # type: List[Output], str
        if ended.exit_code == 0:
            try:
                outputs = find_outputs(self._files(), task.get("patterns", []), self._notes)
            except Wrong as wrong:
                problem = str(wrong)  # recorded first all the same: files and usage are known
                self._notes.append(problem)
            except OSError as wrong:
                problem = "the outputs cannot be read: %s" % kind(wrong)
        if ended.exit_code == WALL_EXPIRED_EXIT:
            self._notes.append("most likely the wall time limit of %s s was reached" % task["requested_wall_seconds"])
        recorded = self._record(ended, outputs)
        if ended.exit_code != 0:
            raise Abort(ABORT_JOBSCRIPT_ERROR, "jobscript", failure(ended.exit_code, task["requested_wall_seconds"]))
        if problem:
            raise Abort(ABORT_CREATING_METADATA, "output_metadata", problem)
        placed = {output.name: upload(output, places(output, recorded), self._storage(output, recorded))
                  for output in outputs}
        self._insist("confirm_results", {"output_files": placed}, ABORT_CONFIRMED)
        return "finished"

    def _files(self) -> Workspace:
        if self._workspace is None:
            raise RuntimeError("there is no workspace yet")
        return self._workspace

    def _storage(self, output: Output, recorded: Dict[str, Any]) -> Storage:
        """A person's own storage never sees a token of Muster's."""
        if output.kind == "url":
            return Storage(self._files(), self._scratch_token())
        for each in recorded.get("storage_tokens") or []:
            if output.name in each["outputs"]:
                return Storage(self._files(), each["token"])
        return Storage(self._files(), recorded.get("storage_token") or recorded.get("user_access_token") or "")

    def _scratch_token(self) -> str:
        try:
            text = (self._files().read(SCRATCH_TOKEN, SCRATCH_TOKEN_BYTES_MAX)[0] or b"").decode("ascii").strip()
        except (Wrong, UnicodeDecodeError):
            text = ""
        return text if re.match(r"[!-~]+\Z", text) else ""

    def _tail(self) -> str:
        """The end of the jobscript's log, with what was noticed."""
        if self._log_file is None:
            return ""
        notes = "".join("\nmuster: %s" % note for note in self._notes)
        return (log_tail(self._log_file) + (notes + "\n" if notes else ""))[-MAX_LOG:]

    def _record(self, ended: Ended, outputs: List[Output]) -> Dict[str, Any]:
        dids = processed(self._files(), "justin-processed-dids.txt", self._notes)
        pfns = processed(self._files(), "justin-processed-pfns.txt", self._notes)
        self.summary.update(processed=len(dids) + len(pfns), outputs=len(outputs))
        reply = self._insist("record_results", {
            "processed_dids": dids, "processed_pfns": pfns,
            "output_files": [[output.name, output.pattern_id] for output in outputs],
            "output_metadata": {output.name: dict(output.description, size_bytes=output.size_bytes,
                                                       adler32=output.adler32) for output in outputs},
            "jobscript_log": self._tail(), "jobscript_exit": ended.exit_code,
            "jobscript_start": ended.start, "jobscript_finish": ended.finish,
            "jobscript_real_seconds": ended.real_seconds, "jobscript_user_seconds": ended.user_seconds,
            "jobscript_sys_seconds": ended.sys_seconds, "jobscript_max_rss_kb": ended.max_rss_kb},
            ABORT_RECORDING_RESULT)
        self._recorded = True
        try:
            return reply.json()
        except ValueError:
            raise Abort(ABORT_RECORDING_RESULT, "record_results", "the allocator's reply is not JSON")

    def _insist(self, method: str, fields: Dict[str, Any], code: int) -> Reply:
        reply = self._allocator.insist(method, fields, self._retry_seconds)
        if reply.status == 410:
            raise Leave("%s: the allocator has closed this job" % method)
        if reply.status != 200:
            exists = method == "record_results" and reply.status == 409
            raise Abort(ABORT_OUTPUT_EXISTS if exists else code, method, "%s: %s" % (method, reply.words()))
        return reply

    def _abort(self, abort: Abort, seconds: float) -> None:
        """With the reason and the log, which nobody else could bring home."""
        fields = {"abort_code": abort.code, "aborted_method": abort.method, "rse_name": abort.rse_name,
                  "reason": str(abort)[:MAX_REASON]}  # type: Dict[str, Any]
        if not self._recorded:
            fields["jobscript_log"] = self._tail()
        reply = self._allocator.insist("job_aborted", fields, seconds)
        log("job_aborted %d: status %d" % (abort.code, reply.status))

    def _end_jobscript(self) -> None:
        if self._jobscript is not None:
            self._jobscript.end(REMOVAL_GRACE_SECONDS)


def places(output: Output, recorded: Dict[str, Any]) -> List[List[str]]:
    """Where the allocator wants this output; for a URL pattern of a plain justIN allocator, below its destination."""
    offered = (recorded.get("uploads") or {}).get(output.name, [])
    pattern = (recorded.get("patterns") or {}).get(str(output.pattern_id), {})
    if not offered and output.kind == "url" and pattern.get("destination"):
        return [["", "https", "%s/%s" % (pattern["destination"], output.name)]]
    return [place for place in offered if re.match("(https?|davs?)://[^/]+/", place[2]) and ".." not in place[2].split("/")]
