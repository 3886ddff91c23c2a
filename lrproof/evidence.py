"""What a check says, and how strongly: verdicts, evidence and witnesses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Verdict(StrEnum):
    """The words that a page may say; unknown is never a pass."""

    PROVED = "proved"
    AGREES = "agrees"
    INAPPLICABLE = "inapplicable"
    DISAGREES = "disagrees"
    UNREAD = "unread"
    REFUTED = "refuted"

    @property
    def holds(self) -> bool:
        """Whether a statement with this verdict may be shown as checked."""
        return self in (Verdict.PROVED, Verdict.AGREES)


SEVERITY = tuple(Verdict)
"""From the best verdict to the worst; a chain has the worst verdict of its steps."""

Numbers = float | Sequence["Numbers"]

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Witness:
    """A point at which two sides differ, and their values there.

    Attributes:
        point: A number, or numbers in rows, for each free symbol.
        indices: The values of free indices, from 1 on.
        left: The left side.
        right: The right side.
        difference: The left side minus the right one, which may be less than float64 can show.
    """

    point: Mapping[str, Numbers]
    indices: Mapping[str, int]
    left: float
    right: float
    difference: float

    @property
    def where(self) -> str:
        """The point and the indices in words."""
        given = [f"{name} = {shown(value)}" for name, value in self.point.items()]
        given += [f"{letter} = {number}" for letter, number in self.indices.items()]
        return ", ".join(given)

    @property
    def values(self) -> tuple[str, str]:
        """Both sides, with as many digits as it takes to tell them apart."""
        digits = next((n for n in (6, 9, 12) if f"{self.left:.{n}g}" != f"{self.right:.{n}g}"), 17)
        return shown(self.left, digits), shown(self.right, digits)

    def __str__(self) -> str:
        left, right = self.values
        gap = f", a difference of {self.difference:.2g}" if left == right else ""
        return f"{'at ' + self.where + ': ' if self.where else ''}{left} against {right}{gap}"


def shown(value: Numbers, digits: int = 6) -> str:
    """A number, or a list of them, with so many significant digits."""
    if isinstance(value, (int, float)):
        return f"{value + 0.0:.{digits}g}"  # no -0
    return "[" + ", ".join(shown(entry, digits) for entry in value) + "]"


def power_above(chance: float) -> int:
    """The exponent of the next power of ten above a positive number: a bound stays a bound.

    Examples:
        >>> power_above(3.4e-37)
        -36
    """
    return math.floor(math.log10(chance)) + 1


def scientific(value: float, *, up: bool = False) -> str:
    """Writes a small number for people.

    Args:
        value: A number, not negative.
        up: Round up to a power of ten, as a bound may be.

    Examples:
        >>> scientific(0.0), scientific(2.2e-15), scientific(3.4e-37, up=True)
        ('0', '2.2 × 10⁻¹⁵', 'below 10⁻³⁶')
    """
    if value == 0:
        return "0"
    if up:
        return f"below 10{str(power_above(value)).translate(_SUPERSCRIPT)}"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"


@dataclass(frozen=True)
class Step:
    """One relation of a chain, judged.

    Attributes:
        row: Line of the derivation, from 1.
        relation: Which relation of the text this is, from 1.
        symbol: `=`, `<`, `<=`, `>`, `>=`, `!=` or `~`.
        tex: The right side, as it was written.
        verdict: What was found.
        message: In words: what is wrong, or how the side was read.
        method: How it was found.
        scope: For which sizes, indices and labels it was found.
        points: Points of floating point that were tried.
        max_error: Largest error over the points, relative to the size of the terms.
        tolerance: The largest error that counts as rounding.
        false_accept: Bound on the chance that a false equality is called proved.
        witness: Numbers that refute it.
        line: Line of the text, from 1.
        column: Column of the relation in that line, from 1.
    """

    row: int
    relation: int
    symbol: str
    tex: str
    verdict: Verdict
    message: str = ""
    method: str = ""
    scope: str = ""
    points: int = 0
    max_error: float | None = None
    tolerance: float | None = None
    false_accept: float | None = None
    witness: Witness | None = None
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Evidence:
    """What is known of a statement as a whole: the worst verdict of its steps decides."""

    verdict: Verdict
    method: str = ""
    scope: str = ""
    points: int = 0
    max_error: float | None = None
    tolerance: float | None = None
    false_accept: float | None = None
    message: str = ""
    steps: tuple[Step, ...] = ()

    def line(self, number: int) -> list[Step]:
        """The steps of one line of a derivation, from 1."""
        return [step for step in self.steps if step.row == number]

    def moved(self, lines: int) -> Evidence:
        """The same for a statement that stands some lines further down."""
        return replace(self, steps=tuple(replace(s, line=s.line + lines) for s in self.steps))


def verdicts(steps: Sequence[Step]) -> str:
    """What was found in some steps, each verdict once."""
    return ", ".join(dict.fromkeys(step.verdict.value for step in steps))


def combined(steps: Sequence[Step]) -> Evidence:
    """The evidence for a chain from that for its steps; there must be one at least.

    Where one step needs each choice of labels by itself, the chain does.
    """
    worst = max((step.verdict for step in steps), key=SEVERITY.index)
    chances = [step.false_accept for step in steps if step.false_accept is not None]
    return Evidence(
        worst,
        "; ".join(dict.fromkeys(step.method for step in steps if step.method)),
        min((step.scope for step in steps if step.scope), key=_is_general, default=""),
        min(step.points for step in steps),
        _largest([step.max_error for step in steps]),
        _largest([step.tolerance for step in steps]),
        sum(chances) if chances else None,
        next((step.message for step in steps if step.verdict == worst and step.message), ""),
        tuple(steps),
    )


def _is_general(scope: str) -> bool:
    return " each " not in f" {scope}"


def _largest(values: Sequence[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)
