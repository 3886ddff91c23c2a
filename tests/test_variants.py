"""Every statement of the pages, made wrong by rule, is refuted by its TeX alone."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from pathlib import Path

import pytest

from lrproof.catalogue import Entry, scan
from lrproof.evaluate import Evaluation
from lrproof.evidence import Verdict
from lrproof.numbers import Decimals, Inapplicable, Undefined, Value, precision
from lrproof.numbers.floats import Floats
from lrproof.prove import judge, prove
from lrproof.setting import Key, Setting
from lrproof.settings import SETTINGS
from lrproof.tex import Expression, Relation, Side, read
from lrproof.tex.bounds import work
from lrproof.tex.printer import to_tex
from tests.variants import variants

DOCS = Path(__file__).parent.parent / "docs"
ENTRIES = scan(DOCS).entries
FEWEST = 8
GRID = 30
"""Points at which an inequality that is not refuted is tried with sixty digits."""
MOST_OF_A_SIDE = 12
"""Of more than so many variants of a side, a regular choice is tried; of a heavy one, of half; of
an inequality, for which many variants are true, of three times as many."""
HEAVY = 500


@dataclass
class Count:
    """What became of the variants of one statement."""

    killed: Counter[str] = field(default_factory=Counter)
    equal: int = 0
    weaker: int = 0
    valueless: int = 0
    survivors: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many were refuted, equal, weaker, without a value, and how many survived."""
        others = (self.equal, self.weaker, self.valueless)
        return self.killed.total(), *others, len(self.survivors)


@dataclass
class Trial:
    """A variant of one side, the relations that it stands in, and what was found of these."""

    rule: str
    original: Expression
    variant: Expression
    relations: tuple[Relation, ...]
    verdicts: list[Verdict] = field(default_factory=list)


class Relations:
    """Makes relations between formulas that come from no text; each formula has one place."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._numbers = count()

    def __call__(self, left: Expression, symbol: str, right: Expression) -> Relation:
        one, other = (
            Side("", self._places.setdefault(id(side), len(self._places)), side)
            for side in (left, right)
        )
        return Relation(1, next(self._numbers), symbol, one, other, line=1, column=1)


def numbers_of(setting: Setting, at: int, system: Decimals | Floats) -> dict[Key, Value]:
    """A point of a small grid; the first has 0 for every parameter.

    Where one exponential is inside of another one, the grid is finer, so that nothing saturates.
    """
    unit = Fraction(1, 8 if setting.general else 1)
    found: dict[Key, Value] = {}
    for quantity in setting.free:
        for place, key in enumerate(setting.keys(quantity)):
            shift = (7 * place + 3 * ord(quantity.name[0])) % 5
            number = (at * (shift + 1)) % 13 - 6 if at else 0
            if quantity.role == "label":
                number = (at + place) % 2
            elif quantity.role == "penalty":
                number = abs(number)
            found[key] = system.number(unit * number + Fraction(at, 97))
            if quantity.role == "label":
                found[key] = system.number(number)
            if quantity.role == "classes":
                chosen = 1 + at % len(setting.numbers(quantity.axes[-1]))
                found[key] = system.number(int(key[1][-1] == chosen))
    return found


def evaluations(
    setting: Setting, system: Decimals | Floats, turns: Iterable[int]
) -> dict[int, Evaluation]:
    """Points that the prover does not choose; what a setting defines is computed once at each."""
    return {at: Evaluation(setting, numbers_of(setting, at, system), system) for at in turns}


def values(expression: Expression, grid: Mapping[int, Evaluation]) -> Iterator[Value]:
    """Values of a formula with sixty digits, where it has any."""
    letters = sorted(expression.free)
    for at, evaluation in grid.items():
        indices = {letter: 1 + (at + place) % 2 for place, letter in enumerate(letters)}
        try:
            with precision():
                yield evaluation.value(expression, indices)
        except (Undefined, Inapplicable):
            yield None


def fingerprint(expression: Expression, points: Mapping[int, Evaluation]) -> tuple[str, ...]:
    """Float values at a few points, by which variants that are the same formula are told."""
    found = []
    for at, evaluation in points.items():
        indices = {letter: 1 + (at + ord(letter)) % 2 for letter in expression.free}
        try:
            found.append(f"{evaluation.value(expression, indices).value:.11g}")
        except (Undefined, Inapplicable) as error:
            found.append(str(error))
    return tuple(found)


def trials(entry: Entry, related: Relations) -> Iterator[Trial]:
    """Each side changed by each rule, without repetition."""
    setting = entry.setting
    points = evaluations(setting, Floats(), (3, 8, 14))
    steps = entry.reading.relations
    sides = [steps[0].left, *(step.right for step in steps)]
    equal = all(step.symbol == "=" for step in steps)
    for place, side in enumerate(sides):
        assert side.expression is not None
        seen = set()
        found = [
            (rule, variant)
            for rule, variant in variants(side.expression, setting)
            if variant != side.expression
        ]
        heavy = work(side.expression, setting.vocabulary) > HEAVY
        most = MOST_OF_A_SIDE * (1 if equal else 3) // (2 if heavy else 1)
        stride = 1 + len(found) // most
        for rule, variant in found[::stride]:
            mark = fingerprint(variant, points)
            if mark in seen:
                continue
            seen.add(mark)
            changed = []
            if place:
                left = steps[place - 1].left.expression
                assert left is not None
                changed.append(related(left, steps[place - 1].symbol, variant))
            if place < len(steps):
                right = steps[place].right.expression
                assert right is not None
                changed.append(related(variant, steps[place].symbol, right))
            yield Trial(rule, side.expression, variant, tuple(changed))


ROUNDING = 1e-40
"""What is 0 may be so much more or less with sixty digits; no rule changes so little."""
HOLDS: dict[str, Callable[[Value, Value], bool]] = {
    "<": operator.lt,
    "<=": lambda left, right: float(left - right) <= ROUNDING,
    ">": operator.gt,
    ">=": lambda left, right: float(right - left) <= ROUNDING,
}


def is_true_all_the_same(step: Relation, grid: Mapping[int, Evaluation]) -> bool:
    """Whether a changed inequality is true with sixty digits at the points of a grid."""
    if step.symbol not in HOLDS:
        return False
    sides = [side.expression for side in (step.left, step.right) if side.expression is not None]
    count = 0
    left, right = (values(side, grid) for side in sides)
    for pair in zip(left, right, strict=True):
        if None not in pair:
            count += 1
            if not HOLDS[step.symbol](*pair):
                return False
    return count > GRID // 6


def tried(entry: Entry) -> Count:
    """The variants of one statement, counted."""
    found, related = Count(), Relations()
    unequal = any(step.symbol in HOLDS for step in entry.reading.relations)
    with precision():
        grid = evaluations(entry.setting, Decimals(), range(GRID if unequal else 0))
    left = list(trials(entry, related))
    # Together, so that the sides that are not changed are evaluated once for all.
    for place in range(2):
        there = [trial for trial in left if place < len(trial.relations)]
        relations = [trial.relations[place] for trial in there]
        for trial, step in zip(there, judge(relations, entry.setting, seed=1), strict=True):
            trial.verdicts.append(step.verdict)
            if step.verdict is Verdict.REFUTED:
                assert step.witness
                found.killed[trial.rule] += 1
            elif step.verdict is Verdict.PROVED and step.symbol in HOLDS:
                true = is_true_all_the_same(trial.relations[place], grid)
                assert true, to_tex(trial.variant)
        left = [trial for trial in left if Verdict.REFUTED not in trial.verdicts]
    relations = [related(trial.original, "=", trial.variant) for trial in left]
    for trial, same in zip(left, judge(relations, entry.setting, seed=2), strict=True):
        if same.verdict is Verdict.PROVED:
            found.equal += 1
        elif Verdict.INAPPLICABLE in trial.verdicts or set(trial.verdicts) == {Verdict.UNREAD}:
            # An index that belongs nowhere is refused before there is a value.
            found.valueless += 1
        elif all(is_true_all_the_same(step, grid) for step in trial.relations):
            found.weaker += 1
        else:
            shown = f"{entry.id}: {trial.rule}: {to_tex(trial.variant)}: {trial.verdicts}"
            found.survivors.append(shown)
    return found


@pytest.mark.parametrize("name", ENTRIES)
def test_wrong_variants_are_refuted(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    count = tried(ENTRIES[name])
    # Shown in the summary of the tests.
    record_property("variants", (name, *count.numbers))
    assert not count.survivors, "\n".join(count.survivors)
    assert count.killed.total() >= FEWEST, count


@pytest.mark.parametrize(
    ("setting", "tex"),
    [
        ("example", r"\frac{\partial^2 L}{\partial w_j\partial w_k} = f(1-f)x_jx_k"),
        ("example", r"z = \sum_{k=1}^n w_k x_k + b"),
        ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1m\sum_i (f^{(i)}-y^{(i)})x_j^{(i)}"),
        ("dataset", r"\frac{\partial J}{\partial b} = \frac1m\sum_i (f^{(i)}-y^{(i)})"),
        (
            "dataset",
            r"\frac{\partial^2 J}{\partial w_j\partial w_k} = \frac1m\sum_i f_i(1-f_i)x_{ij}x_{ik}",
        ),
        ("dataset", r"J = \frac1m\sum_{i=1}^m L^{(i)}"),
        ("dataset", r"\frac{\partial z^{(i)}}{\partial w_j} = x_j^{(i)}"),
        ("dataset", r"\nabla_w J = \frac1m X^\top (f - y)"),
        ("stacked", r"\tilde X = \begin{bmatrix} \mathbf 1 & X \end{bmatrix}"),
        ("stacked", r"\nabla J = \frac1m \tilde X^\top (f - y)"),
        ("newton", r"H(\theta^{+} - \theta) = -\nabla J"),
        ("feature", r"\Bigl[ f(1-f)(2f-1) \Bigr]_{f = \frac45} = \frac{12}{125}"),
    ],
)
def test_so_are_those_of_statements_with_sums_and_indices(setting: str, tex: str) -> None:
    count = tried(Entry("a", "equation", "page.md", 1, tex, SETTINGS[setting], "none"))
    assert not count.survivors, "\n".join(count.survivors)
    assert count.killed.total() >= FEWEST


RIGHT = r"\frac{\partial L}{\partial w} = (f - y)\,x"


def test_a_refutation_is_not_for_everything() -> None:
    # What is right, only written in another way, is not killed but recognised.
    for same in ("xf - xy", "-(y - f)x", r"\frac{f-y}{1/x}", "(f - y^2) x", "(f(1+y) - fy - y)x"):
        assert prove(f"{RIGHT} = {same}", SETTINGS["feature"]).verdict is Verdict.PROVED


def test_a_variant_replaces_one_node() -> None:
    side = read("x = (f - y) x", SETTINGS["feature"].vocabulary).relations[0].right.expression
    assert side is not None
    made = {to_tex(variant): rule for rule, variant in variants(side, SETTINGS["feature"])}
    assert made[r"\left(f - \left(1 - y\right)\right) \cdot x"] == "y for 1 - y"
    assert made["x"] == made[r"f - y"] == "factor lost"
    assert made[r"\left(f + y\right) \cdot x"] == "sign"
    assert made[r"f \cdot x"] == "term lost"
    assert made[r"1.000001 \cdot \left(\left(f - y\right) \cdot x\right)"] == "factor 1 + 1e-6"
