"""A formula in words that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from lrproof.wording.parser import statements
from lrproof.wording.speech import Close, Open, Piece, Stop, spoken
from lrproof.wording.symbols import (
    ACCENTS,
    BIG,
    FUNCTIONS,
    RELATIONS,
    SIGNS,
    SYMBOLS,
    TIMES,
    letter,
    number,
)
from lrproof.wording.tree import (
    Accent,
    Apply,
    Big,
    Chain,
    Derivative,
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

__all__ = ["words"]

_PARTS = {"2": "half", "3": "third", "4": "quarter"}
_ORDERS = {"2": "second", "3": "third"}
_POWERS = {"2": ("square", "squared"), "3": ("cube", "cubed")}
_MARKS = {"'": "prime", "''": "double prime", "!": "factorial"}
_ROWS = ("first", "second", "third", "fourth")


def words(tex: str) -> str:
    r"""Says a formula so that it can be understood by ear.

    "The quantity" opens a bracket. A comma closes the innermost that is open; where several
    close together, or one with a comma inside, "end quantity" says so.

    Args:
        tex: The body of a block, whose rows are joined by semicolons, or the inside of an inline
            formula. Reasons and notes below braces are left out.

    Raises:
        Unspeakable: A piece of it cannot be said; the message names it.

    Examples:
        >>> words(r"\frac{\partial L}{\partial w_j} = (f-y)\,x_j")
        'the derivative of L with respect to w sub j equals the quantity f minus y, times x sub j'
        >>> words(r"\sigma'(z) &= e^{-z} && \text{why} \\ &= \frac{1}{2}")
        'sigma prime of z equals e to the power minus z; this equals one half'
    """
    said = [spoken(_Speaker().say(node)) for node in statements(tex)]
    verbs = tuple(verb for _, verb in RELATIONS.values())
    return "; ".join(
        f"this {row}" if at and row.startswith(verbs) else row for at, row in enumerate(said)
    )


class _Speaker:
    def __init__(self) -> None:
        self.fractions = 0

    def say(self, node: Node) -> Iterator[Piece]:
        match node:
            case Symbol(tex):
                yield {**FUNCTIONS, **SYMBOLS}.get(tex, ("", tex))[1]
            case Text(text):
                yield text
            case Accent(mark, base):
                yield from self.factor(base)
                yield ACCENTS[mark][1]
            case Script():
                yield from self.script(node)
            case Fraction():
                yield from self.fraction(node)
            case Derivative():
                yield from self.derivative(node)
            case Root(inside):
                yield from self.of("the square root of", inside)
            case Fenced():
                yield from self.fenced(node)
            case Apply():
                yield from self.apply(node)
            case Big():
                yield from self.big(node)
            case Product():
                yield from self.product(node)
            case Sum(terms):
                for sign, term in terms:
                    if sign:
                        yield SIGNS[sign][1]
                    yield from self.factor(term) if isinstance(term, Sum) else self.say(term)
            case Chain(sides, relations):
                yield from self.say(sides[0])
                for at, (relation, side) in enumerate(zip(relations, sides[1:], strict=True)):
                    yield Stop(RELATIONS[relation][1], again=at > 0)
                    yield from self.say(side)
            case Sequence(items):
                yield from self.listed(items)
            case Table():
                yield from self.table(node)

    def listed(self, items: tuple[Node, ...], between: str = ",") -> Iterator[Piece]:
        for at, item in enumerate(items):
            if at:
                yield between
            yield from self.say(item)

    def group(self, kind: str, opening: str, *inside: Node) -> Iterator[Piece]:
        yield Open(kind)
        yield opening
        for node in inside:
            yield from self.say(node)
        yield Close()

    def of(self, opening: str, argument: Node) -> Iterator[Piece]:
        """A function of one factor; what follows the factor does not belong to it."""
        yield Open("")
        yield opening
        yield from self.factor(argument)
        yield Close()

    def factor(self, node: Node) -> Iterator[Piece]:
        """What belongs together, with words around it if it is more than one thing."""
        inside = node.inside if _round(node) else node
        match inside:
            case Sum() | Product() | Chain() | Big() if _several(inside, inside is not node):
                yield from self.group("quantity", "the quantity", inside)
            case Fraction():
                yield from self.fraction(inside, whole=True)
            case _:
                yield from self.say(inside)

    def fenced(self, node: Fenced) -> Iterator[Piece]:
        match node:
            case Fenced(r"\lvert" | "|", inside, _):
                yield from self.of("the absolute value of", inside)
            case Fenced(r"\lVert" | r"\|", inside, _):
                yield from self.of("the norm of", inside)
            case Fenced(left, Sequence((start, end)), right) if left + right in ("[)", "(]", "[]"):
                yield Open("interval")
                yield "the interval from"
                yield from self.say(start)
                yield "included" if left == "[" else "excluded"
                yield "to"
                yield from self.say(end)
                yield "included" if right == "]" else "excluded"
                yield Close()
            case Fenced(r"\{", inside, _):
                yield from self.group("set", "the set", inside)
            case Fenced(_, Sequence() as inside, _):
                yield from self.group("list", "the list", inside)
            case _:
                yield from self.factor(node)

    def product(self, node: Product) -> Iterator[Piece]:
        before: Node | None = None
        last = node.factors[-1][1]
        for joint, factor in node.factors:
            silent = isinstance(before, Text) or before == Symbol(r"\partial")
            if before is not None and not (silent or isinstance(factor, Text)):
                yield TIMES[joint][1]
            if isinstance(factor, Sum | Chain | Product):
                yield from self.factor(factor)
            elif isinstance(factor, Big) and factor is not last:
                yield from self.group("quantity", "the quantity", factor)
            else:
                yield from self.say(factor)
            before = factor

    def fraction(self, node: Fraction, *, whole: bool = False) -> Iterator[Piece]:
        top, bottom = node.top, node.bottom
        if top == Symbol("1") and isinstance(bottom, Symbol) and bottom.tex in _PARTS:
            yield f"one {_PARTS[bottom.tex]}"
        elif not (whole or self.fractions) and _simple(top) and _simple(bottom):
            yield Open("")
            yield from self.simple(top)
            yield "over"
            yield from self.simple(bottom)
            yield Close()
        else:
            self.fractions += 1
            yield Open("fraction")
            yield "the fraction"
            yield from self.say(top)
            yield "over"
            yield from self.say(bottom)
            yield Close()
            self.fractions -= 1

    def simple(self, node: Node) -> Iterator[Piece]:
        for _, factor in node.factors if isinstance(node, Product) else (("", node),):
            yield from self.say(factor)

    def derivative(self, node: Derivative) -> Iterator[Piece]:
        order = (
            f"{_ORDERS.get(node.order.tex, node.order.tex)} "
            if isinstance(node.order, Symbol)
            else ""
        )
        yield Open("")
        yield f"the {order}derivative"
        if node.of is not None:
            yield "of"
            yield from self.factor(node.of)
        for at, (by, _) in enumerate(node.by):
            yield "and" if at else "with respect to"
            yield from self.say(by)
        yield Close()

    def apply(self, node: Apply) -> Iterator[Piece]:
        head, argument = node.head, node.argument
        base = head.base if isinstance(head, Script) else head
        yield Open("")
        if isinstance(head, Derivative):
            order = (
                f"{_ORDERS.get(head.order.tex, head.order.tex)} "
                if isinstance(head.order, Symbol)
                else ""
            )
            yield f"the {order}derivative with respect to"
            yield from self.say(head.by[0][0])
            yield "of"
            yield from self.factor(argument)
        elif base == Symbol(r"\nabla"):
            twice = isinstance(head, Script) and head.sup is not None
            yield "the Hessian of" if twice else "the gradient of"
            yield from self.factor(argument)
            if isinstance(head, Script) and head.sub is not None:
                yield "with respect to"
                yield from self.say(head.sub)
        elif isinstance(argument, Fenced) and isinstance(argument.inside, Sequence):
            yield from self.say(head)
            yield "of"
            yield from self.listed(argument.inside.items, "and")
        else:
            match head:
                case Script(_, sub, Symbol("2") as power, marks):
                    yield f"the {_POWERS[power.tex][0]} of"
                    yield from self.say(Script(base, sub, None, marks) if sub or marks else base)
                case Script(Symbol(r"\log"), Symbol(to), None):
                    yield f"the logarithm to base {to}"
                case _:
                    yield from self.say(head)
            yield "of"
            if isinstance(argument, Fenced) and isinstance(argument.inside, Chain):
                yield from self.say(argument.inside)
            else:
                yield from self.factor(argument)
        yield Close()

    def big(self, node: Big) -> Iterator[Piece]:
        yield Open("")
        match node.sub:
            case _ if node.sign == r"\arg\min" and node.sub:
                yield "the"
                yield from self.say(node.sub)
                yield "that minimises"
                yield from self.say(node.body)
                yield Close()
                return
            case Chain((index, start), ("=",)) if node.sup:
                yield f"{BIG[node.sign][1]} over"
                yield from self.say(index)
                yield "from"
                yield from self.factor(start)
                yield "to"
                yield from self.factor(node.sup)
            case None:
                yield BIG[node.sign][1]
            case _:
                yield f"{BIG[node.sign][1]} {'from' if node.sup else 'over'}"
                yield from self.factor(node.sub)
                if node.sup:
                    yield "to"
                    yield from self.factor(node.sup)
        yield "of"
        yield from self.say(node.body)
        yield Close()

    def table(self, node: Table) -> Iterator[Piece]:
        yield Open(node.kind if node.kind == "cases" else "matrix")
        if node.kind == "cases":
            for at, row in enumerate(node.rows):
                yield ", or" if at else "either"
                for cell in row:
                    yield from self.say(cell)
        else:
            yield "the matrix with"
            for at, row in enumerate(node.rows):
                yield f"{'and ' * bool(at)}{_ROWS[at]} row"
                yield from self.listed(row, "and then")
        yield Close()

    def script(self, node: Script) -> Iterator[Piece]:
        base, sub, sup = node.base, node.sub, node.sup
        if isinstance(base, Fenced) and base.left == "[" and isinstance(sub, Chain | Sequence):
            yield from self.at(base.inside, sub)
            return
        if isinstance(base, Symbol | Accent):
            if sup == Sum((("+", Symbol("")),)):
                yield "the next"
            yield from self.say(base)
            if node.marks:
                yield _MARKS.get(node.marks, node.marks)
            if sub is not None:
                yield "sub"
                yield from self.index(sub)
            yield from self.raised(base, sup)
            return
        match sup:
            case Symbol(tex) if tex in _POWERS:
                yield from self.of(f"the {_POWERS[tex][0]} of", base)
            case Symbol(r"\top"):
                yield from self.of("the transpose of", base)
            case _:
                yield Open("")
                yield from self.factor(base)
                if node.marks:
                    yield ","
                    yield _MARKS.get(node.marks, node.marks)
                yield from self.raised(base, sup)
                yield Close()

    def at(self, inside: Node, where: Node) -> Iterator[Piece]:
        """The value of something for values of its variables."""
        yield Open("")
        yield "the value of"
        yield from self.factor(inside)
        items = where.items if isinstance(where, Sequence) else (where,)
        for at, item in enumerate(items):
            yield "and" if at else "where"
            if isinstance(item, Chain):
                yield from self.say(item.sides[0])
                yield "is"
                yield from self.say(item.sides[1])
        yield Close()

    def index(self, node: Node) -> Iterator[Piece]:
        match node:
            case Product(factors):
                for _, factor in factors:
                    yield from self.say(factor)
            case Sequence(items):
                yield from self.listed(items, "and")
            case Symbol(tex) if tex in FUNCTIONS:
                yield FUNCTIONS[tex][0]
            case _:
                yield from self.say(node)

    def raised(self, base: Node, sup: Node | None) -> Iterator[Piece]:
        match sup:
            case None | Sum((("+", Symbol("")),)):
                return
            case Symbol(r"\top"):
                yield "transposed"
            case Fenced("(", inside, _):
                yield "of example"
                yield from self.say(inside)
            case Fenced("[", inside, _):
                yield "of layer"
                yield from self.say(inside)
            case Symbol(tex) if tex in _POWERS:
                yield _POWERS[tex][1]
            case Sum((("-", Symbol("1")),)) if isinstance(base, Symbol) and base.tex.isupper():
                yield "inverse"
            case Symbol() | Script(Symbol(), _, None) | Sum((("-", Symbol() | Fenced()),)):
                yield "to the power"
                yield from self.say(sup)
            case _:
                yield "to the power of"
                yield from self.factor(sup)


def _round(node: Node) -> TypeGuard[Fenced]:
    """Whether it is a bracket around one thing."""
    return isinstance(node, Fenced) and node.left in "([" and not isinstance(node.inside, Sequence)


def _several(node: Node, bracketed: bool) -> bool:
    """Whether words must show what belongs to it: not one thing, perhaps with a sign before it."""
    match node:
        case Big():
            return bracketed
        case Sum(((_, Symbol() | Script() | Accent() | Fenced()),)):
            return False
    return True


def _simple(node: Node) -> bool:
    """Whether it can be said above or below "over" by itself: letters, or a number before them."""
    match node:
        case Symbol() | Accent():
            return True
        case Script(Symbol(), _, sup, ""):
            return (
                sup is None
                or isinstance(sup, Fenced)
                or (isinstance(sup, Symbol) and sup.tex in _POWERS)
            )
        case Product(factors):
            return all(
                joint == "" and isinstance(part, Symbol) and (letter(part.tex) or number(part.tex))
                for joint, part in factors
            )
    return False
