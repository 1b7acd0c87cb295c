"""A worker node in a temporary directory: renders the wrapper job and runs it as the batch system would."""
import base64
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from types import ModuleType

RESOURCES = Path(__file__).parents[2] / "main" / "resources" / "org" / "muster" / "wrapper"
TOOLS = ("justin-allocated-files", "justin-get-file", "muster-fetch", "muster-post")
JOB_SECRET = "s3cr3t-Key_"
JOBSUB_ID = "123456.0@sched.example"


def template():
    """As WrapperJob.template does in Java: the parts in their order, without the imports of each other."""
    parts = [(RESOURCES / "wrapper_job" / (name + ".py")).read_text()
             for name in (RESOURCES / "wrapper_job" / "order").read_text().split()]
    bare = [re.sub(r"(?m)^from \.\w+ import (?:\([^)]*\)|[^(\n]+)\n", "", part) for part in parts]
    return "#!/usr/bin/env python3\n" + "\n\n".join(bare)


def load_wrapper():
    """The unrendered wrapper as a module, for its small functions."""
    module = ModuleType("muster_wrapper_job")
    exec(compile(template(), module.__name__, "exec"), module.__dict__)
    return module


def render(allocator_url, **changes):
    """As WrapperJob.render does in Java."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as tools:
        for name in TOOLS:
            tools.writestr(name, (RESOURCES / name).read_text())
    values = {
        "justin_job_secret": JOB_SECRET, "justin_jobscript_image": "", "justin_workflow_id": "12",
        "justin_stage_id": "1", "justin_instance": "test", "muster_allocator_url": allocator_url,
        "muster_get_jobscript_jitter_seconds": "0", "muster_heartbeat_seconds": "1",
        "muster_cvmfs": "software.example.org",
        "muster_tools_base64": base64.b64encode(archive.getvalue()).decode()}
    values.update(changes)
    return re.sub("###([a-z0-9_]+)###", lambda match: values[match.group(1)], template())


class WorkerNode:
    """One job's directory and process. Its environment is small, so that tests do not depend on the machine's."""

    def __init__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="muster-node-"))
        self.environment = {
            "PATH": os.environ["PATH"], "JUSTIN_JOBSUB_ID": JOBSUB_ID, "GLIDEIN_DUNESite": "UK_RAL",
            "GLIDEIN_Entry_Name": "RAL_ENTRY", "MUSTER_RSS_MIB": "512", "MUSTER_PROCESSORS": "1",
            "MUSTER_WALL_SECONDS": "3600", "MUSTER_RETRY_SECONDS": "20", "MUSTER_KILL_GRACE_SECONDS": "0.2"}

    @property
    def workspace(self):
        return self.directory / "home" / "workspace"

    def start(self, allocator, **changes):
        wrapper = self.directory / "wrapper-job.py"
        wrapper.write_text(render(allocator.url, **changes))
        return subprocess.Popen([sys.executable, "-B", str(wrapper)], cwd=str(self.directory), env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, allocator, **changes):
        """The exit code and everything printed."""
        process = self.start(allocator, **changes)
        output = process.communicate(timeout=60)[0].decode()
        return process.returncode, output

    def install_tools(self, allocator):
        """What the wrapper gives to a jobscript, for tests of the tools alone. Returns the environment."""
        home = self.directory / "home"
        self.workspace.mkdir(parents=True)
        for name in TOOLS:
            shutil.copy(str(RESOURCES / name), str(home / name))
            (home / name).chmod(0o755)
        for method, tool in (("get_file", "justin-get-file"), ("get_allocated_files", "justin-allocated-files")):
            (home / (tool + ".json")).write_text(allocator.jobscript_request(method))
        return {"PATH": os.environ["PATH"], "HOME": str(home), "JUSTIN_PATH": str(home),
                "JUSTIN_ALLOCATOR": allocator.url, "JUSTIN_JOBSUB_ID": JOBSUB_ID, "JUSTIN_TIMESTAMP": "1700000000",
                "JUSTIN_WALL_SECONDS": "600", "JUSTIN_GET_FILE_RETRY_SECONDS": "5"}

    def path_without_curl(self):
        """A PATH with what the tools use, except curl."""
        directory = self.directory / "bin"
        directory.mkdir(exist_ok=True)
        for name in ("sh", "date", "head", "sed", "sleep", "rm", "mv"):
            link = directory / name
            if not link.exists():
                link.symlink_to(shutil.which(name))
        if not (directory / "python3").exists():
            (directory / "python3").symlink_to(sys.executable)
        return str(directory)

    def remove(self):
        shutil.rmtree(str(self.directory))
