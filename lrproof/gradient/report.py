"""What is said about a function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lrproof.gradient.conventions import Convention
from lrproof.gradient.data import Dataset

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
