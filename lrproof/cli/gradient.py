"""`lrproof gradient`: finds the mistake in a gradient function."""

from __future__ import annotations

import argparse
from pathlib import Path

from lrproof.cli.output import HOLDS, UNREAD, WRONG, misused, print_json
from lrproof.gradient.program import checked

__all__ = ["run"]

# Seconds that a function may be given.
_LONGEST = 3600


def run(options: argparse.Namespace) -> int:
    """Checks a function and returns the exit status."""
    file, _, function = options.target.rpartition(":")
    if not file or not all(part.isidentifier() for part in function.split(".")):
        file, function = options.target, None
    if not Path(file).is_file():
        return misused("gradient", f"{file}: there is no such file")
    if not 0 < options.seconds <= _LONGEST:
        return misused("gradient", f"--seconds must be above 0 and at most {_LONGEST}")
    names = ("arguments", "layout", "labels", "reduction", "penalty", "parameters")
    said = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    found = checked(Path(file), function, options.cost, options.seconds, said)
    if "usage" in found:
        return misused("gradient", found["usage"])
    if options.json:
        print_json(found["report"])
    else:
        print(found["text"])
    return {"right": HOLDS, "wrong": WRONG, "error": UNREAD}[found["report"]["verdict"]]
