"""What a mathematician sees at once: a bracket that is an argument, a fraction that is a slope."""

from __future__ import annotations

from collections.abc import Sequence as Several

from lrproof.wording.symbols import FUNCTIONS, number
from lrproof.wording.tree import (
    Accent,
    Apply,
    Chain,
    Derivative,
    Fenced,
    Fraction,
    Node,
    Product,
    Script,
    Sequence,
    Sum,
    Symbol,
)

_ALWAYS = {"J", "A"}
_MOSTLY = {r"\sigma", "g"}
_SOMETIMES = {"f", "h", "p"}
_INDICATOR = r"\mathbf 1"
_PARTIAL = Symbol(r"\partial")


def calls(head: Node, argument: Fenced) -> bool:
    """Whether a bracket is what the letter before it is a function of, and no factor.

    It is one in σ(z), f(x) and J(θ − αg), and a factor in f(1 − f), σ(1 − σ) and w(x − y).
    """
    if isinstance(head, Script):
        if head.marks or head.sup:
            return bool(head.marks)
        if isinstance(head.sub, Symbol) and head.sub.tex in FUNCTIONS:
            return True
        head = head.base
    if not isinstance(head, Symbol):
        return False
    if argument.left != "(":
        return head.tex == _INDICATOR
    inside = argument.inside
    if head.tex in _MOSTLY:
        return head not in _parts(inside)
    return head.tex in _ALWAYS or (
        head.tex in _SOMETIMES
        and (
            isinstance(inside, Symbol | Script | Accent | Apply | Sequence)
            or (isinstance(inside, Chain) and inside.relations == (r"\mid",))
        )
    )


def _parts(node: Node) -> list[Node]:
    """The factors of all terms."""
    terms = [term for _, term in node.terms] if isinstance(node, Sum) else [node]
    return [part for term in terms for part in _factors(term)]


def _factors(node: Node) -> list[Node]:
    return [factor for _, factor in node.factors] if isinstance(node, Product) else [node]


def fraction(top: Node, bottom: Node) -> Node:
    """A fraction, or the derivative that is written as one."""
    sign, *rest = _factors(top)
    order: Node | None = None
    if isinstance(sign, Script) and not sign.sub:
        order = sign.sup
        sign = sign.base
    below = _factors(bottom)
    if sign not in (Symbol("d"), _PARTIAL) or set(below[::2]) != {sign} or len(below) % 2:
        return Fraction(top, bottom)
    of = Product(tuple(("", factor) for factor in rest)) if len(rest) > 1 else (*rest, None)[0]
    return Derivative(sign, order, of, tuple(map(_times, below[1::2])))


def _times(by: Node) -> tuple[Node, Node | None]:
    """What stands behind the sign below the bar, and how often: z² is z, twice."""
    match by:
        case Script(base, sub, Symbol(tex), marks) if number(tex):
            return (Script(base, sub, None, marks) if sub or marks else base), Symbol(tex)
    return by, None


def product(factors: Several[tuple[str, Node]]) -> Node:
    """Factors, or the derivative that is written with a slash."""
    match factors:
        case [(_, node)]:
            return node
        case [("", above), ("", of), ("/", below), ("", by)] if above == below == _PARTIAL:
            return Derivative(_PARTIAL, None, of, ((by, None),))
    return Product(tuple(factors))
