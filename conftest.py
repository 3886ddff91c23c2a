"""Lets the ```pycon fences of Markdown pages run as doctests, and keeps the suite short."""

from __future__ import annotations

import doctest
import gc
import os
import re

import pytest
from hypothesis import settings

# Several processes run the tests; threads for small matrices would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Formulas are trees: to look for cycles among them takes an eighth of the time, and finds none.
gc.set_threshold(100_000, 50, 100)
# It is no test, and imports what is slow.
collect_ignore = ["tests/benchmark.py"]
# Each run draws others, so that many runs see many.
settings.register_profile("short", max_examples=50, deadline=None)
settings.load_profile("short")

_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_parse = doctest.DocTestParser.parse


def _parse_without_fences(
    self: doctest.DocTestParser, string: str, name: str = "<string>"
) -> list[str | doctest.Example]:
    # A closing fence would be taken for expected output. It becomes an empty line, so that line
    # numbers stay what they are on the page.
    return _parse(self, _FENCE.sub("", string), name)


doctest.DocTestParser.parse = _parse_without_fences  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """Looks for no cycles among what is loaded by now: it stays to the end."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what became of the wrong variants of the statements, if they were tried."""
    passed = terminalreporter.getreports("passed")
    found = [value for each in passed for name, value in each.user_properties if name == "variants"]
    if found:
        fewest = min(found, key=lambda count: int(count[1]))
        names = ("refuted", "equal", "weaker and true", "without a value", "survived")
        totals = [sum(column) for column in list(zip(*found, strict=True))[1:]]
        listed = ", ".join(f"{total} {name}" for total, name in zip(totals, names, strict=True))
        terminalreporter.write_line(
            f"wrong variants of {len(found)} statements: {listed}; fewest refuted: "
            f"{fewest[1]} of {fewest[0]}"
        )
