"""What the commands share: exit statuses, words in colour, JSON, what is said of misuse."""

from __future__ import annotations

import json
import os
import sys

from lrproof.evidence import Verdict

__all__ = ["HOLDS", "UNREAD", "USAGE", "WRONG", "coloured", "misused", "print_json"]

HOLDS, WRONG, UNREAD, USAGE = range(4)

_COLOURS = {
    Verdict.PROVED: "32",
    Verdict.AGREES: "36",
    Verdict.INAPPLICABLE: "33",
    Verdict.UNREAD: "33",
    Verdict.DISAGREES: "31",
    Verdict.REFUTED: "31",
}


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
