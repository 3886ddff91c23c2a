"""Calls a function of somebody else: within a time limit, and whatever happens is a finding."""

from __future__ import annotations

import contextlib
import inspect
import io
import linecache
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType
from typing import Any

import numpy as np

from lrproof.gradient.returned import Finding

__all__ = ["Clock", "told", "watched"]


class _Late(BaseException):
    """The time is over; no `except Exception` of the function catches it."""


class Clock:
    """The time that a function has for all its calls together.

    Args:
        seconds: How long that is.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._used = 0.0

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.seconds - self._used)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Interrupts what runs here when the time is over.

        Only the main thread can be interrupted; elsewhere, nothing is.

        Raises:
            Finding: "does-not-end".
        """
        late = Finding(
            "does-not-end",
            f"It had not ended after {round(self.seconds, 1):g} seconds, and was stopped.",
            final=True,
        )
        left = self.left
        if not left:
            raise late
        started = time.monotonic()
        if threading.current_thread() is not threading.main_thread() or not hasattr(
            signal, "setitimer"
        ):
            yield
            self._used += time.monotonic() - started
            return
        before = signal.signal(signal.SIGALRM, _stop)
        # It rings again, for a function that catches everything.
        timer = signal.setitimer(signal.ITIMER_REAL, left, 0.1)
        try:
            yield
        except _Late:
            self._used = self.seconds
            raise late from None
        finally:
            signal.setitimer(signal.ITIMER_REAL, *timer)
            signal.signal(signal.SIGALRM, before)
            self._used += time.monotonic() - started


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _Late


class _Nowhere(io.TextIOBase):
    """Takes what is printed and keeps nothing of it."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)


def watched(
    function: Callable[..., Any],
    arguments: Sequence[Any],
    named: Mapping[str, Any],
    clock: Clock,
    file: str = "",
) -> Any:
    """Calls a function. What it prints is dropped, and its warnings too.

    Args:
        function: The function.
        arguments: What it is given by place.
        named: What it is given by name.
        clock: The time that it has.
        file: The file whose line is shown if it raises; its own without.

    Raises:
        Finding: "raises-error" if it raises anything or ends the program; "does-not-end".
    """
    try:
        with (
            clock.running(),
            contextlib.redirect_stdout(_Nowhere()),
            contextlib.redirect_stderr(_Nowhere()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            return function(*arguments, **named)
    except (Finding, KeyboardInterrupt):
        raise
    except SystemExit:
        raise Finding("raises-error", "It ends the program by exit().", final=True) from None
    except BaseException as error:
        final = isinstance(error, RecursionError | MemoryError)
        said = told(error, file or _file(function))
        raise Finding("raises-error", said, final=final) from None


def _file(function: Callable[..., Any]) -> str:
    function = inspect.unwrap(function)
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    return str(code.co_filename) if code else ""


def told(error: BaseException, file: str) -> str:
    """The error, and the line of a file where it comes from."""
    place, where = "", 0
    if isinstance(error, SyntaxError) and error.lineno:
        place = f" in line {error.lineno}: {(error.text or '').strip()}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == file:
            place = f" in line {line}"
            where = line
    if where:
        place = f"{place}: {linecache.getline(file, where).strip()}".rstrip(": ")
    try:
        words = " ".join(str(error)[:1000].split())[:300]
    except Exception:
        words = ""
    return f"It raises {type(error).__name__}{place} ({words or 'without a message'})."
