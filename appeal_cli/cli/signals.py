"""The signals that end a command: in order, and quietly."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
_LOST, _STUCK = 0.02, 10
"""After how many seconds an end comes again that was lost, or that something keeps from ending."""


class Interrupted(SystemExit, KeyboardInterrupt):
    """Ctrl-C. Where nobody takes it, it ends the process with a status, and with no traceback."""


class Ending:
    """How signals end this command; `error` is what the first of them raised."""

    def __init__(self) -> None:
        self.error: SystemExit | None = None

    def in_order(self) -> None:
        """Lets the first signal raise SystemExit with the status that a shell shows for it, which
        is Interrupted for Ctrl-C, and those that follow nothing: what is being put in order is not
        interrupted, but where it takes too long."""
        for number in _heeded():
            signal.signal(number, self._end)
        sys.unraisablehook = self._lost

    def at_once(self) -> None:
        """Lets a signal end this process as the system does, without a word: nothing is to be put
        in order any more."""
        if _HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number in _heeded():
            signal.signal(number, signal.SIG_DFL)

    def _end(self, number: int, frame: FrameType | None) -> NoReturn:
        self.error = (Interrupted if number == signal.SIGINT else SystemExit)(128 + number)
        if _HAS_TIMER:
            for each in _heeded():
                signal.signal(each, signal.SIG_IGN)
            signal.signal(signal.SIGALRM, self._again)
            signal.setitimer(signal.ITIMER_REAL, _STUCK)
        raise self.error

    def _again(self, number: int, frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, _STUCK)
        if self.error:
            raise self.error

    def _lost(self, lost: sys.UnraisableHookArgs) -> None:
        """Brings an end again that was raised where Python lets nothing out, as in a finalizer."""
        if lost.exc_value is not self.error:
            sys.__unraisablehook__(lost)
        elif _HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, _LOST)


def _heeded() -> list[signal.Signals]:
    """Those that this process was not told to ignore, as `nohup` does."""
    return [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]


_HAS_TIMER = hasattr(signal, "setitimer")
