"""What the jobscript left in its workspace."""
import fnmatch
import os
import re
import zlib
from typing import Any, BinaryIO, Dict, List, NamedTuple, Tuple

from .ending import Wrong
from .limits import (
    MAX_METADATA_BYTES_TOGETHER, MAX_OUTPUT_BYTES, MAX_OUTPUTS, MAX_PROCESSED, MAX_PROCESSED_BYTES, MAX_PROCESSED_LINE, OUTPUT_NAME)
from .sidecar import compact, description
from .workspace import Workspace

READ_BYTES = 1 << 20
CONTROL_FILES = {"jobscript.log", "justin-processed-dids.txt", "justin-processed-pfns.txt", "all-input-dids.txt"}


class Output(NamedTuple):
    name: str
    pattern_id: int
    kind: str  # url, for_next_stage or empty
    size_bytes: int
    adler32: str
    description: Dict[str, Any]  # the metadata and parents of the <output>.json


class Bytes:
    """The bytes of an open file, so many and no more, with the checksum of what was read."""

    def __init__(self, stream: BinaryIO, size_bytes: int) -> None:
        self._stream, self._left, self._checksum = stream, size_bytes, 1

    def rewind(self, size_bytes: int) -> None:
        self._stream.seek(0)
        self._left, self._checksum = size_bytes, 1

    def read(self, most: int = READ_BYTES) -> bytes:
        block = self._stream.read(min(most if most > 0 else READ_BYTES, self._left))
        self._left -= len(block)
        self._checksum = zlib.adler32(block, self._checksum)
        return block

    @property
    def left(self) -> int:
        return self._left

    @property
    def adler32(self) -> str:
        return "%08x" % (self._checksum & 0xFFFFFFFF)


def find_outputs(workspace: Workspace, patterns: List[List[Any]], notes: List[str]) -> List[Output]:
    """Files of the workspace's top level that match a pattern; the first pattern wins."""
    matched = {}  # type: Dict[str, Tuple[int, str]]
    for name in workspace.names():
        for kind, pattern, pattern_id in patterns:
            if matches(name, os.path.basename(pattern)):
                matched.setdefault(name, (pattern_id, kind))
    names = []
    for name in sorted(matched):
        if workspace.is_directory(name):
            notes.append("%s is a directory and therefore no output" % ascii(name))
        # with a pattern such as *.json the sidecar of an output matches too, but is not an output
        elif name not in CONTROL_FILES and not (name.endswith(".json") and name[:-5] in matched):
            names.append(name)
    if len(names) > MAX_OUTPUTS:
        raise Wrong("%d output files match the patterns, a job may have %d: write fewer, or archives of them" % (
            len(names), MAX_OUTPUTS))
    for name in names:
        if not re.match(OUTPUT_NAME + r"\Z", name):
            raise Wrong("no catalogue takes the output name %s: a name begins with a letter or digit and has at most "
                        "250 of A-Z a-z 0-9 . _ -; rename the file" % ascii(name))
    outputs = [describe(workspace, name, *matched[name], notes=notes) for name in names]
    together = sum(len(compact(output.description)) for output in outputs)
    if together > MAX_METADATA_BYTES_TOGETHER:
        raise Wrong("the .json files of the %d outputs hold %d bytes of metadata and parents, at most %d of one job are "
                    "taken: write less, or fewer outputs in a job" % (
                        len(outputs), together, MAX_METADATA_BYTES_TOGETHER))
    return outputs


def matches(name: str, pattern: str) -> bool:
    """As the shell matches: hidden files only if the pattern says so."""
    return fnmatch.fnmatchcase(name, pattern) and (not name.startswith(".") or pattern.startswith("."))


def describe(workspace: Workspace, name: str, pattern_id: int, kind: str, notes: List[str]) -> Output:
    with workspace.open(name) as stream:
        size_bytes = os.fstat(stream.fileno()).st_size
        if size_bytes > MAX_OUTPUT_BYTES:
            raise Wrong("%s says that it has %d bytes, at most %d are taken" % (name, size_bytes, MAX_OUTPUT_BYTES))
        content = Bytes(stream, size_bytes)
        while content.read():
            pass
    return Output(name, pattern_id, kind, size_bytes, content.adler32, description(workspace, name, notes))


def processed(workspace: Workspace, name: str, notes: List[str]) -> List[str]:
    """One DID or PFN a line. Anything else is passed over: the results of the other lines are worth more."""
    try:
        raw, whole = workspace.read(name, MAX_PROCESSED_BYTES)
    except Wrong as wrong:
        notes.append("%s; the list is passed over" % wrong)
        return []
    lines, junk = [], []  # type: List[str], List[int]
    raw = raw or b""
    if not whole:
        raw = raw[:raw.rfind(b"\n") + 1]  # the last line is cut somewhere
    for number, line in enumerate(raw.split(b"\n"), 1):
        text = line.decode("utf-8", "surrogateescape").strip()
        if len(text) > MAX_PROCESSED_LINE or re.search("[\"'`\0-\x1f\x7f-\x9f\ud800-\udfff]", text):
            junk.append(number)
        elif text:
            lines.append(text)
    kept = list(dict.fromkeys(lines))[:MAX_PROCESSED]
    if junk:
        notes.append("%s: line %d%s passed over: quotes, control characters, not UTF-8, or longer than %d characters" % (
            name, junk[0], " and %d more are" % (len(junk) - 1) if len(junk) > 1 else " is", MAX_PROCESSED_LINE))
    if not whole or len(set(lines)) > MAX_PROCESSED:
        notes.append("%s: lines beyond %d, or %d bytes, are passed over" % (name, MAX_PROCESSED, MAX_PROCESSED_BYTES))
    return kept
