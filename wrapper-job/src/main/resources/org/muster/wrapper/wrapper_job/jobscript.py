"""Running the jobscript, and ending all of it."""
import ctypes
import errno
import glob
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO, Callable, Dict, List, NamedTuple, Optional, Set

from .ending import LOST_EXIT, WALL_EXPIRED_EXIT, log
from .limits import MAX_LOG

KILL_GRACE_SECONDS = 10.0
SWEEP_ROUNDS = 100
PYTHONS_OWN = (signal.SIGPIPE, signal.SIGXFSZ)  # Python ignores these for itself and resets them for its children


class Ended(NamedTuple):
    """How the jobscript ended and what it used."""

    exit_code: int
    start: int
    finish: int
    real_seconds: float
    user_seconds: float
    sys_seconds: float
    max_rss_kb: int


def fresh_process() -> None:
    """Undoes what the batch system may have left in this process: ignored signals, a mask, closed files, an umask."""
    for number in range(1, signal.NSIG):
        try:
            if signal.getsignal(number) == signal.SIG_IGN and number not in PYTHONS_OWN:
                signal.signal(number, signal.SIG_DFL)
        except (OSError, ValueError):
            continue
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.umask(0o077)
    opened = os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    while opened < 3:
        os.set_inheritable(opened, True)
        opened = os.open(os.devnull, os.O_RDWR)
    os.close(opened)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")


def become_reaper() -> None:
    """Adopt what the jobscript leaves behind, to end it; and keep processes of our own user out of our memory."""
    set_dumpable, set_child_subreaper = 4, 36
    try:
        libc = ctypes.CDLL(None)
        libc.prctl(set_child_subreaper, 1, 0, 0, 0)
        libc.prctl(set_dumpable, 0, 0, 0, 0)
    except (OSError, AttributeError) as problem:
        log("No prctl here: %s" % problem)


def forget_own_source() -> None:
    """This file holds the job secret. Where it lies in the job's own directory, the jobscript must not find it."""
    source = Path(sys.argv[0]).resolve()
    if source.parent == Path.cwd().resolve():
        source.unlink()


class Jobscript:
    """One run of the jobscript in its own session."""

    def __init__(self, command: List[str], variables: Dict[str, str], workspace: Path, log_file: BinaryIO) -> None:
        self._started, self._clock = int(time.time()), time.monotonic()
        self._usage = [0.0, 0.0, 0]
        self._status = None  # type: Optional[int]
        self._process = subprocess.Popen(command, env=variables, cwd=str(workspace), stdin=subprocess.DEVNULL,
                                         stdout=log_file, stderr=subprocess.STDOUT, start_new_session=True)
        # If this wrapper dies without a chance to act (SIGKILL), the pipe closes and the guard ends the jobscript.
        self._guard = subprocess.Popen(["/bin/sh", "-c", 'read -r done || kill -9 -"$0"', str(self._process.pid)],
                                       env={}, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       start_new_session=True)

    def wait(self, wall_seconds: float) -> Ended:
        """Waits, kills at the limit, and in every case leaves no process of the jobscript running."""
        expired = not self._wait_until(self._clock + wall_seconds)
        if expired:
            log("Wall time limit of %d s reached" % wall_seconds)
        real_seconds = time.monotonic() - self._clock
        self.end(float(os.environ.get("MUSTER_KILL_GRACE_SECONDS") or KILL_GRACE_SECONDS))
        user, system, rss = self._usage
        code = LOST_EXIT if self._status is None else exit_code(self._status)
        return Ended(WALL_EXPIRED_EXIT if expired else code, self._started, int(time.time()),
                     round(real_seconds, 3), round(user, 3), round(system, 3), int(rss))

    def end(self, grace_seconds: float) -> None:
        if self._process.returncode is None:
            self._signal(signal.SIGTERM)
            self._wait_until(time.monotonic() + grace_seconds)
        for _ in range(SWEEP_ROUNDS):
            self._signal(signal.SIGKILL)
            orphans = children(os.getpid()) - {self._guard.pid}
            for pid in orphans:
                kill(os.kill, pid, signal.SIGKILL)
                self._reap(pid)
            if not orphans:
                break
            time.sleep(0.02)
        if self._guard.poll() is None:
            self._guard.communicate(b"done\n")

    def _signal(self, number: int) -> None:
        kill(os.killpg, self._process.pid, number)

    def _wait_until(self, deadline: float) -> bool:
        pause = 0.01
        while not self._reap(self._process.pid):
            if time.monotonic() > deadline:
                return False
            time.sleep(pause)
            pause = min(0.2, 1.5 * pause)
        return True

    def _reap(self, pid: int) -> bool:
        try:
            found, status, usage = os.wait4(pid, os.WNOHANG)
        except ChildProcessError:
            if pid == self._process.pid and self._process.returncode is None:
                log("The jobscript's exit code is lost")
                self._process.returncode = LOST_EXIT
            return True
        if found == 0:
            return False
        self._usage = [self._usage[0] + usage.ru_utime, self._usage[1] + usage.ru_stime,
                       max(self._usage[2], usage.ru_maxrss)]
        if pid == self._process.pid:
            self._status = status
            self._process.returncode = exit_code(status)
        return True


def kill(how: Callable[[int, int], None], target: int, number: int) -> None:
    try:
        how(target, number)
    except OSError as problem:
        if problem.errno not in (errno.ESRCH, errno.EPERM):
            raise


def exit_code(status: int) -> int:
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def children(parent: int) -> Set[int]:
    found = set()
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            # pid (command) state ppid ...: the command may hold anything, so look after its last bracket
            if int(Path(path).read_text(errors="replace").rpartition(")")[2].split()[1]) == parent:
                found.add(int(path.split("/")[2]))
        except (OSError, IndexError, ValueError):
            continue
    return found


def log_tail(log_file: BinaryIO) -> str:
    """The last characters, as text that every reader and database accepts."""
    log_file.seek(0, os.SEEK_END)
    log_file.seek(max(0, log_file.tell() - 4 * MAX_LOG - 4))
    raw = log_file.read().lstrip(bytes(range(0x80, 0xC0)))  # the seek may have cut a character
    return raw.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")[-MAX_LOG:]
