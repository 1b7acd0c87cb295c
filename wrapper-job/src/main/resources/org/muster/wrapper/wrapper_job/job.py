"""The job from its first question to its last."""
import json
import os
import re
import shlex
import signal
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

from .ending import (
    ABORT_CONFIRMED, ABORT_CREATING_METADATA, ABORT_JOBSCRIPT_ERROR, ABORT_RECORDING_RESULT, ABORT_REMOVED,
    Abort, Leave, Terminated, log)
from .given import Settings, unpack_tools, write
from .node import APPTAINER, CA_DIRECTORY, check_cvmfs, gpu, inner_apptainer_works, node, slot
from .allocator import Allocator, Heartbeat, Reply
from .jobscript import Ended, Jobscript, LOG_TAIL_CHARACTERS, WALL_EXPIRED_EXIT, log_tail
from .outputs import Output, find_outputs, processed
from .storage import Storage, upload

ABORT_RETRY_SECONDS = 60.0
REMOVAL_GRACE_SECONDS = 2.0  # after SIGTERM the batch system soon sends SIGKILL
REMOVAL_RETRY_SECONDS = 5.0

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
        self._workspace = self._home / "workspace"
        self._allocator = Allocator(given, self._jobsub_id, self._site)
        self._retry_seconds = float(os.environ.get("MUSTER_RETRY_SECONDS") or 600)
        self._heartbeat = Heartbeat(self._allocator, given.heartbeat_seconds)
        self._jobscript = None  # type: Optional[Jobscript]
        self.summary = {"jobsub_id": self._jobsub_id, "workflow_id": given.workflow_id, "stage_id": given.stage_id,
                        "jobscript_exit": "-", "processed": 0, "outputs": 0}  # type: Dict[str, Any]

    def run(self) -> str:
        """Returns the outcome in one word."""
        try:
            signal.signal(signal.SIGTERM, on_sigterm)
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
            self._abort(Abort(ABORT_REMOVED, "sigterm", "removed"), REMOVAL_RETRY_SECONDS)
            return "removed"
        except Exception:
            self._end_jobscript()
            self._abort(Abort(ABORT_RECORDING_RESULT, "wrapper_crash", "crash"), ABORT_RETRY_SECONDS)
            raise
        finally:
            self._heartbeat.stop()

    def _run(self) -> str:
        if self._given.image:
            check_cvmfs()
        task = self._get_jobscript()
        self._prepare(task)
        with (self._workspace / "jobscript.log").open("w+b") as log_file:
            self._jobscript = Jobscript(self._command(), self._variables(), self._workspace, log_file)
            self._heartbeat.start()  # after the fork: a process with threads should not fork
            ended = self._jobscript.wait(int(task["requested_wall_seconds"]))
            tail = log_tail(log_file)
        self.summary["jobscript_exit"] = ended.exit_code
        log("Jobscript ended with %d after %.1f s" % (ended.exit_code, ended.real_seconds))
        return self._deliver(task, ended, tail)

    def _get_jobscript(self) -> Dict[str, Any]:
        fields = dict(slot(), site_name=self._site, entry_name=os.environ.get("GLIDEIN_Entry_Name") or "XX_UNKNOWN",
                      has_inner_apptainer=inner_apptainer_works(self._given.image))  # type: Dict[str, Any]
        fields.update(node())
        fields.update(gpu())
        fields.update({"csr-no-roles": "", "csr-production": ""})  # no X.509 anywhere in Muster
        reply = self._allocator.get_jobscript(fields)
        if reply.status != 200:
            raise Leave("get_jobscript gave status %d" % reply.status)
        return reply.json()

    def _prepare(self, task: Dict[str, Any]) -> None:
        self._workspace.mkdir(parents=True)
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
                 "export HOME=%s JUSTIN_PATH=%s TZ=UTC" % (shlex.quote(home), shlex.quote(home))]
        if (self._home / "bearer-token").exists():
            lines.append("export BEARER_TOKEN_FILE=%s" % shlex.quote(home + "/bearer-token"))
        if os.path.isdir(CA_DIRECTORY):
            lines.append("export SSL_CERT_DIR=%s X509_CERT_DIR=%s" % (CA_DIRECTORY, CA_DIRECTORY))
        if os.environ.get("CUDA_VISIBLE_DEVICES"):
            lines.append("export CUDA_VISIBLE_DEVICES=%s" % shlex.quote(os.environ["CUDA_VISIBLE_DEVICES"]))
            lines += ["export LD_LIBRARY_PATH=/.singularity.d/libs"] if self._given.image else []
        return "\n".join(lines + ['cd "$HOME/workspace" || exit 1', 'exec "$JUSTIN_PATH/justin-jobscript"', ""])

    def _command(self) -> List[str]:
        if not self._given.image:
            return [str(self._home / "jobscript-wrapper.sh")]
        gpus = ["--nv"] if os.environ.get("CUDA_VISIBLE_DEVICES") else []
        return [APPTAINER, "shell"] + gpus + [
            "--shell", "/home/jobscript-wrapper.sh", "--containall", "--bind", "/cvmfs",
            "--home", "%s:/home" % self._home, self._given.image]

    def _variables(self) -> Dict[str, str]:
        return {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}

    def _deliver(self, task: Dict[str, Any], ended: Ended, tail: str) -> str:
        """record_results, uploads, confirm_results."""
        outputs, problem = [], ""  # type: List[Output], str
        if ended.exit_code == 0:
            try:
                outputs = find_outputs(self._workspace, task.get("patterns", []))
            except (ValueError, AttributeError, OSError) as wrong:
                problem = str(wrong)  # recorded first all the same: the user needs the log to see why
        elif ended.exit_code == WALL_EXPIRED_EXIT:
            problem = "exit code 124: most likely the wall time limit of %s s" % task["requested_wall_seconds"]
        if problem:
            tail = ("%s\nmuster: %s\n" % (tail, problem))[-LOG_TAIL_CHARACTERS:]
        recorded = self._record(ended, tail, outputs)
        if ended.exit_code != 0:
            raise Abort(ABORT_JOBSCRIPT_ERROR, "jobscript", "the jobscript failed with %d" % ended.exit_code)
        if problem:
            raise Abort(ABORT_CREATING_METADATA, "output_metadata", problem)
        storage = Storage(recorded.get("storage_token") or recorded.get("user_access_token") or "")
        placed = {output.path.name: upload(output, places(output, recorded), storage) for output in outputs}
        self._insist("confirm_results", {"output_files": placed}, ABORT_CONFIRMED)
        return "finished"

    def _record(self, ended: Ended, tail: str, outputs: List[Output]) -> Dict[str, Any]:
        dids = processed(self._workspace / "justin-processed-dids.txt")
        pfns = processed(self._workspace / "justin-processed-pfns.txt")
        self.summary.update(processed=len(dids) + len(pfns), outputs=len(outputs))
        reply = self._insist("record_results", {
            "processed_dids": dids, "processed_pfns": pfns,
            "output_files": [[output.path.name, output.pattern_id] for output in outputs],
            "output_metadata": {output.path.name: dict(output.description, size_bytes=output.size_bytes,
                                                       adler32=output.adler32) for output in outputs},
            "jobscript_log": tail, "jobscript_exit": ended.exit_code,
            "jobscript_start": ended.start, "jobscript_finish": ended.finish,
            "jobscript_real_seconds": ended.real_seconds, "jobscript_user_seconds": ended.user_seconds,
            "jobscript_sys_seconds": ended.sys_seconds, "jobscript_max_rss_kb": ended.max_rss_kb},
            ABORT_RECORDING_RESULT)
        try:
            return reply.json()
        except ValueError:
            raise Abort(ABORT_RECORDING_RESULT, "record_results", "the reply is not JSON")

    def _insist(self, method: str, fields: Dict[str, Any], code: int) -> Reply:
        reply = self._allocator.insist(method, fields, self._retry_seconds)
        if reply.status == 410:
            raise Leave("%s: the allocator has closed this job" % method)
        if reply.status != 200:
            raise Abort(code, method, "%s gave status %d" % (method, reply.status))
        return reply

    def _abort(self, abort: Abort, seconds: float) -> None:
        reply = self._allocator.insist("job_aborted", {
            "abort_code": abort.code, "aborted_method": abort.method, "rse_name": abort.rse_name}, seconds)
        log("job_aborted %d: status %d" % (abort.code, reply.status))

    def _end_jobscript(self) -> None:
        if self._jobscript is not None:
            self._jobscript.end(REMOVAL_GRACE_SECONDS)


def places(output: Output, recorded: Dict[str, Any]) -> List[List[str]]:
    """Where the allocator wants this output; for a URL pattern of a plain justIN allocator, below its destination."""
    offered = (recorded.get("uploads") or {}).get(output.path.name, [])
    pattern = (recorded.get("patterns") or {}).get(str(output.pattern_id), {})
    if not offered and output.kind == "url" and pattern.get("destination"):
        return [["", "https", "%s/%s" % (pattern["destination"], output.path.name)]]
    return [place for place in offered if re.match("(https?|davs?)://", place[2])]


def on_sigterm(*_: Any) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Terminated()
