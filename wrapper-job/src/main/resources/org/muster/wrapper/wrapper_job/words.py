"""What went wrong, as people read it on the job's page."""
import os
import signal
from typing import Any

from .ending import LOST_EXIT, WALL_EXPIRED_EXIT


def failure(exit_code: int, wall_seconds: Any) -> str:
    if exit_code == WALL_EXPIRED_EXIT:
        return "The jobscript ended with exit code 124: most likely its wall time of %s s was over." % wall_seconds
    if exit_code == LOST_EXIT:
        return "The jobscript ended with exit code 255, or its exit code was lost."
    if exit_code > 128:
        try:
            name = signal.Signals(exit_code - 128).name
            return "The jobscript ended with exit code %d: signal %d (%s)%s." % (
                exit_code, exit_code - 128, name, ", as when memory is short" if name == "SIGKILL" else "")
        except ValueError:
            pass
    return ""  # the allocator has words for the others


def kind(problem: BaseException) -> str:
    """What went wrong, in one line that holds no secret: no value of ours gets into these texts."""
    if isinstance(problem, OSError):
        return "%s %s" % (problem.strerror or type(problem).__name__, os.path.basename(str(problem.filename or "")))
    return type(problem).__name__
