"""The worker node: what its slot offers and what it is."""
import os
import re
import socket
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from .classads import ad_value, evaluate, whole
from .ending import ABORT_CVMFS_CHECKS, Abort, log

MEBIBYTE = 1048576
NO_DEVICE = ("", "nodevfiles", "none", "void", "null", "undefined")

CA_DIRECTORY = "/cvmfs/grid.cern.ch/etc/grid-security/certificates"
APPTAINER = "/cvmfs/oasis.opensciencegrid.org/mis/apptainer/1.2/bin/apptainer"


def slot() -> Dict[str, int]:
    """What this slot offers: from the ads, else from the environment, else modest defaults."""

    def either(places: List[Tuple[str, str]], variable: str, default: int, unit: int) -> int:
        for ads, name in places:
            value = whole(ad_value(ads, name, unit))
            if value is not None:
                return value
        given = whole(evaluate(os.environ.get(variable, ""), {}, unit))
        if given is None:
            log("%s is not given as a number: %d is taken" % (variable, default))
        return default if given is None else given

    return {
        "rss_bytes": either([("_CONDOR_JOB_AD", "RequestMemory"), ("_CONDOR_MACHINE_AD", "Memory")],
                            "MUSTER_RSS_MIB", 2000, MEBIBYTE) * MEBIBYTE,
        "processors": either([("_CONDOR_JOB_AD", "RequestCpus"), ("_CONDOR_MACHINE_AD", "Cpus")],
                             "MUSTER_PROCESSORS", 1, 1),
        "wall_seconds": either([("_CONDOR_MACHINE_AD", "GLIDEIN_Max_Walltime")], "MUSTER_WALL_SECONDS", 86400, 1)}


def first_match(path: str, pattern: str) -> Optional[str]:
    try:
        found = re.search(pattern, Path(path).read_text(errors="replace"), re.MULTILINE)
    except OSError:
        return None
    return found.group(1).strip() if found else None


def unquoted(value: Optional[str]) -> str:
    """The allocator refuses empty strings, quotes, control characters and long texts in descriptions."""
    return re.sub("[\"'`\0-\x1f\x7f\ud800-\udfff]", "", value or "").strip()[:200] or "unknown"


def node() -> Dict[str, str]:
    return {
        "cpuinfo": unquoted(first_match("/proc/cpuinfo", r"^model name\s*:\s*(.+)$")),
        "os_release": unquoted(first_match("/etc/redhat-release", r"^(.+)$")
                               or first_match("/etc/os-release", r"^PRETTY_NAME=(.+)$")),
        "hostname": unquoted(os.environ.get("HOSTNAME") or socket.gethostname()),
        "site_job_id": "XXX"}


def gpu_device() -> str:
    """The first GPU that the batch system gave us; batch systems have several words for none."""
    device = os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",")[0].strip()
    return "" if device.lower() in NO_DEVICE or device.startswith("-") else device


def nvidia_smi(*arguments: str) -> str:
    return subprocess.check_output(["nvidia-smi"] + list(arguments), stdin=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, timeout=60).decode("utf-8", "replace")


def physical(device: str) -> Tuple[str, str, Optional[int]]:
    """Which GPU to ask about, the full name of the device, and the memory of a slice of it (MIG) in MiB."""
    gpu_uuid = ""
    for line in nvidia_smi("-L").splitlines() if not device.isdigit() else []:
        found = re.match(r"(\s*)(.*)\(UUID: ([^)]+)\)", line)
        if not found:
            continue
        if not found.group(1):
            gpu_uuid = found.group(3)
        if found.group(3).startswith(device):
            profile = re.search(r"MIG \S*?(\d+)gb", found.group(2))
            return gpu_uuid, found.group(3), int(profile.group(1)) * 1024 if profile else None
    return device, device, None


def gpu() -> Dict[str, Any]:
    """That GPU as nvidia-smi describes it."""
    device = gpu_device()
    query = "uuid,name,driver_version,compute_cap,vbios_version,memory.total,memory.reserved"
    try:
        if not device:
            return {"gpu_uuid": ""}
        whole_gpu, full_name, slice_mib = physical(device)
        text = nvidia_smi("-i", whole_gpu, "--query-gpu=" + query, "--format=csv,noheader,nounits")
        uuid, name, driver, capability, vbios, total, reserved = [v.strip() for v in text.splitlines()[0].split(",")]
        mebibytes = int(total) - (int(reserved) if reserved.isdigit() else 0) if slice_mib is None else slice_mib
        return {"gpu_uuid": full_name if device != full_name or slice_mib else uuid, "gpu_name": unquoted(name),
                "gpu_driver_version": driver, "gpu_compute_cap": capability, "gpu_vbios_version": vbios,
                "gpu_nonreserved_bytes": mebibytes * MEBIBYTE}
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


def check_cvmfs(repositories: str) -> None:
    """Those that this installation's jobs need, with commas between."""
    for path in ["/cvmfs/" + name for name in repositories.split(",") if name]:
        if not os.path.isdir(path):
            raise Abort(ABORT_CVMFS_CHECKS, "check_cvmfs", "%s is missing on this worker node, and a jobscript with an "
                        "image needs CVMFS" % path)
