"""Why a line is wrong, as a patient teacher says it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lrproof.explain.repair import Repair
from lrproof.mistakes import MISTAKES, SLIPS


@dataclass(frozen=True)
class Explanation:
    """What was found about a wrong line.

    Attributes:
        before: What the line before is worth at the point; None for shapes that do not fit.
        after: What this line is worth there.
        where: The point in words, with small numbers.
        difference: What the difference looks like, in words; empty if it looks like nothing.
        mistakes: Ids of the catalogue that fit, most likely first.
        repair: The right line, if it can be had by changing one place.
        relation: `=`, `<=` and the like.
    """

    before: float | None = None
    after: float | None = None
    where: str = ""
    difference: str = ""
    mistakes: tuple[str, ...] = ()
    repair: Repair | None = None
    relation: str = "="

    def text(self) -> str:
        """The explanation for a terminal, one sentence a line."""
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        lines = []
        if self.before is not None and self.after is not None:
            digits = 6 if f"{self.before:.6g}" != f"{self.after:.6g}" else 12
            one, other = f"{self.before:.{digits}g}", f"{self.after:.{digits}g}"
            before = "the line before" if self.relation == "=" else "the left side"
            where = f"At {self.where}" if self.where else "Everywhere"
            lines.append(f"{where}: {before} is {one}, this one is {other}.")
        if self.difference:
            lines.append(self.difference)
        if self.repair:
            what = f"{_sentence(SLIPS[self.repair.slip])}."
            known = "" if self.difference == what else f"{what} "
            lines.append(f"{known}With one place changed it is right:")
            lines.append(f"    {' '.join(self.repair.marked.split())}")
        for count, name in enumerate(self.mistakes):
            mistake = MISTAKES[name]
            start = "This looks like" if not count else "It may also be"
            lines.append(f"{start} {name}: {mistake.title} ({mistake.page}).")
        return lines

    def _repr_html_(self) -> str:
        """The explanation for a notebook, where MathJax typesets the formula."""
        rows = [f"<p>{escape(line)}</p>" for line in self._lines() if not line.startswith("    ")]
        if self.repair:
            rows.append(f"<p>\\({escape(self.repair.tex)}\\)</p>")
        return f"<div>{''.join(rows)}</div>"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
