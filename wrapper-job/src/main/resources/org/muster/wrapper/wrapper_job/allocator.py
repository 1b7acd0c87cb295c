"""Talking to the allocator."""
import functools
import hashlib
import hmac
import http.client
import json
import os
import random
import ssl
import threading
import time
import urllib.error
import urllib.request
from typing import Any, Dict, NamedTuple

from .ending import log
from .limits import MAX_REASON
from .given import Settings
from .node import CA_DIRECTORY

HTTP_SECONDS = 60
GET_JOBSCRIPT_TRIES = 5
RETRY_SECONDS_MAX = 800  # the allocator refuses signatures older than 900 s, and repeats keep theirs
RETRY_STATUSES = (0, 500, 502, 503, 504)  # 0: no answer at all
BACKOFF_FIRST_SECONDS = 0.5
BACKOFF_MAX_SECONDS = 30.0


class Reply(NamedTuple):
    status: int  # 0: no answer
    body: bytes

    def words(self) -> str:
        """What a refusal says, in one line."""
        if self.status == 0:
            return "the allocator does not answer"
        said = " ".join(self.body.decode("utf-8", "replace").split())
        return "the allocator answered with status %d%s" % (self.status, ": " + said if said else "")

    def json(self) -> Dict[str, Any]:
        value = json.loads(self.body.decode("utf-8"))
        if not isinstance(value, dict):
            raise ValueError("not a JSON object")
        return value


def sentence_of(refusal: urllib.error.HTTPError) -> bytes:
    try:
        return refusal.read(4 * MAX_REASON)
    except (OSError, http.client.HTTPException):
        return b""


@functools.lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if os.path.isdir(CA_DIRECTORY):
        context.load_verify_locations(capath=CA_DIRECTORY)
    return context


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The allocator redirects nobody, and what is sent to it is for no one else."""

    def redirect_request(self, *_: Any) -> None:
        return None


@functools.lru_cache(maxsize=1)
def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(NoRedirect, urllib.request.HTTPSHandler(context=tls_context()))


def secret_hash(secret: str, method: str, secret_time: str, jobsub_id: str) -> str:
    message = (method + secret_time + jobsub_id).encode("utf-8")
    return hmac.new(secret.encode("utf-8"), message, hashlib.sha256).hexdigest()


class Allocator:
    """Signed requests to the allocator."""

    def __init__(self, given: Settings, jobsub_id: str, site: str) -> None:
        self._given, self._jobsub_id, self._site = given, jobsub_id, site

    def sign(self, method: str, fields: Dict[str, Any]) -> bytes:
        now = str(int(time.time()))
        return json.dumps(dict(
            fields, method=method, jobsub_id=self._jobsub_id, workflow_id=self._given.workflow_id,
            stage_id=self._given.stage_id, secret_time=now,
            secret_hash=secret_hash(self._given.job_secret, method, now, self._jobsub_id))).encode("ascii")

    def send(self, method: str, body: bytes) -> Reply:
        """One try. Every failure to get an answer is status 0, so that callers have one thing to look at."""
        request = urllib.request.Request(self._given.allocator_url + method, data=body, headers={
            "User-Agent": "muster-wrapper-job", "X-Jobid": self._jobsub_id, "X-DUNE-Site-Name": self._site,
            "Content-Type": "application/json", "Accept": "*/*"})
        try:
            with opener().open(request, timeout=HTTP_SECONDS) as response:
                return Reply(response.status, response.read())
        except urllib.error.HTTPError as refusal:
            return Reply(refusal.code, sentence_of(refusal))
        except (OSError, http.client.HTTPException) as problem:
            log("%s: no answer (%s)" % (method, type(getattr(problem, "reason", problem)).__name__))
            return Reply(0, b"")

    def insist(self, method: str, fields: Dict[str, Any], seconds: float) -> Reply:
        """Repeats through failures that an allocator restart explains.

        A repeat is the same bytes, because the allocator answers a repeated body with the answer it gave before, even
        if that one was lost. Only 503 says that the request was not taken: the next one is then signed anew.
        """
        deadline = time.monotonic() + min(seconds, RETRY_SECONDS_MAX)
        pause = BACKOFF_FIRST_SECONDS
        body = self.sign(method, fields)
        while True:
            reply = self.send(method, body)
            wait = pause * random.uniform(0.5, 1.0)
            if reply.status not in RETRY_STATUSES or time.monotonic() + wait > deadline:
                return reply
            log("%s: status %d, trying again" % (method, reply.status))
            time.sleep(wait)
            pause = min(2 * pause, BACKOFF_MAX_SECONDS)
            if reply.status == 503:
                body = self.sign(method, fields)

    def get_jobscript(self, fields: Dict[str, Any]) -> Reply:
        """A few jittered tries: hundreds of jobs of one cluster may start in the same second."""
        body = self.sign("get_jobscript", fields)
        for _ in range(GET_JOBSCRIPT_TRIES):
            time.sleep(random.uniform(0, self._given.jitter_seconds))
            reply = self.send("get_jobscript", body)
            if reply.status not in (0, 503):
                break
            log("get_jobscript: status %d" % reply.status)
            time.sleep(BACKOFF_FIRST_SECONDS)
            if reply.status == 503:
                body = self.sign("get_jobscript", fields)
        return reply


class Heartbeat(threading.Thread):
    """Says that the job is alive. A daemon thread: it cannot outlive the process whose life it reports."""

    def __init__(self, allocator: Allocator, seconds: float) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self._allocator, self._seconds, self._stopped = allocator, seconds, threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            reply = self._allocator.send("send_heartbeat", self._allocator.sign("send_heartbeat", {}))
            if reply.status not in (0, 200):
                log("send_heartbeat: status %d" % reply.status)
            self._stopped.wait(self._seconds)

    def stop(self) -> None:
        self._stopped.set()
