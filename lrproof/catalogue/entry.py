"""What is stated on a page, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lrproof.rows import Row, rows
from lrproof.setting import Setting
from lrproof.tex import Reading, read

__all__ = ["KINDS", "MISTAKE", "Entry", "Problem"]

MISTAKE = "mistake"
KINDS = ("equation", "derivation", MISTAKE)


@dataclass(frozen=True)
class Entry:
    """An equation, a derivation or a mistake where it stands.

    Attributes:
        id: Its permanent name.
        kind: `equation`, `derivation` or `mistake`.
        page: Page in docs/, such as `derivation/loss.md`.
        line: Line of the page on which the block opens.
        tex: Its TeX, as it stands there; an empty line stands for each option above it.
        setting: What its symbols stand for.
        checker: Dotted path of its checker; a mistake has none.
        rests: Ids of the equations that it rests on.
        certificates: For an inequality, ids of equations that prove it.
    """

    id: str
    kind: str
    page: str
    line: int
    tex: str
    setting: Setting
    checker: str
    rests: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()

    @property
    def premises(self) -> tuple[str, ...]:
        """All that it rests on directly."""
        return tuple(dict.fromkeys((*self.rests, *self.certificates)))

    @cached_property
    def reading(self) -> Reading:
        """Its TeX, as it was read."""
        return read(self.tex, self.setting.vocabulary)

    @cached_property
    def used(self) -> set[str]:
        """The names of the quantities that it depends on."""
        return self.setting.used(s.expression for s in self.reading.sides if s.expression)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its lines."""
        return tuple(rows(self.tex, self.line + 1))


@dataclass(frozen=True)
class Problem:
    """What is wrong on a page, and where."""

    page: str
    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.id + ': ' if self.id else ''}{self.message}"
