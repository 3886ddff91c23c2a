"""What is said about a function."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Literal

from lrproof.gradient.conventions import Convention
from lrproof.gradient.data import Dataset
from lrproof.gradient.showing import html, lines

__all__ = ["Entry", "GradientReport"]


@dataclass(frozen=True)
class Entry:
    """One number that was expected and one that was returned.

    Args:
        name: "dw[0]", "db", "cost", "value[2]", "hessian[0, 1]".
        expected: What it should be.
        returned: What it was.
        right: Whether they are the same, up to rounding.
    """

    name: str
    expected: float
    returned: float
    right: bool


@dataclass(frozen=True)
class GradientReport:
    """The verdict about a function, and what it rests on.

    Args:
        function: Its name.
        convention: What it means by its arguments and values; None if nothing could be found out.
        verdict: "right", "wrong", or "error" if it could not be used.
        message: What was found, in sentences.
        entries: The entries at the dataset that is shown.
        mistakes: Ids of the catalogue, most likely first.
        example: Code that shows it, to paste.
        dataset: Where the entries were computed.
        remarks: What is worth knowing although it is no mistake.
        called: How it was called and what it returned, in words.
    """

    function: str
    convention: Convention | None
    verdict: Literal["right", "wrong", "error"]
    message: str
    entries: tuple[Entry, ...] = ()
    mistakes: tuple[str, ...] = ()
    example: str = ""
    dataset: Dataset | None = None
    remarks: tuple[str, ...] = ()
    called: str = ""

    def __str__(self) -> str:
        return "\n".join(lines(self))

    def _repr_html_(self) -> str:
        return html(self)

    def as_json(self) -> dict[str, Any]:
        """The report for a program."""
        entries = [
            {
                "name": entry.name,
                "expected": _finite(entry.expected),
                "returned": _finite(entry.returned),
                "right": entry.right,
            }
            for entry in self.entries
        ]
        return {
            "function": self.function,
            "convention": asdict(self.convention) if self.convention else {},
            "verdict": self.verdict,
            "message": " ".join([self.message, *self.remarks]),
            "entries": entries,
            "mistakes": list(self.mistakes),
            "example": self.example,
        }


def _finite(value: float) -> float | None:
    """JSON has no infinity and nothing that is not a number."""
    return value if isfinite(value) else None
