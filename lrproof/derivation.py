"""A derivation that somebody wrote: each line against the one before, and the first wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from lrproof.conventions import POINTS, choose, misfits, taken
from lrproof.evidence import Step, Verdict
from lrproof.prove import judge
from lrproof.sampling import SATURATED_TURNS, ZERO_TURN
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tables import table
from lrproof.tex import Expression, ReadError, Reading, Relation, Side
from lrproof.tex.expression import Derivative, Inverse, Negative, Number, Symbol
from lrproof.tex.shapes import ONE, ROW

if TYPE_CHECKING:
    from lrproof.explain import Explanation

CONDITION = "this is a condition, or follows from one: it holds where the slope is 0, not anywhere"
NEWTON = "this is a step of Newton's method, which is not judged here: --setting newton does"
FIRST_POINTS = (0, 1, 2, 3, ZERO_TURN, 7, 9, *range(SATURATED_TURNS.stop, SATURATED_TURNS.stop + 3))
"""Readable, extreme, and a few random ones; then a proof is tried."""


@dataclass(frozen=True)
class Report:
    """What was found about a derivation.

    Attributes:
        setting: What its symbols were taken to stand for.
        guessed: Whether the setting was guessed from the symbols.
        steps: One for each relation, in reading order.
        reading: The text, as it was read.
        assumptions: What was assumed of its conventions, in sentences.
    """

    setting: Setting
    guessed: bool
    steps: tuple[Step, ...]
    reading: Reading
    assumptions: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[ReadError, ...]:
        """What could not be read and stands in no relation."""
        return self.reading.errors

    @property
    def first_wrong(self) -> Step | None:
        """The first relation that is refuted.

        A guessed setting in which an earlier line cannot be read refutes nothing: it may be
        another one that is meant.
        """
        unread = [error.line for error in self.errors]
        for step in self.steps:
            if step.verdict == Verdict.UNREAD:
                unread.append(step.line)
            if step.verdict == Verdict.REFUTED:
                doubtful = self.guessed and min(unread, default=step.line) < step.line
                return None if doubtful else step
        return None

    @cached_property
    def explanation(self) -> Explanation | None:
        """Why the first wrong line is wrong; None if there is none."""
        if self.first_wrong is None:
            return None
        # Only a wrong line needs the catalogue.
        from lrproof.explain import explain

        relation = self.reading.relations[self.first_wrong.relation - 1]
        return explain(self.reading, relation, self.setting)

    @cached_property
    def ending(self) -> str:
        """In words: that the end is right though a line is wrong, or the other way round."""
        wrong = self.first_wrong
        if wrong is not None:
            start, end = _chain(self.reading.relations, wrong.relation)
            if end.start == self.reading.relations[wrong.relation - 1].right.start:
                return ""
            if not _judged(start, end, self.setting):
                return ""
            return f"The last line is right, but it does not follow from row {wrong.row}."
        if not self.holds or not self._shows_no_derivative:
            return ""
        _, end = _chain(self.reading.relations, len(self.steps))
        for what, slope in _slopes(end, self.setting):
            opposite = replace(end, expression=Negative(slope))
            if _judged(opposite, end, self.setting):
                return (
                    f"Every line follows from the one before, but the end is minus the "
                    f"derivative by {what}: it has the wrong sign for a gradient to descend."
                )
        return ""

    @property
    def summary(self) -> str:
        """What was found, in a sentence or two; empty if there was no formula."""
        wrong = self.first_wrong
        if not self.steps and not self.errors:
            return ""
        if wrong:
            before = self.steps[: self.steps.index(wrong)]
            known = all(step.verdict.holds for step in before)
            rest = "; what stands before it holds" if known else ", and not all before was judged"
            return " ".join(filter(None, (f"Row {wrong.row} is wrong{rest}.", self.ending)))
        if self.holds:
            count = Counter(step.verdict.value for step in self.steps)
            listed = ", ".join(f"{number} {word}" for word, number in count.items())
            return " ".join(filter(None, (f"Every line holds: {listed}.", self.ending)))
        return "No line was found wrong, but not every line could be judged."

    def _repr_html_(self) -> str:
        """The report as a table, for a notebook, which typesets the formulas."""
        assumed = escape("; ".join((self.setting.title, *self.assumptions)))
        why = self.explanation._repr_html_() if self.explanation else ""
        parts = [f"<p><strong>{escape(self.summary)}</strong></p><p>Read as: {assumed}.</p>"]
        parts.append(table(self.steps, self.first_wrong, why))
        parts += [f"<p>{escape(str(error))}</p>" for error in self.errors]
        return "\n".join(parts)

    @property
    def _shows_no_derivative(self) -> bool:
        """Whether the text never says of what its lines are the derivative."""
        named = (self.setting.objective, "L", "J")
        return not any(
            isinstance(part, Derivative) or (isinstance(part, Symbol) and part.name in named)
            for side in self.reading.sides
            if side.expression is not None
            for part in side.expression.walk()
        )

    @property
    def holds(self) -> bool | None:
        """True if every line holds, False if one is refuted, None if that is not known."""
        if self.first_wrong:
            return False
        if self.errors or not self.steps:
            return None
        return True if all(step.verdict.holds for step in self.steps) else None


def check_derivation(
    text: str, setting: Setting | str | None = None, *, seed: int | None = None
) -> Report:
    r"""Checks a derivation line by line.

    Args:
        text: TeX, or any text with TeX between `$$`, `\[ \]`, in a math fence or an environment.
        setting: What the symbols stand for, by name; guessed from the symbols without it.
        seed: For the points of floating point; fresh ones without it.

    Raises:
        KeyError: There is no setting with this name.

    Examples:
        >>> report = check_derivation(r"\frac{\partial L}{\partial w} = (y - f)\,x")
        >>> report.holds, report.first_wrong.row, report.setting.title
        (False, 1, 'one example with one feature')
    """
    given = SETTINGS[setting] if isinstance(setting, str) else setting
    chosen = taken(text, given, seed=seed) if given else choose(text, seed=seed)
    relations = chosen.reading.relations
    steps = judge(relations, chosen.setting, first=FIRST_POINTS, table=chosen.table)
    judged = tuple(
        replace(step, verdict=Verdict.REFUTED, message=str(misfit)) if misfit else step
        for step, misfit in zip(steps, misfits(relations, chosen.setting), strict=True)
    )
    judged = tuple(_conditional(judged, relations, chosen.setting))
    return Report(chosen.setting, given is None, judged, chosen.reading, chosen.assumptions)


def _conditional(
    steps: Sequence[Step], relations: Sequence[Relation], setting: Setting
) -> Iterator[Step]:
    """The steps; that a slope of the objective is 0 is a condition, and so is what follows it."""
    condition, slope, any_slope = False, False, False
    last = -1
    for step, relation in zip(steps, relations, strict=True):
        if relation.left.start != last:
            slope = _is_slope(relation.left, setting)
            slope = slope or (any_slope and relation.left.expression == Number(Fraction(0)))
        slope = slope or _is_slope(relation.right, setting)
        any_slope = any_slope or slope
        last = relation.right.start
        sides = (relation.left.expression, relation.right.expression)
        condition = condition or (slope and Number(Fraction(0)) in sides)
        refuted = step.verdict == Verdict.REFUTED and relation.symbol == "="
        if refuted and (condition or _is_newton(relation, setting)):
            message = CONDITION if condition else NEWTON
            yield replace(step, verdict=Verdict.INAPPLICABLE, witness=None, message=message)
        else:
            yield step


def _is_newton(relation: Relation, setting: Setting) -> bool:
    """Whether a step is made with an inverse, which is none of gradient descent."""
    left, right = relation.left.expression, relation.right.expression
    return (
        isinstance(left, Symbol)
        and left.name in setting.steps.values()
        and right is not None
        and any(isinstance(part, Inverse) for part in right.walk())
    )


def _is_slope(side: Side, setting: Setting) -> bool:
    found = side.expression
    return (
        isinstance(found, Derivative)
        and isinstance(found.body, Symbol)
        and found.body.name == setting.objective
    )


def _chain(relations: Sequence[Relation], number: int) -> tuple[Side, Side]:
    """The two ends of the chain that a relation stands in."""
    first = last = number - 1
    while first and relations[first - 1].right.start == relations[first].left.start:
        first -= 1
    while last + 1 < len(relations) and (
        relations[last + 1].left.start == relations[last].right.start
    ):
        last += 1
    return relations[first].left, relations[last].right


def _judged(left: Side, right: Side, setting: Setting) -> bool:
    """Whether two sides that need not be neighbours are equal."""
    if left.expression is None or right.expression is None or left.shape != right.shape:
        return False
    left = replace(left, start=-1)
    relation = Relation(1, 1, "=", left, right, 1, 1)
    return all(step.verdict.holds for step in judge([relation], setting, points=POINTS))


def _slopes(side: Side, setting: Setting) -> Iterator[tuple[str, Expression]]:
    """The derivatives of the objective that have the shape of a side."""
    if side.expression is None or setting.objective is None:
        return
    letters = (ROW,) if side.shape[0] != ONE else tuple(sorted(side.expression.free))
    cost = setting.quantity(setting.objective)
    for quantity in setting.symbols:
        moves = quantity.role == "parameter" or quantity.name == "z"
        if moves and len(quantity.axes) == len(letters) and not cost.axes:
            by = Symbol(quantity.name, letters)
            yield quantity.whole_tex, Derivative(Symbol(cost.name), (by,))
