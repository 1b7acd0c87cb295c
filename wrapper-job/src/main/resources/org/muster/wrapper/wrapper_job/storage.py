"""Uploads by WebDAV."""
import http.client
import os
import re
import time
from typing import Any, Dict, List, Optional, Tuple
from urllib.parse import quote, urljoin, urlsplit

from .ending import ABORT_CREATING_METADATA, ABORT_RUCIO_UPLOAD_FILE, ABORT_WEBDAV_UPLOAD, Abort, Refused, Wrong, log
from .allocator import tls_context
from .outputs import Bytes, Output, READ_BYTES
from .workspace import Workspace

UPLOAD_RSES_MAX = 3
UPLOAD_TRIES = 3
UPLOAD_SECONDS = 1200
UPLOAD_PAUSE_SECONDS = 0.5
REDIRECTS_MAX = 3
PORTS = {"http": 80, "https": 443}


class Storage:
    """WebDAV with a token that lives only here, in memory, and only after the jobscript has ended; perhaps without one."""

    def __init__(self, workspace: Workspace, token: str) -> None:
        self._workspace, self._token = workspace, token

    def put(self, output: Output, pfn: str) -> None:
        """Puts the bytes there, or finds that an earlier try of this job already did."""
        url = re.sub("^dav(s?):", r"http\1:", pfn)
        if self._holds(url, output):
            log("%s is already there" % output.name)
            return
        status = self._send(url, output)
        if status in (403, 404, 409):  # the collection is missing; servers disagree on the status
            self._make_collections(url)
            status = self._send(url, output)
        if status not in (200, 201, 204):
            raise Refused("PUT gave status %d" % status)
        if not self._holds(url, output):
            self._request("DELETE", url)
            raise Refused("what arrived differs in size or checksum")

    def _send(self, url: str, output: Output) -> int:
        """The checksum that was reported is that of the bytes that went out, or they are taken back."""
        with self._workspace.open(output.name) as stream:
            content = Bytes(stream, output.size_bytes)
            status = self._request("PUT", url, content, output.size_bytes)[0]
            changed = os.fstat(stream.fileno()).st_size != output.size_bytes
        if content.left and not changed:
            raise Refused("PUT broke off with status %d" % status)
        if status in (200, 201, 204) and (changed or content.adler32 != output.adler32):
            self._request("DELETE", url)
            raise Wrong("%s changed while it was uploaded" % output.name)
        return status

    def _holds(self, url: str, output: Output) -> bool:
        status, headers = self._request("HEAD", url)
        if status != 200 or headers.get("Content-Length") != str(output.size_bytes):
            return False
        found = re.search(r"adler32=([0-9A-Fa-f]+)", headers.get("Digest") or "")
        return not found or found.group(1).lower().zfill(8) == output.adler32

    def _make_collections(self, url: str) -> None:
        parts = urlsplit(url)
        names = parts.path.split("/")[1:-1]
        for depth in range(1, len(names) + 1):
            # 405 says that it exists; others (no right on an upper level) show when the PUT is repeated
            self._request("MKCOL", "%s://%s/%s/" % (parts.scheme, parts.netloc, "/".join(names[:depth])))

    def _request(self, method: str, url: str, content: Optional[Bytes] = None,
                 size_bytes: int = 0) -> Tuple[int, http.client.HTTPMessage]:
        """Follows redirects as storages use them: the same method, and the same bytes, at another address."""
        headers = {"User-Agent": "muster-wrapper-job"}
        if self._token:
            headers["Authorization"] = "Bearer " + self._token
        if method == "HEAD":
            headers["Want-Digest"] = "adler32"
        for _ in range(REDIRECTS_MAX):
            if content is not None:
                content.rewind(size_bytes)
            status, answer = exchange(method, url, headers, content, size_bytes)
            if status not in (301, 302, 307, 308) or not answer.get("Location"):
                return status, answer
            target = redirected(url, answer["Location"])
            if origin(target) != origin(url):
                headers.pop("Authorization", None)  # the door's redirect carries what its pool wants to see
            url = target
        raise Refused("too many redirects")


def origin(url: str) -> Tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or PORTS[parts.scheme]


def redirected(url: str, location: str) -> str:
    target = re.sub("^dav(s?):", r"http\1:", urljoin(url, location))
    try:
        before, after = origin(url), origin(target)
    except (KeyError, ValueError):
        raise Refused("a redirect to an address that is neither http nor https")
    if before[0] == "https" and after[0] != "https":
        raise Refused("a redirect from https to http")
    return target


def exchange(method: str, url: str, headers: Dict[str, str], content: Optional[Bytes],
             size_bytes: int) -> Tuple[int, http.client.HTTPMessage]:
    """One HTTP request, with the output's bytes streamed if there is one."""
    parts = urlsplit(url)
    target = quote(parts.path, safe="/%:@+,;=~") + ("?" + parts.query if parts.query else "")
    connection = (http.client.HTTPSConnection(parts.netloc, timeout=UPLOAD_SECONDS, context=tls_context())
                  if parts.scheme == "https" else http.client.HTTPConnection(parts.netloc, timeout=UPLOAD_SECONDS))
    try:
        if content is None:
            connection.request(method, target, headers=headers)
        else:
            try:
                connection.request(method, target, content, dict(headers, **{"Content-Length": str(size_bytes)}))
            except (BrokenPipeError, ConnectionResetError):
                pass  # a door may redirect and close before it has read the body: its answer still waits for us
        response = connection.getresponse()
        response.read(READ_BYTES)
        return response.status, response.headers
    except (OSError, ValueError, http.client.HTTPException) as problem:
        raise Refused("%s: %s" % (method, type(problem).__name__))
    finally:
        connection.close()


def upload(output: Output, places: List[List[str]], storage: Storage) -> Dict[str, Any]:
    """Tries the places in order of preference; what worked becomes the file's entry in confirm_results."""
    rse, last = "", "no storage was offered"
    for rse, _, pfn in places[:UPLOAD_RSES_MAX]:
        for attempt in range(1, UPLOAD_TRIES + 1):
            begin = time.monotonic()
            try:
                storage.put(output, pfn)
                log("%s: %d bytes at %s" % (output.name, output.size_bytes, rse or "the URL destination"))
                placed = {"pattern_id": output.pattern_id, "seconds": int(round(time.monotonic() - begin)),
                          "size_bytes": output.size_bytes, "adler32": output.adler32, "pfn": pfn}
                return dict(placed, rse_name=rse) if rse else placed
            except (FileNotFoundError, Wrong) as wrong:
                raise Abort(ABORT_CREATING_METADATA, "upload", str(wrong) if isinstance(wrong, Wrong) else
                            "%s is not there any more" % output.name, rse)
            except Refused as problem:
                last = "%s: %s" % (rse or "the URL destination", problem)
                log("%s: try %d at %s failed: %s" % (output.name, attempt, rse or "the URL destination", problem))
                time.sleep(UPLOAD_PAUSE_SECONDS * attempt)
    code = ABORT_WEBDAV_UPLOAD if output.kind == "url" else ABORT_RUCIO_UPLOAD_FILE
    raise Abort(code, "upload", "no storage took %s (%s)" % (output.name, last), rse)
