"""Says sums, products, fractions, brackets and tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import TypeGuard

from lrproof.wording.speech import Close, Open, Piece, Stop
from lrproof.wording.symbols import ACCENTS, RELATIONS, SIGNS, TIMES, letter, number, word
from lrproof.wording.tree import (
    Accent,
    Big,
    Chain,
    Fenced,
    Fraction,
    Node,
    Product,
    Root,
    Script,
    Sequence,
    Sum,
    Symbol,
    Table,
    Text,
)

POWERS = {"2": ("square", "squared"), "3": ("cube", "cubed")}
_PARTS = {"2": "half", "3": "third", "4": "quarter"}
_ROWS = ("first", "second", "third", "fourth")
_INTERVALS = {"[)", "(]", "[]"}


@singledispatch
def say(node: Node) -> Iterator[Piece]:
    """Says a piece of a formula; a register of what says which kind."""
    raise TypeError(node)


def factor(node: Node) -> Iterator[Piece]:
    """Says what belongs together, with "the quantity" before it if it is more than one thing."""
    inside = node.inside if bracketed(node) else node
    if isinstance(inside, Fraction):
        return _fraction(inside, light=False)
    return quantity(inside) if _several(inside, fenced=inside is not node) else say(inside)


def of(opening: str, argument: Node) -> Iterator[Piece]:
    """Says a function of one factor; what follows the factor does not belong to it."""
    yield Open(words=opening)
    yield from factor(argument)
    yield Close()


def listed(items: tuple[Node, ...], between: str) -> Iterator[Piece]:
    """Says one after the other."""
    for at, item in enumerate(items):
        if at:
            yield between
        yield from say(item)


def _group(kind: str, inside: Node) -> Iterator[Piece]:
    yield Open(kind, f"the {kind}")
    yield from say(inside)
    yield Close()


def quantity(node: Node) -> Iterator[Piece]:
    """Says something with "the quantity" before it."""
    return _group("quantity", node)


@say.register
def _(node: Symbol) -> Iterator[Piece]:
    yield word(node.tex)


@say.register
def _(node: Text) -> Iterator[Piece]:
    yield node.text


@say.register
def _(node: Accent) -> Iterator[Piece]:
    yield from factor(node.base)
    yield ACCENTS[node.mark][1]


@say.register
def _(node: Root) -> Iterator[Piece]:
    yield from of("the square root of", node.inside)


@say.register
def _(node: Sum) -> Iterator[Piece]:
    for sign, term in node.terms:
        if sign:
            yield SIGNS[sign][1]
        yield from quantity(term) if isinstance(term, Sum | Chain) else say(term)


@say.register
def _(node: Chain) -> Iterator[Piece]:
    yield from say(node.sides[0])
    again = ""
    for side, relation, following in zip(node.sides, node.relations, node.sides[1:], strict=False):
        # Behind cases, "which" would mean the last condition.
        yield Stop("; this" if isinstance(side, Table) else again, RELATIONS[relation][1])
        yield from say(following)
        again = ", which"


@say.register
def _(node: Sequence) -> Iterator[Piece]:
    yield from listed(node.items, ",")


@say.register
def _(node: Product) -> Iterator[Piece]:
    *_, (_, last) = node.factors
    before: Node | None = None
    for joint, part in node.factors:
        silent = isinstance(before, Text) or before == Symbol(r"\partial")
        if before is not None and not silent and not isinstance(part, Text):
            yield TIMES[joint][1]
        apart = isinstance(part, Sum | Chain | Product)
        apart |= isinstance(part, Big) and part is not last
        if before is None and bracketed(part) and isinstance(part.inside, Sum):
            part = part.inside
            apart = True
        yield from quantity(part) if apart else say(part)
        before = part


@say.register
def _(node: Fraction) -> Iterator[Piece]:
    yield from _fraction(node, light=_simple(node.top) and _simple(node.bottom))


def _fraction(node: Fraction, *, light: bool) -> Iterator[Piece]:
    match node:
        case Fraction(Symbol("1"), Symbol(tex)) if tex in _PARTS:
            yield f"one {_PARTS[tex]}"
        case Fraction(top, bottom):
            simple = _simple(top) and _simple(bottom)
            yield Open("fraction", "the fraction", light)
            yield from _letters(top) if simple else say(top)
            yield "all over" if _several(top, fenced=True) and not simple else "over"
            yield from _letters(bottom) if simple else say(bottom)
            yield Close()


def _simple(node: Node) -> bool:
    """Whether "over" needs no help to show that this stands above or below it."""
    match node:
        case Symbol() | Accent():
            return True
        case Script(Symbol(), _, sup, ""):
            return (
                sup is None
                or isinstance(sup, Fenced)
                or (isinstance(sup, Symbol) and sup.tex in POWERS)
            )
        case Product(factors):
            return all(
                not joint and isinstance(part, Symbol) and (letter(part.tex) or number(part.tex))
                for joint, part in factors
            )
    return False


def _letters(node: Node) -> Iterator[Piece]:
    """Says `2m` as it is written, without "times"."""
    for _, part in node.factors if isinstance(node, Product) else (("", node),):
        yield from say(part)


@say.register
def _(node: Fenced) -> Iterator[Piece]:
    match node:
        case Fenced(r"\lvert" | "|", inside, _):
            yield from of("the absolute value of", inside)
        case Fenced(r"\lVert" | r"\|", inside, _):
            yield from of("the norm of", inside)
        case Fenced(left, Sequence((start, end)), right) if left + right in _INTERVALS:
            yield Open("interval", "the interval from")
            yield from say(start)
            yield "included to" if left == "[" else "excluded to"
            yield from say(end)
            yield "included" if right == "]" else "excluded"
            yield Close()
        case Fenced(r"\{", inside, _):
            yield from _group("set", inside)
        case Fenced(_, Sequence() as inside, _):
            yield from _group("list", inside)
        case _:
            yield from factor(node)


@say.register
def _(node: Table) -> Iterator[Piece]:
    if node.kind == "cases":
        yield Open("cases", "either")
        for at, row in enumerate(node.rows):
            if at:
                yield ", or"
            yield from listed(row, "")
    else:
        yield Open("matrix", "the matrix with")
        for at, row in enumerate(node.rows):
            yield f"{'and ' if at else ''}{_ROWS[at]} row"
            yield from listed(row, "and then")
    yield Close()


def bracketed(node: Node) -> TypeGuard[Fenced]:
    """Whether it is a round or square bracket around one thing."""
    return isinstance(node, Fenced) and node.left in "([" and not isinstance(node.inside, Sequence)


def _several(node: Node, *, fenced: bool) -> bool:
    """Whether words must show where it ends: it is not one thing, perhaps with a sign before it."""
    match node:
        case Big():
            return fenced
        case Sum(((_, Symbol() | Script() | Accent() | Fenced()),)):
            return False
    return isinstance(node, Sum | Product | Chain)
