"""When the batch system takes the job away."""
import signal
from typing import Any

from .ending import Terminated

REMOVALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Removal:
    """The batch system takes the job away. That waits while the jobscript is being started: half a start cannot be ended."""

    def __init__(self) -> None:
        self._held = self._asked = False

    def expect(self) -> None:
        for number in REMOVALS:
            signal.signal(number, self._come)

    def _come(self, *_: Any) -> None:
        for number in REMOVALS:
            signal.signal(number, lambda *_: None)  # not SIG_IGN, which the jobscript would inherit
        self._asked = True
        if not self._held:
            raise Terminated()

    def __enter__(self) -> None:
        self._held = True

    def __exit__(self, *_: Any) -> None:
        self._held = False
        if self._asked:
            raise Terminated()
