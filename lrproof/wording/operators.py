"""Says derivatives, functions, sums over a range, indices and powers."""

from __future__ import annotations

from collections.abc import Iterator

from lrproof.wording.saying import POWERS, bracketed, factor, listed, of, quantity, say
from lrproof.wording.speech import Close, Open, Piece
from lrproof.wording.symbols import BIG, FUNCTIONS, word
from lrproof.wording.tree import (
    Accent,
    Apply,
    Big,
    Chain,
    Derivative,
    Fenced,
    Node,
    Product,
    Script,
    Sequence,
    Sum,
    Symbol,
)

__all__ = ["say"]

_ORDERS = {"2": "second", "3": "third"}
_MARKS = {"'": "prime", "''": "double prime", "!": "factorial"}
_PLUS = Sum((("+", Symbol("")),))
"""Raised, it is the value after a step."""


@say.register
def _(node: Derivative) -> Iterator[Piece]:
    yield Open()
    yield from _slope(node)
    yield Close()


def _slope(node: Derivative) -> Iterator[Piece]:
    yield "the"
    if isinstance(node.order, Symbol):
        yield _ORDERS.get(node.order.tex, f"{word(node.order.tex)}th")
    yield "derivative"
    if node.of is not None:
        yield "of"
        yield from factor(node.of)
    for at, (by, times) in enumerate(node.by):
        yield "and" if at else "with respect to"
        yield from say(by)
        if times and len(node.by) > 1:
            yield "to the order"
            yield from say(times)


@say.register
def _(node: Apply) -> Iterator[Piece]:
    light = _letter(node.head) and _one(node.argument)
    if not light:
        yield Open()
    yield from _applied(node.head, node.argument)
    if not light:
        yield Close()


def _letter(head: Node) -> bool:
    base = head.base if isinstance(head, Script) else head
    return isinstance(base, Symbol) and base.tex not in FUNCTIONS and base.tex != r"\nabla"


def _one(argument: Node) -> bool:
    """Whether it is one letter, perhaps with a sign before it, that nothing behind it can join."""
    match argument:
        case Fenced(_, Symbol() | Accent() | Script(Symbol() | Accent(), _, None | Fenced()), _):
            return True
        case Fenced(_, Sum(((_, Symbol()),)), _):
            return True
    return False


def _applied(head: Node, argument: Node) -> Iterator[Piece]:
    below: Node | None = None
    if isinstance(argument, Fenced) and argument.left == r"\{":
        yield "the indicator that"
        yield from say(argument.inside)
        return
    match head:
        case Derivative():
            yield from _slope(head)
        case Symbol(r"\nabla"):
            yield "the gradient"
        case Script(Symbol(r"\nabla"), below, sup):
            yield "the Hessian" if sup else "the gradient"
        case Script(base, sub, Symbol(tex), marks) if tex in POWERS:
            yield f"the {POWERS[tex][0]} of"
            yield from say(Script(base, sub, None, marks) if sub or marks else base)
        case Script(Symbol(r"\log"), Symbol(base), None):
            yield f"the logarithm to base {base}"
        case _:
            yield from say(head)
    yield "of"
    match argument:
        case Fenced("(", Sequence(items), _):
            yield from listed(items, "and")
        case Fenced("(", Chain() as inside, _):
            yield from say(inside)
        case _:
            yield from factor(argument)
    if below:
        yield "with respect to"
        yield from say(below)


@say.register
def _(node: Big) -> Iterator[Piece]:
    yield Open()
    if node.sign == r"\arg\min" and node.sub:
        yield "the"
        yield from say(node.sub)
        yield "that minimises"
    else:
        yield BIG[node.sign][1]
        yield from _range(node.sub, node.sup)
        yield "of"
    yield from say(node.body)
    yield Close()


def _range(sub: Node | None, sup: Node | None) -> Iterator[Piece]:
    match sub:
        case None:
            return
        case Chain((index, start), ("=",)) if sup:
            yield "over"
            yield from say(index)
            yield "from"
            yield from factor(start)
        case _:
            yield "from" if sup else "over"
            yield from factor(sub)
    if sup:
        yield "to"
        yield from factor(sup)


@say.register
def _(node: Script) -> Iterator[Piece]:
    match node:
        case Script(Fenced("[", inside, _), Chain() | Sequence() as where, None, ""):
            yield from _value(inside, where)
        case Script(Symbol() | Accent() as base, sub, sup, marks):
            if sup == _PLUS:
                yield "the next"
            yield from say(base)
            yield _MARKS.get(marks, marks)
            if sub:
                yield "sub"
                yield from _index(sub)
            if sup:
                yield from _raised(base, sup)
        case Script(base, None, Symbol(tex), "") if tex in POWERS:
            yield from of(f"the {POWERS[tex][0]} of", base)
        case Script(base, None, Symbol(r"\top"), ""):
            yield from of("the transpose of", base)
        case Script(base, None, sup, marks):
            yield Open()
            yield from quantity(base.inside if bracketed(base) else base)
            if marks:
                yield f", {_MARKS.get(marks, marks)}"
            if sup:
                yield "" if isinstance(sup, Fenced) else "raised"
                yield from _raised(base, sup)
            yield Close()


def _value(inside: Node, where: Node) -> Iterator[Piece]:
    """Says what something is for values of its variables."""
    yield Open(words="the value of")
    yield from factor(inside)
    for at, item in enumerate(where.items if isinstance(where, Sequence) else (where,)):
        yield "and" if at else "where"
        if isinstance(item, Chain):
            yield from say(item.sides[0])
            yield "is"
            yield from say(item.sides[1])
    yield Close()


def _index(node: Node) -> Iterator[Piece]:
    match node:
        case Product(factors):
            for _, part in factors:
                yield from say(part)
        case Sequence(items):
            yield from listed(items, "and")
        case Symbol(tex) if tex in FUNCTIONS:
            yield FUNCTIONS[tex][0]
        case _:
            yield from say(node)


def _raised(base: Node, sup: Node) -> Iterator[Piece]:
    match sup:
        case Symbol(r"\top"):
            yield "transposed"
        case Fenced("(", inside, _):
            yield "of example"
            yield from say(inside)
        case Fenced("[", inside, _):
            yield "of layer"
            yield from say(inside)
        case Symbol(tex) if tex in POWERS:
            yield POWERS[tex][1]
        case Sum((("-", Symbol("1")),)) if isinstance(base, Symbol) and base.tex.isupper():
            yield "inverse"
        case Symbol() | Script(Symbol(), _, None) | Sum((("-", Symbol() | Fenced()),)):
            yield "to the power"
            yield from say(sup)
        case _ if sup != _PLUS:
            yield "to the power of"
            yield from factor(sup)
