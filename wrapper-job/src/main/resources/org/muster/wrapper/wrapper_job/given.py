"""What the job was given: the variables that the job factory substitutes."""
import base64
import io
import os
import zipfile
from pathlib import Path
from typing import NamedTuple


class Settings(NamedTuple):
    """The substituted template variables."""

    job_secret: str
    image: str
    workflow_id: int
    stage_id: int
    instance: str
    allocator_url: str
    jitter_seconds: float
    heartbeat_seconds: float
    tools: str
    cvmfs: str = ""


def settings() -> Settings:
    return Settings(
        job_secret="###justin_job_secret###",
        image="###justin_jobscript_image###",
        workflow_id=int("###justin_workflow_id###"),
        stage_id=int("###justin_stage_id###"),
        instance="###justin_instance###",
        allocator_url="###muster_allocator_url###",
        jitter_seconds=float("###muster_get_jobscript_jitter_seconds###"),
        heartbeat_seconds=float("###muster_heartbeat_seconds###"),
        tools="###muster_tools_base64###",
        cvmfs="###muster_cvmfs###")


def unpack_tools(tools: str, directory: Path) -> None:
    """The jobscript's little tools travel inside this file as a base64 zip: nothing to download, nothing on CVMFS."""
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(tools))) as archive:
        for name in archive.namelist():
            write(directory / Path(name).name, archive.read(name), 0o755)


def write(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Writes with the mode from the first byte on: a secret must not be readable by others even for a moment."""
    if path.exists():
        path.unlink()
    with os.fdopen(os.open(str(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(content)
    path.chmod(mode)
