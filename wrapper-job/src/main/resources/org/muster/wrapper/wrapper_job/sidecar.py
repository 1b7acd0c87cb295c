"""The optional <output>.json: an output's metadata and parents, written by people and programs of all kinds."""
import json
import math
import re
from typing import Any, Dict, List, Tuple

from .ending import Wrong
from .limits import (
    MAX_EVENTS, MAX_METADATA_BYTES, MAX_METADATA_DEPTH, MAX_METADATA_KEY, MAX_PARENTS, MAX_WHOLE_NUMBER, METADATA_KEY)
from .workspace import Workspace

SIDECAR_BYTES_MAX = 4 * MAX_METADATA_BYTES  # people write with blanks and line ends
EVENT_COUNT = "core.event_count"
DIGITS_MAX = 30
# What else MetaCat says of a file; the wrapper and the registrar know these better.
ATTRIBUTES = {"name", "namespace", "did", "fid", "size", "checksums", "creator", "created_timestamp", "updated_by",
              "updated_timestamp", "retired", "retired_by", "retired_timestamp", "children", "datasets", "auto_name"}
DID = re.compile(r"[a-zA-Z_\-.0-9]{1,25}:[A-Za-z0-9][/A-Za-z0-9.\-_]{0,249}\Z")


class Unusable:
    """Stands for a value that JSON or Python would take and no catalogue does."""

    def __init__(self, words: str) -> None:
        self.words = words


def description(workspace: Workspace, output: str, notes: List[str]) -> Dict[str, Any]:
    """What is to be recorded of an output; Wrong names the file, the key and what to do."""
    file = output + ".json"
    raw, whole = workspace.read(file, SIDECAR_BYTES_MAX)
    if raw is None:
        return {"metadata": {}, "parents": []}
    if not whole:
        raise Wrong("%s has more than %d bytes: write less metadata" % (file, SIDECAR_BYTES_MAX))
    if not raw.strip():
        notes.append("%s is empty: %s gets no metadata" % (file, output))
        return {"metadata": {}, "parents": []}
    metadata, parents = split(parse(raw, file), file)
    found = {"metadata": checked(metadata, file), "parents": checked_parents(parents, file, notes)}
    size = len(compact(found))
    if size > MAX_METADATA_BYTES:
        raise Wrong("%s holds %d bytes of metadata and parents, at most %d are taken: write less" % (
            file, size, MAX_METADATA_BYTES))
    return found


def compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def parse(raw: bytes, file: str) -> Any:

    def once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise Wrong("%s has the key %r twice: keep one of them" % (file, twice))
        return value

    def whole_number(text: str) -> Any:
        return int(text) if len(text) <= DIGITS_MAX else Unusable("a number of %d digits" % len(text))

    def number(text: str) -> Any:
        return float(text) if math.isfinite(float(text)) else Unusable("the number %.40s, which is too large" % text)

    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=once, parse_int=whole_number, parse_float=number,
                          parse_constant=lambda name: Unusable(name))
    except UnicodeDecodeError:
        raise Wrong("%s is not text in UTF-8: write JSON such as {\"metadata\": {\"%s\": 5}}" % (file, EVENT_COUNT))
    except RecursionError:
        raise too_deep(file)
    except json.JSONDecodeError as problem:
        raise Wrong("%s is not JSON: see its line %d, column %d" % (file, problem.lineno, problem.colno))


def too_deep(file: str) -> Wrong:
    return Wrong("%s has objects or lists more than %d deep inside each other: flatten it" % (file, MAX_METADATA_DEPTH))


def split(content: Any, file: str) -> Tuple[Dict[str, Any], List[Any]]:
    """Metadata and parents of both shapes: MetaCat's with `metadata`, and the metadata alone."""
    if not isinstance(content, dict):
        raise Wrong("%s does not hold a JSON object: write {\"metadata\": {\"%s\": 5}}" % (file, EVENT_COUNT))
    inner, parents = content.get("metadata"), content.get("parents")
    if inner is not None and not isinstance(inner, dict):
        raise Wrong("%s: `metadata` has to be an object of keys and values" % file)
    if parents is not None and not isinstance(parents, list):
        raise Wrong("%s: `parents` has to be a list of DIDs" % file)
    metadata = {}  # type: Dict[str, Any]
    beside = {key: value for key, value in content.items()
              if key not in ATTRIBUTES and key not in ("metadata", "parents")}
    for part in (inner or {}, beside):
        for key, value in part.items():
            lower = key.lower()  # as MetaCat wants them
            if lower in metadata:
                raise Wrong("%s has the key %r twice: keep one of them" % (file, lower))
            metadata[lower] = value
    return metadata, parents or []


def checked(metadata: Dict[str, Any], file: str) -> Dict[str, Any]:
    for key, value in metadata.items():
        at = "%s, key %s" % (file, ascii(key[:80]).strip("'"))
        if not re.match(METADATA_KEY + r"\Z", key) or len(key) > MAX_METADATA_KEY or unwritable(key):
            raise Wrong("%s: a key has a category before a dot, as core.event_count has, and at most %d characters "
                        "without blanks" % (at, MAX_METADATA_KEY))
        walk(value, at, file)
    if EVENT_COUNT in metadata:
        metadata[EVENT_COUNT] = event_count(metadata[EVENT_COUNT], file)
    return metadata


def walk(root: Any, at: str, file: str) -> None:
    """Without recursion, because how deep it goes is what is looked for."""
    waiting = [(root, 2)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, Unusable):
            raise Wrong("%s: %s is no value that catalogues take; leave it out or write a number" % (at, value.words))
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_WHOLE_NUMBER:
            raise Wrong("%s: the number %s is too large: whole numbers go to %d" % (at, value, MAX_WHOLE_NUMBER))
        if isinstance(value, str) and unwritable(value):
            raise Wrong("%s: the text holds U+0000 or half a character, which catalogues do not take" % at)
        if isinstance(value, (dict, list)):
            if depth > MAX_METADATA_DEPTH:
                raise too_deep(file)
            if isinstance(value, dict):
                waiting += [(key, depth) for key in value]
            waiting += [(inner, depth + 1) for inner in (value.values() if isinstance(value, dict) else value)]


def unwritable(text: str) -> bool:
    return re.search("[\0\ud800-\udfff]", text) is not None


def event_count(value: Any, file: str) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool) or isinstance(value, float) and value.is_integer()
    if not whole or not 0 <= value <= MAX_EVENTS:
        raise Wrong("%s, key %s: has to be a whole number from 0 to %d, not %.40r" % (
            file, EVENT_COUNT, MAX_EVENTS, value))
    return int(value)


def checked_parents(parents: List[Any], file: str, notes: List[str]) -> List[Any]:
    if len(parents) > MAX_PARENTS:
        raise Wrong("%s has %d parents, at most %d are taken" % (file, len(parents), MAX_PARENTS))
    kept, by_number = [], 0
    for parent in parents:
        did = parent
        if isinstance(parent, dict):
            did = parent.get("did")
            if did is None and parent.get("namespace") is not None:
                did = "%s:%s" % (parent.get("namespace"), parent.get("name"))
            if did is None and parent.get("fid") is not None:
                by_number += 1
                continue
        if not isinstance(did, str) or not DID.match(did) and not did.startswith("monte-carlo-"):
            raise Wrong("%s: %.80s is no parent; write scope:name or {\"did\": \"scope:name\"}" % (file, ascii(did)))
        kept.append(parent if isinstance(parent, str) else {"did": did})
    if by_number:
        notes.append("%s: %d parents are named by their file ids only and left out; name them as scope:name" % (
            file, by_number))
    return kept
