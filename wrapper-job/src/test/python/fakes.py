"""Fakes with state: an allocator that keeps the rules of the justIN wire protocol, and a WebDAV storage."""
import hashlib
import hmac
import json
import threading
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn

from worker_node import JOB_SECRET, JOBSUB_ID

JOBSCRIPT_SECRET = "jobscript-secret-86"
WRITE_TOKEN = "write-token-that-no-jobscript-may-see"
READ_TOKEN = "read-token"
SIGNED = {"get_jobscript", "send_heartbeat", "record_results", "confirm_results", "job_aborted"}


class Server(ThreadingMixIn, HTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # clients that hang up are part of the tests


class Fake:
    """An HTTP server on a free port of the loopback interface."""

    def __init__(self):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def __getattr__(self, name):
                if name.startswith("do_"):
                    return lambda: fake.handle(self)
                raise AttributeError(name)

        self.lock = threading.Lock()
        self.server = Server(("127.0.0.1", 0), Handler)
        self.address = "127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    @staticmethod
    def answer(handler, status, body=b"", **headers):
        handler.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)


class FakeAllocator(Fake):
    """One job of one stage. `faults` maps a method to a list of things to do wrong first: a status to answer
    instead of acting, "lose" to act and then hang up, "drop" to hang up without acting."""

    def __init__(self, jobscript="#!/bin/sh\n", files=(), patterns=(), env=(), uploads=None, wall_seconds=60):
        super().__init__()
        self.url = "http://%s/api/allocator/" % self.address
        self.jobscript, self.patterns, self.env = jobscript, list(patterns), list(env)
        self.uploads = uploads or (lambda name: [])
        self.wall_seconds = wall_seconds
        self.more = {}  # what else record_results answers
        self.state = "submitted"
        self.files = {did: "unallocated" for did in files}
        self.replicas = {}  # DID to "PFN RSE", where a test cares
        self.outputs = {}
        self.faults = {}
        self.requests = []  # (method, raw body, headers)
        self.remembered = {}
        self.event = threading.Condition(self.lock)

    def jobscript_request(self, method):
        return json.dumps({"method": method, "jobsub_id": JOBSUB_ID, "jobscript_secret": JOBSCRIPT_SECRET})

    def bodies(self, method):
        return [json.loads(raw) for name, raw, _ in self.requests if name == method]

    def aborts(self):
        return [body["abort_code"] for body in self.bodies("job_aborted")]

    def wait_for(self, method, seconds=30):
        with self.event:
            return self.event.wait_for(lambda: self.bodies(method), seconds)

    def handle(self, handler):
        raw = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        body = json.loads(raw)
        method = body["method"]
        with self.event:
            self.requests.append((method, raw, dict(handler.headers)))
            self.event.notify_all()
            fault = self.faults.get(method, [])
            fault = fault.pop(0) if fault else None
            if fault == "drop" or isinstance(fault, int):
                status, text = fault, b"as the test wants"
            else:
                status, text = self.decide(method, body, raw)
        if fault in ("drop", "lose"):
            handler.close_connection = True
            return
        self.answer(handler, status, text)

    def decide(self, method, body, raw):
        if body["jobsub_id"] != JOBSUB_ID:
            return 403, b"unknown job"
        if method in SIGNED:
            message = method + body["secret_time"] + body["jobsub_id"]
            if hmac.new(JOB_SECRET.encode(), message.encode(), hashlib.sha256).hexdigest() != body["secret_hash"]:
                return 403, b"wrong hash"
        elif body["jobscript_secret"] != JOBSCRIPT_SECRET:
            return 400, b"wrong jobscript secret"
        if raw in self.remembered:
            return self.remembered[raw]
        status, reply = getattr(self, method)(body)
        answered = status, reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        if method in ("record_results", "confirm_results"):
            self.remembered[raw] = answered
        return answered

    def get_jobscript(self, body):
        if self.state != "submitted":
            return 403, b"duplicate"
        self.state = "started"
        return 200, {
            "principal_name": "alice@example.org", "jobscript": self.jobscript, "jobscript_image": "",
            "quota_name": "dunepro", "patterns": self.patterns, "site_name": body["site_name"],
            "scope": "usertests", "mql": "files from a:b where x = '$HOME' and y = \"`id`\"",
            "jobsub_id": JOBSUB_ID, "jobscript_secret": JOBSCRIPT_SECRET, "sam_web_uri": "http://sam.example/x",
            "workflow_id": body["workflow_id"], "stage_id": body["stage_id"], "requested_processors": 1,
            "requested_rss_bytes": 536870912, "requested_wall_seconds": self.wall_seconds, "stage_env": self.env,
            "storage_token": READ_TOKEN}

    def send_heartbeat(self, _):
        return 200, b""

    def get_file(self, _):
        if self.state not in ("started", "processing"):
            return 403, b"wrong state"
        for did, state in self.files.items():
            if state == "unallocated":
                self.files[did] = "allocated"
                self.state = "processing"
                return 200, ("%s %s" % (did, self.replicas.get(did, "root://wan//%s RAL_ECHO" % did))).encode()
        return 404, b"no files"

    def get_allocated_files(self, _):
        return 200, "".join(did + "\n" for did, state in self.files.items() if state != "unallocated").encode()

    def record_results(self, body):
        if self.state not in ("started", "processing"):
            return 410, b"closed"
        if body["jobscript_exit"] != 0:
            self.state = "jobscript_error"
            self.files = {did: "unallocated" for did in self.files}
            return 200, {"user_access_token": "", "output_rses": []}
        for did, state in self.files.items():
            if state == "allocated":
                self.files[did] = "outputting" if did in body["processed_dids"] else "unallocated"
        self.outputs = {name: "recorded" for name, _ in body["output_files"]}
        self.state = "outputting"
        return 200, dict({
            "user_access_token": "", "output_rses": [["RAL_ECHO", "davs"]], "existing_dataset_dids": [],
            "patterns": {"1": {"destination": "test-w12s1p1", "destination_number": "n001", "for_next_stage": 0,
                               "lifetime_seconds": 86400, "rse_expression": ""}},
            "uploads": {name: self.uploads(name) for name in self.outputs}, "storage_token": WRITE_TOKEN}, **self.more)

    def confirm_results(self, body):
        if self.state != "outputting":
            return 410, b"closed"
        for name in body["output_files"]:
            self.outputs[name] = "output"
        self.files = {did: "processed" if state == "outputting" else state for did, state in self.files.items()}
        self.state = "finished"
        return 200, b""

    def job_aborted(self, body):
        if self.state == "finished":
            return 410, b"closed"
        self.state = {324: "jobscript_error", 318: "outputting_failed", 320: "outputting_failed"}.get(
            body["abort_code"], "aborted")
        return 200, b""


class FakeStorage(Fake):
    """WebDAV with collections, tokens and, when wanted, an honest adler32 in Digest."""

    def __init__(self, token=WRITE_TOKEN, damage=lambda content: content):
        super().__init__()
        self.token, self.damage = token, damage
        self.collections, self.content, self.log = {""}, {}, []
        self.faults = []  # statuses to give to the first requests
        self.redirect_to = None  # a pool at this address takes the bytes

    def pfn(self, path):
        return "dav://%s%s" % (self.address, path)

    def handle(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        path = handler.path.rstrip("/")
        with self.lock:
            self.log.append((handler.command, path, handler.headers.get("Authorization")))
            if self.faults:
                return self.answer(handler, self.faults.pop(0))
            if self.token and handler.headers.get("Authorization") != "Bearer " + self.token:
                return self.answer(handler, 401)
            return getattr(self, handler.command.lower())(handler, path, body)

    def head(self, handler, path, _):
        if path not in self.content:
            return self.answer(handler, 404)
        headers = {"Content_Length": str(len(self.content[path]))}
        if handler.headers.get("Want-Digest") == "adler32":
            headers["Digest"] = "adler32=%08x" % zlib.adler32(self.content[path])
        self.answer(handler, 200, **headers)

    def get(self, handler, path, _):
        if path not in self.content:
            return self.answer(handler, 404)
        self.answer(handler, 200, self.content[path])

    def mkcol(self, handler, path, _):
        parent = path.rpartition("/")[0]
        if path in self.collections:
            return self.answer(handler, 405)
        if parent not in self.collections:
            return self.answer(handler, 409)
        self.collections.add(path)
        self.answer(handler, 201)

    def put(self, handler, path, body):
        if self.redirect_to:
            return self.answer(handler, 307, Location="http://%s%s" % (self.redirect_to.address, path))
        if path.rpartition("/")[0] not in self.collections:
            return self.answer(handler, 409)
        self.content[path] = self.damage(body)
        self.answer(handler, 201)

    def delete(self, handler, path, _):
        self.answer(handler, 204 if self.content.pop(path, None) is not None else 404)
