"""The worker node: what its slot offers and what it is."""
import os
import re
import socket
import subprocess
from pathlib import Path
from typing import Any, Dict, Optional

from .ending import ABORT_CVMFS_CHECKS, Abort, log

CVMFS_PATHS = ["/cvmfs/" + name for name in (
    "grid.cern.ch", "dune.opensciencegrid.org", "larsoft.opensciencegrid.org", "dune.osgstorage.org",
    "fifeuser1.opensciencegrid.org", "fifeuser2.opensciencegrid.org", "fifeuser3.opensciencegrid.org",
    "fifeuser4.opensciencegrid.org")]
CA_DIRECTORY = "/cvmfs/grid.cern.ch/etc/grid-security/certificates"
APPTAINER = "/cvmfs/oasis.opensciencegrid.org/mis/apptainer/1.2/bin/apptainer"


def ad_value(variable: str, name: str) -> Optional[int]:
    """One integer of the ClassAd file that an environment variable points to."""
    try:
        text = Path(os.environ[variable]).read_text(errors="replace")
    except (KeyError, OSError):
        return None
    found = re.search(r"(?mi)^\s*%s\s*=\s*\"?(\d+)" % re.escape(name), text)
    return int(found.group(1)) if found else None


def slot() -> Dict[str, int]:
    """What this slot offers: from the ads, else from the environment, else modest defaults."""

    def either(ads: str, name: str, variable: str, default: int) -> int:
        value = ad_value(ads, name)
        return int(os.environ.get(variable) or default) if value is None else value

    return {
        "rss_bytes": either("_CONDOR_JOB_AD", "RequestMemory", "MUSTER_RSS_MIB", 2000) * 1048576,
        "processors": either("_CONDOR_JOB_AD", "RequestCpus", "MUSTER_PROCESSORS", 1),
        "wall_seconds": either("_CONDOR_MACHINE_AD", "GLIDEIN_Max_Walltime", "MUSTER_WALL_SECONDS", 86400)}


def first_match(path: str, pattern: str) -> Optional[str]:
    try:
        found = re.search(pattern, Path(path).read_text(errors="replace"), re.MULTILINE)
    except OSError:
        return None
    return found.group(1).strip() if found else None


def unquoted(value: Optional[str]) -> str:
    """The allocator refuses empty strings and quotes in descriptions."""
    return re.sub("[\"'`]", "", value or "").strip() or "unknown"


def node() -> Dict[str, str]:
    return {
        "cpuinfo": unquoted(first_match("/proc/cpuinfo", r"^model name\s*:\s*(.+)$")),
        "os_release": unquoted(first_match("/etc/redhat-release", r"^(.+)$")
                               or first_match("/etc/os-release", r"^PRETTY_NAME=(.+)$")),
        "hostname": unquoted(os.environ.get("HOSTNAME") or socket.gethostname()),
        "site_job_id": "XXX"}


def gpu() -> Dict[str, Any]:
    """The first GPU that the batch system gave us, as nvidia-smi describes it."""
    device = os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",")[0].strip()
    query = "uuid,name,driver_version,compute_cap,vbios_version,memory.total,memory.reserved"
    try:
        if not device:
            return {"gpu_uuid": ""}
        text = subprocess.check_output(
            ["nvidia-smi", "-i", device, "--query-gpu=" + query, "--format=csv,noheader,nounits"],
            stderr=subprocess.DEVNULL, timeout=60).decode("utf-8", "replace")
        uuid, name, driver, capability, vbios, total, reserved = [v.strip() for v in text.splitlines()[0].split(",")]
        return {"gpu_uuid": uuid, "gpu_name": name, "gpu_driver_version": driver, "gpu_compute_cap": capability,
                "gpu_vbios_version": vbios, "gpu_nonreserved_bytes": (int(total) - int(reserved)) * 1048576}
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as problem:
        log("No usable GPU: %s" % type(problem).__name__)
        return {"gpu_uuid": ""}


def inner_apptainer_works(image: str) -> bool:
    """A job without an image needs no container, so nothing is missing here."""
    if not image:
        return True
    try:
        return subprocess.call([APPTAINER, "exec", "--containall", "--bind", "/cvmfs", image, "/bin/true"],
                               stdin=subprocess.DEVNULL, timeout=600) == 0
    except (OSError, subprocess.SubprocessError):
        return False


def check_cvmfs() -> None:
    for path in CVMFS_PATHS:
        if not os.path.isdir(path):
            raise Abort(ABORT_CVMFS_CHECKS, "check_cvmfs", "%s is missing" % path)
