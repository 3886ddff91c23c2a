"""Runs somebody's code in a child process: whatever it does, there is a report."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lrproof.gradient.report import GradientReport

__all__ = ["checked"]

STARTING = 20.0
"""Seconds for the start of Python and numpy on a slow machine."""
_PACKAGE = Path(__file__).parents[2]


def checked(
    file: Path,
    function: str | None,
    cost: str | None = None,
    seconds: float = 10.0,
    options: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Checks a function of a file in a process of its own.

    Args:
        file: A Python file or a notebook.
        function: The name of the function, `Class.method` for a method; the most plausible one
            without.
        cost: The name of the cost.
        seconds: How long the file and the function may run.
        options: What else `check_gradient` takes.

    Returns:
        "report" for a program and "text" for a person; or "usage", what is wrong with the names.
    """
    with tempfile.TemporaryDirectory(prefix="lrproof-") as folder:
        result = Path(folder, "result.json")
        job = {
            "file": str(file),
            "function": function,
            "cost": cost,
            "seconds": seconds,
            "options": dict(options or {}),
            "folder": folder,
            "result": str(result),
        }
        ended = _run(json.dumps(job), 2 * seconds + STARTING)
        try:
            found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = _lost(function or file.name, ended, seconds)
    return found


def _run(job: str, seconds: float) -> int | None:
    """Runs the child to its end, or ends it; its exit status, None if it had to be ended."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(
            [str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH", "")])]
        ),
        "PYTHONDONTWRITEBYTECODE": "1",
        # A figure that is shown would wait for somebody to close it.
        "MPLBACKEND": "Agg",
    }
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "lrproof.gradient.child", job],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and whatever it started, which is in its session."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()


def _lost(function: str, status: int | None, seconds: float) -> dict[str, Any]:
    """What is said of a child that left no result."""
    if status is None:
        mistake, said = "does-not-end", f"It had not ended after {seconds:g} seconds."
    elif status < 0:
        mistake, said = "raises-error", f"Python itself was ended, by the signal {-status}."
    else:
        mistake = "raises-error"
        said = f"It ended the program (exit status {status}) before anything could be compared."
    report = GradientReport(function, None, "error", said, mistakes=(mistake,))
    return {"report": report.as_json(), "text": str(report)}
