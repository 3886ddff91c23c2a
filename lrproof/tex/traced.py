"""A text that was rewritten, with the place where each of its characters stood at first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Change: TypeAlias = tuple[int, int, str]
"""A start, an end, and what stands there instead."""


@dataclass(frozen=True)
class Traced:
    """A piece of a text, or what was made of it.

    Attributes:
        whole: The text that it was taken from.
        text: What is to be read.
        starts: Where each character of it begins in the whole text, and where the piece ends.
        ends: Where each character of it ends there.
    """

    whole: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, whole: str, start: int = 0, end: int | None = None) -> Traced:
        """A piece as it stands."""
        end = len(whole) if end is None else end
        return cls(whole, whole[start:end], range(start, end + 1), range(start + 1, end + 1))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where what stands between two places here begins and ends in the whole text."""
        first = self.starts[start]
        return first, self.ends[end - 1] if end > start else first

    def changed(self, changes: Iterable[Change]) -> Traced:
        """The text with its changes, which are in order and do not overlap.

        All of what is new stands where all of the old stood, or before what follows.
        """
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, new in changes:
            first, last = self.origin(start, end)
            parts += self.text[at:start], new
            starts += *self.starts[at:start], *(first for _ in new)
            ends += *self.ends[at:start], *(last for _ in new)
            at = end
        if not parts:
            return self
        parts.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return Traced(self.whole, "".join(parts), starts, ends)

    def sub(self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], str | None]) -> Traced:
        """The text with each match replaced by what is made of it; None leaves it."""
        return self.changed(
            (*match.span(), new)
            for match in pattern.finditer(self.text)
            if (new := make(match)) is not None
        )
