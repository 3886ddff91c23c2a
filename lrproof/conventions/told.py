"""What a text defines: another name for a quantity, or a quantity of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from lrproof.conventions.clues import FLAT
from lrproof.points import Table
from lrproof.sampling import SATURATED_TURNS
from lrproof.setting import Quantity, Setting
from lrproof.tex import Expression, ReadError, Reading, Relation, Side
from lrproof.tex.expression import (
    Call,
    Derivative,
    Number,
    Power,
    Sum,
    Symbol,
    added,
    multiplied,
)
from lrproof.tex.shapes import COLUMN, ONE, ROW

MOST_ROUNDS = 4
_NAME = re.compile(
    r"(?P<name>\\[a-zA-Z]+|[a-zA-Z])(?:_[a-z]{1,2}|\^\([a-z]\))*"
    r"(?:\((?:[a-zA-Z]|\\[a-zA-Z]+|[_^,;]|\([a-z]\))*\))?"
)
_TURNS = (1, 4, SATURATED_TURNS.stop, SATURATED_TURNS.stop + 1)
Reads = Callable[[Setting], Reading]


def told(setting: Setting, reading: Reading, reads: Reads) -> tuple[Setting, Reading]:
    """Adds what the text defines to a setting, and reads it once more.

    Args:
        setting: What the symbols stand for.
        reading: The text, read in it.
        reads: Reads the text in another setting.
    """
    for _ in range(MOST_ROUNDS):
        found = next(_definitions(setting, reading), None)
        if found is None:
            break
        setting = found
        reading = reads(setting)
    return (setting, _without_idle(setting, reading)) if setting.told else (setting, reading)


def _definitions(setting: Setting, reading: Reading) -> Iterator[Setting]:
    """The setting with one more definition of the text."""
    continued = {relation.right.start for relation in reading.relations}
    for relation in reading.relations:
        right = relation.right.expression
        if relation.symbol != "=" or right is None or relation.left.start in continued:
            continue
        left = relation.left.expression
        if left is None:
            match = _NAME.fullmatch(FLAT.sub("", relation.left.tex))
            if match and match["name"] not in setting.vocabulary.names:
                yield from _named(match["name"], relation.right, setting)
        elif isinstance(left, Symbol) and _restates(left, relation, setting):
            letters = tuple(str(index) for index in left.indices)
            yield replace(setting, told={**setting.told, left.name: (letters, right)})


def stated(setting: Setting, reading: Reading) -> Setting | None:
    """The setting with the cost as the text states it, if it is a possible one.

    It is if it differs from the usual one by the base of its logarithms, or by what it adds as a
    penalty: what contains no data, but the square or the absolute value of parameters.
    """
    for relation in reading.relations:
        left, right = relation.left.expression, relation.right.expression
        if isinstance(left, Symbol) and left.name == setting.objective and right is not None:
            usual = setting.definition(left.name)[1]
            bare, plain = (_without_penalty(part, setting) for part in (right, usual))
            if left.name in setting.told or not _is_multiple(bare, plain, relation, setting):
                return None
            letters = tuple(str(index) for index in left.indices)
            return replace(setting, told={**setting.told, left.name: (letters, right)})
    return None


def _without_penalty(cost: Expression, setting: Setting) -> Expression:
    terms = cost.terms if isinstance(cost, Sum) else (cost,)
    data = {q.name for q in setting.symbols if q.role in ("data", "label", "sign", "classes")}
    kept = [term for term in terms if setting.used([term]) & data or not _is_even(term)]
    return added(kept or terms, cost.start)


def _is_even(penalty: Expression) -> bool:
    """Whether a formula is one of squares or of absolute values alone."""
    parts = list(penalty.walk())
    powers = [part.exponent for part in parts if isinstance(part, Power)]
    absolute = any(isinstance(part, Call) and part.function == "abs" for part in parts)
    return (bool(powers) or absolute) and all(power == Number(Fraction(2)) for power in powers)


def _is_multiple(one: Expression, other: Expression, relation: Relation, setting: Setting) -> bool:
    """Whether a formula is another one in logarithms of any base that is usual."""
    side = replace(relation.right, expression=other)
    bases = (Number(Fraction(1)), *(Call("ln", (Number(Fraction(base)),)) for base in (2, 10)))
    return any(_same(multiplied((one, base), one.start), side, setting) for base in bases)


def _named(name: str, side: Side, setting: Setting) -> Iterator[Setting]:
    """The setting with a new name for a side: that of a quantity with its value, or a new one."""
    assert side.expression is not None
    places = [(size, place) for size, place in zip(side.shape, (ROW, COLUMN), strict=True)]
    letters = [place for size, place in places if size != ONE]
    axes = [size for size, _ in places if size != ONE]
    if not letters:
        letters = sorted(side.expression.free)
        try:
            axes = [setting.axis(letter, side.expression) for letter in letters]
        except ValueError:
            return
    for quantity in setting.symbols:
        known = quantity.role == "defined" and quantity.axes == tuple(axes)
        if known and _same(Symbol(quantity.name, tuple(letters)), side, setting):
            yield replace(setting, spellings={**setting.spellings, name: quantity.name})
            return
    plain = name.removeprefix("\\")
    taken = {quantity.name for quantity in setting.symbols} | setting.sizes.keys()
    plain = plain if plain not in taken else f"{plain} of the text"
    quantity = Quantity(
        plain, name, "defined in the text", "defined", r"\mathbb{R}", tuple(axes),
        row=side.shape[0] == ONE != side.shape[1],
    )  # fmt: skip
    yield replace(
        setting,
        symbols=(*setting.symbols, quantity),
        spellings={**setting.spellings, name: plain},
        told={**setting.told, plain: (tuple(letters), side.expression)},
    )


def _restates(left: Symbol, relation: Relation, setting: Setting) -> bool:
    """Whether a known quantity is written anew by what the text defines, and rightly."""
    right = relation.right.expression
    if right is None or left.name in setting.told or left.name not in setting.depends:
        return False
    letters = [index for index in left.indices if isinstance(index, str) and index]
    if len(letters) < len(left.indices) or len(set(letters)) < len(letters):
        return False
    names = {part.name for part in right.walk() if isinstance(part, Symbol)}
    new = names & setting.told.keys()
    if not new or any(left.name in setting.depends[name] for name in new):
        return False
    return _same(left, relation.right, setting)


def _same(left: Expression, side: Side, setting: Setting) -> bool:
    """Whether a formula has the value of a side at a few points."""
    assert side.expression is not None
    table = Table(
        {-1: left, side.start: side.expression}, setting, random.Random(0), _TURNS[-1] + 1
    )
    relation = Relation(1, 1, "=", replace(side, start=-1, expression=left), side, 1, 1)
    try:
        found = table.compare(relation, _TURNS)
    except ValueError:
        return False
    return found.witness is None and found.points == len(_TURNS)


def _without_idle(setting: Setting, reading: Reading) -> Reading:
    """Derivatives by what the text defines, and nothing depends on, are not read."""

    def checked(side: Side) -> Side:
        for part in side.expression.walk() if side.expression else ():
            if isinstance(part, Derivative) and not _moves(part, setting):
                message = "it is not known how this depends on what it is differentiated by"
                return replace(side, expression=None, error=ReadError(message, side.tex, 0))
        return side

    relations = (
        replace(each, left=checked(each.left), right=checked(each.right))
        for each in reading.relations
    )
    return replace(reading, relations=tuple(relations))


def _moves(slope: Derivative, setting: Setting) -> bool:
    by = {variable.name for variable in slope.variables} & setting.told.keys()
    names = {part.name for part in slope.body.walk() if isinstance(part, Symbol)}
    every = names.union(*(setting.depends.get(name, ()) for name in names))
    return by <= every
