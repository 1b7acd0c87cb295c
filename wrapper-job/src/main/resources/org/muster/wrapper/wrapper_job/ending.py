"""How a job can end, and how it says so."""
import re
import time

# What the abort codes of the justIN event table mean when this wrapper sends them.
ABORT_JOB = 307  # get_jobscript refused as a mistake of this node
ABORT_RECORDING_RESULT = 312  # record_results refused; also our own crash: the result could not be recorded
ABORT_WEBDAV_UPLOAD = 317  # an output for a URL destination
ABORT_CREATING_METADATA = 318
ABORT_RUCIO_UPLOAD_FILE = 320  # an output for an RSE
ABORT_CONFIRMED = 322
ABORT_CVMFS_CHECKS = 323
ABORT_JOBSCRIPT_ERROR = 324
ABORT_REMOVED = 327  # JOB_REMOVED_FROM_HTCONDOR: SIGTERM. Puts the job into state aborted
ABORT_OUTPUT_EXISTS = 329  # Muster's own: an output of this name is recorded already

# What a jobscript's exit code says when it was not the jobscript's own.
WALL_EXPIRED_EXIT = 124  # as timeout(1)
LOST_EXIT = 255  # somebody else collected the exit code: that is no success


class Abort(Exception):
    """The job cannot go on: tell the allocator with this code of the event table."""

    def __init__(self, code: int, method: str, reason: str, rse_name: str = "") -> None:
        super().__init__(reason)
        self.code, self.method, self.rse_name = code, method, rse_name


class Wrong(Exception):
    """What the jobscript left cannot be taken. The words are for its author: which file, what, and what to do."""


class Leave(Exception):
    """The allocator has no use for this job any more: end quietly."""


class Terminated(BaseException):
    """SIGTERM arrived. Not an Exception, so that no retry loop swallows it."""


class Refused(Exception):
    """A storage operation failed."""


def log(message: str) -> None:
    """One line of ASCII: neither a locale nor a jobscript's file name can break or forge it."""
    line = re.sub("[^ -~]", lambda found: ascii(found.group())[1:-1], message)
    print(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), line, flush=True)
