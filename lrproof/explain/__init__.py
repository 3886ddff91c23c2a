"""Why a line is wrong: what it is worth, what the difference looks like, how to repair it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from lrproof.evidence import Witness, shown
from lrproof.explain.candidates import likely
from lrproof.explain.difference import Difference, Pair
from lrproof.explain.edits import Edit
from lrproof.explain.explanation import Explanation
from lrproof.explain.materials import Materials
from lrproof.explain.places import Place, places, small
from lrproof.explain.repair import USUAL, Repair, Workshop
from lrproof.explain.words import Words
from lrproof.mistakes import SLIPS
from lrproof.points import Table
from lrproof.sampling import ZERO_TURN
from lrproof.setting import Setting
from lrproof.tex import Expression, Misfit, Reading, Relation

__all__ = ["Explanation", "Repair", "explain", "worth"]

MOST_SHOWN = 6
"""Repairs among which the one that changes least is taken."""
MOST_TURNS = 32
UNKNOWN = (
    "It is not the line before times a number or a factor such as f(1 − f), not that line with a "
    "term more or less, and no change at one place makes it right. Take this step in several "
    "smaller ones: the first that fails shows what happened."
)


def explain(reading: Reading, relation: Relation, setting: Setting) -> Explanation:
    r"""Explains why a relation is wrong.

    Args:
        reading: The whole text.
        relation: A relation of it that is refuted, or in which shapes do not fit.
        setting: What its symbols stand for.

    Examples:
        >>> from lrproof.settings import SETTINGS
        >>> from lrproof.tex import read
        >>> feature = SETTINGS["feature"]
        >>> reading = read(r"\frac{\partial L}{\partial b} = (f-y)\,x", feature.vocabulary)
        >>> found = explain(reading, reading.relations[0], feature)
        >>> found.mistakes[0], found.repair.tex
        ('extra-feature', 'f-y')
        >>> found.difference
        'This line is the line before times x. Both agree where x = 1, and not elsewhere.'
    """
    left, right = relation.left, relation.right
    if isinstance(right.error, Misfit):
        return _misfit(relation, setting, right.error)
    if left.expression is None or right.expression is None:
        return Explanation()
    try:
        setting.assignments(left.expression, right.expression)
    except ValueError as error:
        return Explanation(difference=_sentence(str(error)), mistakes=("wrong-index",))
    words = _words(reading, setting)
    return _explained(relation, left.expression, right.expression, setting, words)


def worth(reading: Reading, relation: Relation, setting: Setting) -> Explanation:
    r"""Says what the sides of a wrong relation are worth at a readable point, and no more.

    Args:
        reading: The whole text.
        relation: A relation of it that is refuted.
        setting: What its symbols stand for.

    Examples:
        >>> from lrproof.settings import SETTINGS
        >>> from lrproof.tex import read
        >>> reading = read(r"\sigma'(z) = \sigma(z)", SETTINGS["variable"].vocabulary)
        >>> found = worth(reading, reading.relations[0], SETTINGS["variable"])
        >>> print(f"{found.where}: {found.before:.6f} {found.after:.6f}")
        z = 1.5: 0.149146 0.817574
    """
    left, right = relation.left.expression, relation.right.expression
    if left is None or right is None:
        return Explanation()
    return _witnessed(relation, left, right, setting, _words(reading, setting))


def _words(reading: Reading, setting: Setting) -> Words:
    return Words(setting, " ".join(side.tex for side in reading.sides))


def _explained(
    relation: Relation, left: Expression, right: Expression, setting: Setting, names: Words
) -> Explanation:
    found = _witnessed(relation, left, right, setting, names)
    if relation.symbol != "=":
        return found
    shop = Workshop(relation, setting, _trials(left, right, setting))
    good = shop.found()
    pair = Pair(left, right, setting, Materials(setting, left, right), names)
    difference = pair.difference()
    slips = dict.fromkeys([edit.slip for edit in good])
    if difference.slip:
        slips.setdefault(difference.slip)
    repair = _best(shop, good)
    mistakes = likely(left, right, setting, pair.values, list(slips))
    if not (difference.words or repair or mistakes):
        difference, mistakes = _else(pair)
    words = difference.words or (_sentence(SLIPS[repair.slip]) if repair else "")
    return replace(found, difference=words, mistakes=mistakes, repair=repair)


def _else(pair: Pair) -> tuple[Difference, tuple[str, ...]]:
    """What is said of a line of which nothing is known: there may be two mistakes, one the bias."""
    sides = [pair.setting.used([line]) for line in (pair.left, pair.right)]
    if [("b" in used) for used in sides] == [True, False]:
        there = [place.moved(b=0.0) for place in pair.places]
        found = likely(pair.left, pair.right, pair.setting, pair.valued(there), [])
        if found:
            name = pair.words.name("b")
            words = (
                f"There is no {name} in this line, and where {name} = 0 it is wrong all the same."
            )
            return Difference(words), (*found, "missing-bias")
    return Difference(UNKNOWN), ()


def _witnessed(
    relation: Relation, left: Expression, right: Expression, setting: Setting, words: Words
) -> Explanation:
    """What both sides are worth at the first point where they differ."""
    sides = {relation.left.start: left, relation.right.start: right}
    for size in small(setting):
        turns = MOST_TURNS if size is setting else ZERO_TURN + 1
        table = Table(sides, size, random.Random(0), turns)
        witness: Witness | None = table.compare(relation).witness
        if witness:
            where = ", ".join(
                [f"{words.name(name)} = {shown(value)}" for name, value in witness.point.items()]
                + [f"{words.index(name)} = {value}" for name, value in witness.indices.items()]
            )
            return Explanation(witness.left, witness.right, where, relation=relation.symbol)
    return Explanation(relation=relation.symbol)


def _trials(left: Expression, right: Expression, setting: Setting) -> Sequence[Place]:
    """Few places, the first of small size: what is wrong there need not be looked at again."""
    first = places(setting.sized({"m": 2, "n": 1}), left, right, 1)
    if first[0].value(left) is None:
        first = []
    return [*first, *places(setting, left, right, 2, seed=2)]


def _best(shop: Workshop, good: Sequence[Edit]) -> Repair | None:
    """The repair that changes least and makes the line right."""
    made = [(shop.shown(edit), edit) for edit in good[:MOST_SHOWN]]
    for repair, edit in sorted(made, key=lambda pair: _cost(pair[0])):
        if shop.agrees(edit):
            return repair
    return None


def _cost(repair: Repair) -> float:
    """How much of a line a repair changes; a minus before all of it is no explanation."""
    new = repair.tex[repair.start : repair.end].strip()
    outer = 0
    if new == "-" and not repair.place:
        outer = 2 if repair.tex[: repair.start].strip() else 8
    return len(new) + len(repair.place) + outer + USUAL.index(repair.slip) / 8


def _misfit(relation: Relation, setting: Setting, error: Misfit) -> Explanation:
    """Shapes that do not fit: both are said, and which factor to transpose, if that is enough."""
    words = _sentence(error.message)
    left, right = relation.left.expression, relation.right.written
    names: tuple[str, ...] = ("transposed-product", "transpose-order")
    if left is None or right is None:
        return Explanation(difference=words, mistakes=names)
    shop = Workshop(relation, setting, _trials(left, left, setting))
    good = shop.found()
    turned = [edit for edit in good if edit.slip in ("transpose", "order")]
    if any(edit.slip == "order" for edit in turned):
        names = names[::-1]
    elif not turned and good:
        names = likely(left, left, setting, (), [edit.slip for edit in good])
    return Explanation(difference=words, mistakes=names, repair=_best(shop, turned or good))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
