"""The right line, where one place of the wrong one makes it: found by trying, then shown."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lrproof.explain.edits import Edit, edits
from lrproof.explain.materials import Materials
from lrproof.explain.places import Place, equal
from lrproof.explain.spelling import Spelling
from lrproof.points import Table
from lrproof.sampling import READABLE_TURNS, SATURATED_TURNS
from lrproof.setting import Setting
from lrproof.tex import Expression, ReadError, Relation, Side, Vocabulary, read_formula
from lrproof.tex.bounds import work
from lrproof.tex.entries import SharedEntries
from lrproof.tex.reader import entered
from lrproof.tex.shapes import COLUMN, ROW, fits

MOST_EDITS = 3000
MOST_WORK = 150_000
"""Operations that all edits together may take at one point."""
POINTS = (*READABLE_TURNS[:2], SATURATED_TURNS[0], SATURATED_TURNS.stop, SATURATED_TURNS.stop + 1)
"""Turns at which a repaired line is compared with the line before."""
USUAL = (
    "sign", "order", "transpose", "sign-of-argument", "label", "slope-missing", "slope-extra",
    "feature-missing", "feature-extra", "mean-missing", "mean-extra", "count", "half-extra",
    "two-extra", "penalty-sign", "bias-missing", "logarithm-base", "index", "sigmoid-missing",
    "sigmoid-extra", "logarithm", "sign-of-term", "sign-in-bracket", "penalty-extra",
    "penalty-missing", "bracket", "constant", "exponent", "variable", "derivative", "function",
    "fraction", "product", "factor-extra", "factor-missing", "term-extra", "term-missing",
    "sum-missing", "sum-extra",
)  # fmt: skip
"""Slips, those first that explain most when several places can be repaired."""
SURE = {slip for slip in USUAL[: USUAL.index("sign-of-term")] if not slip.endswith("-missing")}
"""Slips that explain so much that no dearer change need be tried."""


@dataclass(frozen=True)
class Repair:
    """A right line that differs from the wrong one at one place.

    Attributes:
        tex: The right line.
        start: Where in it the place begins that was changed.
        end: Where that place ends; both are the same where something was only taken away.
        place: What stood there before.
        slip: What was wrong; see `lrproof.mistakes.SLIPS`.
    """

    tex: str
    start: int
    end: int
    place: str
    slip: str

    @property
    def marked(self) -> str:
        """The right line with the place between » and «."""
        new = self.tex[self.start : self.end]
        return f"{self.tex[: self.start]}»{new}«{self.tex[self.end :]}"


class Workshop:
    """One wrong line, and what it should be worth."""

    def __init__(self, relation: Relation, setting: Setting, at: Sequence[Place]) -> None:
        assert relation.left.expression is not None
        self.relation = relation
        self.setting = setting
        self.words: Vocabulary = setting.vocabulary
        written = _as_written(relation.right, self.words)
        left = _as_written(relation.left, self.words)
        assert written is not None
        assert left is not None
        self.written = written
        self.materials = Materials(setting, written, left)
        self.entries = SharedEntries(self.words, relation.right.choices)
        self.goals = [(place, place.value(relation.left.expression)) for place in at]
        if (entry := self.entry(written)) is not None:
            for place in at:
                place.share(entry)

    def found(self) -> list[Edit]:
        """The edits that make the line right, the most usual slips first."""
        cost = max(work(self.written, self.words), 1)
        most = min(MOST_EDITS, max(MOST_WORK // cost, 200))
        good: list[Edit] = []
        rule = 0
        for edit in islice(edits(self.written, self.materials), most):
            if edit.rule != rule and any(known.slip in SURE for known in good):
                break
            rule = edit.rule
            expression = self.entry(edit.whole)
            if expression is not None and self.reaches(expression):
                good.append(edit)
        return sorted(good, key=lambda edit: USUAL.index(edit.slip))

    def entry(self, whole: Expression) -> Expression | None:
        """The formula of an entry of what an edit made, if its shapes fit."""
        if not self.materials.whole:
            return whole
        try:
            found = self.entries.array(whole)
        except ReadError:
            return None
        if not all(map(fits, found.shape, self.relation.left.shape)):
            return None
        return found.entry(ROW, COLUMN)

    def reaches(self, expression: Expression) -> bool:
        """Whether a formula is worth at all places what the line before is worth."""
        return all(equal(place.value(expression), goal) for place, goal in self.goals)

    def agrees(self, edit: Edit) -> bool:
        """Whether the line before and the repaired one agree at points of all kinds."""
        sides = {0: self.relation.left.expression, 1: self.entry(edit.whole)}
        known = {start: side for start, side in sides.items() if side is not None}
        left, right = (
            replace(side, start=start)
            for start, side in enumerate((self.relation.left, self.relation.right))
        )
        table = Table(known, self.setting, random.Random(1), POINTS[-1] + 1)
        found = table.compare(replace(self.relation, left=left, right=right), POINTS)
        return found.witness is None and not found.lopsided

    def shown(self, edit: Edit) -> Repair:
        """The repaired line, in the learner's own TeX as far as possible."""
        side = self.relation.right
        spelling = Spelling(side, self.written, self.setting)
        goal = edit.whole
        for tex in spelling.spliced(edit.old, edit.new):
            if self._reads(tex, goal):
                return _marked(side.tex, tex, edit.slip)
        return _marked(side.tex, spelling.tex(goal), edit.slip)

    def _reads(self, tex: str, goal: Expression) -> bool:
        try:
            found = read_formula(tex, self.words)
        except ReadError:
            return False
        entry = self.entry(goal)
        return found == entry or self.reaches(found)


def _as_written(side: Side, words: Vocabulary) -> Expression | None:
    """A side with its arrays, in which changes are made, if it is what the side now says.

    An update rule and argmin say something else than what was written.
    """
    if side.written is None or side.expression is None:
        return side.expression or side.written
    try:
        found = entered(side.written, words, "", side.choices)
    except ReadError:
        return side.expression
    return side.written if found.expression == side.expression else side.expression


def _marked(before: str, after: str, slip: str) -> Repair:
    """Where two lines differ: all between what they have in common at both ends."""
    old, new = _ATOM.findall(before), _ATOM.findall(after)
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - first
    last = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    # A group that begins in the changed place ends there.
    while last and any(_open(line[first : len(line) - last]) > 0 for line in (old, new)):
        last -= 1
    while first and any(_open(line[first : len(line) - last]) < 0 for line in (old, new)):
        first -= 1
    start, end = len("".join(new[:first])), len("".join(new[: len(new) - last]))
    return Repair(after, start, end, "".join(old[first : len(old) - last]).strip(), slip)


_ATOM = re.compile(
    r"(?:\\(?:left|right|big|bigl|bigr|Big)?(?:[a-zA-Z]+|.)|.)"
    r"(?:[_^](?:\{[^{}]*\}|\\[a-zA-Z]+|.))*",
    re.DOTALL,
)
"""A command or a sign of TeX with its indices and exponents."""


def _open(atoms: Sequence[str]) -> int:
    """How many brackets and groups are opened more often than closed."""
    text = re.sub(r"[_^]\{[^{}]*\}", "", "".join(atoms))
    return sum(map(text.count, "({[")) - sum(map(text.count, ")}]"))
