"""What the commands share: exit statuses, words in colour, JSON, what is said of misuse."""

from __future__ import annotations

import io
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable

from lrproof.evidence import Verdict

__all__ = ["HOLDS", "UNREAD", "USAGE", "WRONG", "coloured", "heard", "misused", "print_json"]

HOLDS, WRONG, UNREAD, USAGE = range(4)
# As of any program that SIGPIPE ends.
_UNHEARD = 141

_COLOURS = {
    Verdict.PROVED: "32",
    Verdict.AGREES: "36",
    Verdict.INAPPLICABLE: "33",
    Verdict.UNREAD: "33",
    Verdict.DISAGREES: "31",
    Verdict.REFUTED: "31",
}


def heard(run: Callable[[Namespace], int], options: Namespace) -> int:
    """Runs a command for whoever reads what it prints, and returns its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Files and pipes get every sign whatever the locale is; a terminal gets those that it has.
        encoding = None if _is_terminal() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        status = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has had enough, as `head`; Python is not to try the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _UNHEARD
    return status


def misused(command: str, problem: str) -> int:
    """Says what is wrong with the call and returns the exit status."""
    print(f"lrproof {command}: {problem}", file=sys.stderr)
    return USAGE


def print_json(value: object) -> None:
    """Prints a value as JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def coloured(verdict: Verdict) -> str:
    """Gives the verdict as a word, padded before it is coloured so that tables stay in line."""
    word = f"{verdict.value:<12}"
    if not _is_terminal() or "NO_COLOR" in os.environ:
        return word
    return f"\033[{_COLOURS[verdict]}m{word}\033[0m"


def _is_terminal() -> bool:
    return sys.stdout.isatty()
