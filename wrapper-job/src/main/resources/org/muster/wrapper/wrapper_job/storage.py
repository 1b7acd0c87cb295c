"""Uploads by WebDAV."""
import http.client
import re
import time
from typing import Any, Dict, List, Optional, Tuple
from urllib.parse import quote, urljoin, urlsplit

from .ending import ABORT_RUCIO_UPLOAD_FILE, ABORT_WEBDAV_UPLOAD, Abort, Refused, log
from .allocator import tls_context
from .outputs import Output, READ_BYTES

UPLOAD_RSES_MAX = 3
UPLOAD_TRIES = 3
UPLOAD_SECONDS = 1200
UPLOAD_PAUSE_SECONDS = 0.5
REDIRECTS_MAX = 3


class Storage:
    """WebDAV with a write token that lives only here, in memory, and only after the jobscript has ended."""

    def __init__(self, token: str) -> None:
        self._token = token

    def put(self, output: Output, pfn: str) -> None:
        """Puts the bytes there, or finds that an earlier try of this job already did."""
        url = re.sub("^dav(s?):", r"http\1:", pfn)
        if self._holds(url, output):
            log("%s is already there" % output.path.name)
            return
        status = self._request("PUT", url, output)[0]
        if status in (403, 404, 409):  # the collection is missing; servers disagree on the status
            self._make_collections(url)
            status = self._request("PUT", url, output)[0]
        if status not in (200, 201, 204):
            raise Refused("PUT gave status %d" % status)
        if not self._holds(url, output):
            self._request("DELETE", url)
            raise Refused("what arrived differs in size or checksum")

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

    def _request(self, method: str, url: str, output: Optional[Output] = None) -> Tuple[int, http.client.HTTPMessage]:
        headers = {"User-Agent": "muster-wrapper-job", "Authorization": "Bearer " + self._token}
        if method == "HEAD":
            headers["Want-Digest"] = "adler32"
        for _ in range(REDIRECTS_MAX):
            status, answer = exchange(method, url, headers, output)
            if status not in (301, 302, 307, 308) or not answer.get("Location"):
                return status, answer
            target = urljoin(url, answer["Location"])
            if urlsplit(target).netloc != urlsplit(url).netloc:
                headers.pop("Authorization", None)  # the door's redirect carries what its pool wants to see
            url = target
        raise Refused("too many redirects")


def exchange(method: str, url: str, headers: Dict[str, str],
             output: Optional[Output]) -> Tuple[int, http.client.HTTPMessage]:
    """One HTTP request, with the output's bytes streamed if there is one."""
    parts = urlsplit(url)
    target = quote(parts.path, safe="/%:@+,;=~") + ("?" + parts.query if parts.query else "")
    connection = (http.client.HTTPSConnection(parts.netloc, timeout=UPLOAD_SECONDS, context=tls_context())
                  if parts.scheme == "https" else http.client.HTTPConnection(parts.netloc, timeout=UPLOAD_SECONDS))
    try:
        if output is None:
            connection.request(method, target, headers=headers)
        else:
            with output.path.open("rb") as stream:
                try:
                    connection.request(method, target, stream, dict(headers, **{
                        "Content-Length": str(output.size_bytes)}))
                except (BrokenPipeError, ConnectionResetError):
                    pass  # a door may redirect and close before it has read the body: its answer still waits for us
        response = connection.getresponse()
        response.read(READ_BYTES)
        return response.status, response.headers
    except (OSError, http.client.HTTPException) as problem:
        raise Refused("%s: %s" % (method, type(problem).__name__))
    finally:
        connection.close()


def upload(output: Output, places: List[List[str]], storage: Storage) -> Dict[str, Any]:
    """Tries the places in order of preference; what worked becomes the file's entry in confirm_results."""
    name, rse = output.path.name, ""
    for rse, _, pfn in places[:UPLOAD_RSES_MAX]:
        for attempt in range(1, UPLOAD_TRIES + 1):
            begin = time.monotonic()
            try:
                storage.put(output, pfn)
                log("%s: %d bytes at %s" % (name, output.size_bytes, rse or "the URL destination"))
                placed = {"pattern_id": output.pattern_id, "seconds": int(round(time.monotonic() - begin)),
                          "size_bytes": output.size_bytes, "adler32": output.adler32, "pfn": pfn}
                return dict(placed, rse_name=rse) if rse else placed
            except Refused as problem:
                log("%s: try %d at %s failed: %s" % (name, attempt, rse or "the URL destination", problem))
                time.sleep(UPLOAD_PAUSE_SECONDS * attempt)
    code = ABORT_WEBDAV_UPLOAD if output.kind == "url" else ABORT_RUCIO_UPLOAD_FILE
    raise Abort(code, "upload", "no storage took %s" % name, rse)
