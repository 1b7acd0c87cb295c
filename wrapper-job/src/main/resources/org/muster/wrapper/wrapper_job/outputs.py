"""What the jobscript left in its workspace."""
import glob
import json
import os
import re
import zlib
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Tuple

READ_BYTES = 1 << 20
OUTPUT_FILES_MAX = 1000
PROCESSED_LINES_MAX = 10000
SIDECAR_BYTES_MAX = 1 << 20
CONTROL_FILES = {"jobscript.log", "justin-processed-dids.txt", "justin-processed-pfns.txt", "all-input-dids.txt"}


class Output(NamedTuple):
    path: Path
    pattern_id: int
    kind: str  # url, for_next_stage or empty
    size_bytes: int
    adler32: str
    description: Dict[str, Any]  # the metadata and parents of the <output>.json


def adler32(path: Path) -> str:
    checksum = 1
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(READ_BYTES), b""):
            checksum = zlib.adler32(block, checksum)
    return "%08x" % (checksum & 0xFFFFFFFF)


def sidecar(path: Path) -> Dict[str, Any]:
    """The optional <output>.json. Metadata keys are lower-cased, as MetaCat wants them."""
    json_path = path.with_name(path.name + ".json")
    if not json_path.is_file():
        return {"metadata": {}, "parents": []}
    if json_path.stat().st_size > SIDECAR_BYTES_MAX:
        raise ValueError("%s is too large" % json_path.name)
    content = json.loads(json_path.read_text(encoding="utf-8"))
    metadata, parents = content.get("metadata", {}), content.get("parents", [])
    if not isinstance(metadata, dict) or not isinstance(parents, list):
        raise ValueError("%s: metadata must be an object, parents a list" % json_path.name)
    return {"metadata": {key.lower(): value for key, value in metadata.items()}, "parents": parents}


def find_outputs(workspace: Path, patterns: List[List[Any]]) -> List[Output]:
    """Files of the workspace's top level that match a pattern; the first pattern wins."""
    matched = {}  # type: Dict[str, Tuple[int, str]]
    for kind, pattern, pattern_id in patterns:
        for name in sorted(glob.glob(os.path.join(glob.escape(str(workspace)), os.path.basename(pattern)))):
            matched.setdefault(os.path.basename(name), (pattern_id, kind))
    # with a pattern such as *.json the sidecar of an output matches too, but is not an output
    names = [name for name in sorted(matched) if (workspace / name).is_file() and name not in CONTROL_FILES
             and not (name.endswith(".json") and name[:-5] in matched)]
    if len(names) > OUTPUT_FILES_MAX:
        raise ValueError("%d output files, at most %d are allowed" % (len(names), OUTPUT_FILES_MAX))
    bad = [name for name in names if not re.match(r"[A-Za-z0-9_.-]+\Z", name)]
    if bad:
        raise ValueError("output names with characters that no catalogue takes: %r" % bad[:5])
    return [describe(workspace / name, *matched[name]) for name in names]


def describe(path: Path, pattern_id: int, kind: str) -> Output:
    return Output(path, pattern_id, kind, path.stat().st_size, adler32(path), sidecar(path))


def processed(path: Path) -> List[str]:
    """One DID or PFN per line; quotes are refused by the allocator, so a line with one is the jobscript's mistake."""
    if not path.is_file():
        return []
    lines = [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    return [line for line in lines if line and not re.search("[\"'`]", line)][:PROCESSED_LINES_MAX]
