"""Reads TeX as it is laid out; what it means is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as List

from lrproof.wording.symbols import (
    ACCENTS,
    BIG,
    BRACKETS,
    CLOSING,
    FUNCTIONS,
    OTHERS,
    RELATIONS,
    SIGNS,
    SYMBOLS,
    TIMES,
    letter,
    number,
)
from lrproof.wording.tree import (
    NOTHING,
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

_TOKEN = re.compile(
    r"\\(?:begin|end|operatorname)\s*\{\w+\}|\\\\|\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|:=|&\s*&|\S",
    re.DOTALL,
)
_SKIPPED = re.compile(r"\\(?:[,;:! \n]|quad|qquad|displaystyle|left|right|[bB]igg?[lr]?)|[~.]")
_TEXT = r"\text"
_FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac"}
_DRESSES = {r"\mathbf", r"\mathrm", r"\mathbb", r"\mathcal"}
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{(cases|bmatrix|pmatrix|matrix)\}")
_ENDS = {"", "}", ",", "&", r"\\", "_", "^", "'", "!", *RELATIONS, *SIGNS, *TIMES, *CLOSING}
_ENDS -= {"|", r"\|"}


class Unspeakable(ValueError):
    """This TeX has no form in plain text or in words; the message names the piece."""


def statements(tex: str) -> list[Node]:
    r"""Reads the rows of a block, without the reasons beside them.

    Args:
        tex: The body of a block, or the inside of an inline formula.

    Raises:
        Unspeakable: A piece of it is not known here, or stands where it cannot.

    Examples:
        >>> for node in statements(r"a &= b && \text{because} \\ &= 2"):
        ...     print(node.relations, node.sides[1])
        ('=',) Symbol(tex='b')
        ('=',) Symbol(tex='2')
    """
    return [_Parser(row).whole() for row in _rows(_tokens(tex)) if row]


def _tokens(tex: str) -> Iterator[str]:
    at = 0
    while found := _TOKEN.search(tex, at):
        token, at = found[0], found.end()
        if token == _TEXT:
            start, at = at, _group_end(tex, at)
            token += tex[start:at].strip()
        if not _SKIPPED.fullmatch(token):
            yield token


def _group_end(tex: str, start: int) -> int:
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", tex[start:]):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return start + brace.end()
    raise Unspeakable(f"a brace is not closed: {tex[start:]}")


def _rows(tokens: Iterator[str]) -> Iterator[list[str]]:
    row: list[str] = []
    depth, reason = 0, False
    for token in tokens:
        depth += token.startswith(r"\begin") - token.startswith(r"\end")
        if token == r"\\" and not depth:
            yield row
            row, reason = [], False
        elif token[0] == "&" and not depth:
            reason = reason or token != "&"
        elif not reason:
            row.append(token)
    yield row


class _Parser:
    def __init__(self, tokens: List[str]) -> None:
        self.tokens = [*tokens, ""]
        self.at = 0
        self.bars = 0

    @property
    def next(self) -> str:
        return self.tokens[self.at]

    def take(self, expected: str | None = None) -> str:
        token = self.next
        if expected not in (None, token):
            raise Unspeakable(f"{expected} is missing before {token or 'the end'}")
        self.at += bool(token)
        return token

    def whole(self) -> Node:
        node = self.sequence()
        if self.next:
            raise Unspeakable(f"{self.next} stands where it cannot")
        return node

    def sequence(self) -> Node:
        items = [self.chain()]
        while self.next == ",":
            self.take()
            items.append(self.chain())
        return Sequence(tuple(items)) if len(items) > 1 else items[0]

    def chain(self) -> Node:
        sides, relations = [self.sum()], []
        while self.next in RELATIONS:
            relations.append(self.take())
            sides.append(self.sum())
        return Chain(tuple(sides), tuple(relations)) if relations else sides[0]

    def sum(self) -> Node:
        terms: list[tuple[str, Node]] = []
        while self.next in SIGNS or not terms:
            sign = self.take() if self.next in SIGNS else ""
            terms.append((sign, self.product()))
        return terms[0][1] if len(terms) == 1 and not terms[0][0] else Sum(tuple(terms))

    def product(self, *, body: bool = False) -> Node:
        """Factors; the body of a sum ends before a dot and another sum."""
        if not self.begins() and self.next not in ("_", "^"):
            return NOTHING
        factors = [("", self.factor())]
        while self.next in TIMES or self.begins():
            joint = ""
            if self.next in TIMES and self.next:
                if body and self.tokens[self.at + 1] == r"\sum":
                    break
                joint = self.take()
            elif not self.next:
                break
            factors.append((joint, self.factor()))
        match factors:
            case [(_, node)]:
                return node
            case [("", Symbol(r"\partial")), ("", of), ("/", Symbol(r"\partial")), ("", by)]:
                return Derivative(r"\partial", None, of, ((by, None),))
        return Product(tuple(factors))

    def begins(self) -> bool:
        """Whether a factor begins here."""
        token = self.next
        if token in ("|", r"\|"):
            return not self.bars
        return not (token in _ENDS or token.startswith(r"\end"))

    def factor(self) -> Node:
        token = self.next
        if token == r"\arg" or (token in BIG and (token not in FUNCTIONS or self.ahead("_"))):
            return self.big()
        if token in FUNCTIONS or token == r"\nabla":
            head = self.scripted(Symbol(self.take()))
            if not self.begins():
                return head
            if token != r"\nabla" and self.next in BRACKETS:
                return self.scripted(Apply(head, self.fenced()))
            return Apply(head, self.factor())
        node = self.atom()
        if isinstance(node, Derivative) and node.of is None and self.begins():
            return Apply(node, self.factor())
        node = self.scripted(node)
        if self.next in ("(", r"\{"):
            before = self.at
            argument = self.fenced()
            if _calls(node, argument):
                return self.scripted(Apply(node, argument))
            self.at = before
        return node

    def ahead(self, token: str) -> bool:
        return self.tokens[self.at + 1] == token

    def big(self) -> Node:
        sign = self.take()
        if sign == r"\arg":
            sign += self.take()
            if sign not in BIG:
                raise Unspeakable(f"{sign} is not known")
        scripts = self.scripted(NOTHING)
        sub, sup = (scripts.sub, scripts.sup) if isinstance(scripts, Script) else (None, None)
        return Big(sign, sub, sup, self.product(body=True))

    def scripted(self, base: Node) -> Node:
        sub: Node | None = None
        sup: Node | None = None
        marks = ""
        while self.next in ("_", "^", "'", "!"):
            token = self.take()
            if token == "_":
                sub = self.argument()
            elif token == "^":
                sup = self.argument()
            else:
                marks += token
        return Script(base, sub, sup, marks) if sub or sup or marks else base

    def argument(self) -> Node:
        """A group, or one sign: of a number its first digit."""
        if number(self.next) and len(self.next) > 1:
            digit, rest = self.next[0], self.next[1:]
            self.tokens[self.at] = rest
            return Symbol(digit)
        return self.atom()

    def atom(self) -> Node:
        token = self.next
        if token in BRACKETS:
            return self.fenced()
        if token in ("_", "^", "'"):
            return NOTHING
        self.take()
        if token == "{":
            node = self.sequence()
            self.take("}")
            return node
        if token in _FRACTIONS:
            return _fraction(self.argument(), self.argument())
        if token == r"\sqrt":
            return Root(self.argument())
        if token in ACCENTS:
            return Accent(token, self.argument())
        if token in _DRESSES:
            node = self.argument()
            dressed = Symbol(f"{token} {node.tex}") if isinstance(node, Symbol) else node
            return dressed if isinstance(dressed, Symbol) and dressed.tex in OTHERS else node
        if token == r"\underbrace":
            node = self.argument()
            if self.next == "_":
                self.take()
                self.argument()
            return node
        if token.startswith(_TEXT + "{"):
            return Text(token[len(_TEXT) + 1 : -1].strip())
        if environment := _ENVIRONMENT.fullmatch(token):
            return self.table(environment[2])
        if token in SYMBOLS or token in FUNCTIONS or letter(token) or number(token):
            return Symbol(token)
        raise Unspeakable(f"{token or 'a missing piece'} has no form in text or in words")

    def fenced(self) -> Node:
        left = self.take()
        closing = BRACKETS[left][1]
        bar = left == closing
        self.bars += bar
        inside = self.sequence()
        self.bars -= bar
        right = self.take()
        if right not in CLOSING or (right != closing and left not in "(["):
            raise Unspeakable(f"{left} is not closed before {right or 'the end'}")
        return Fenced(left, inside, right)

    def table(self, kind: str) -> Node:
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self.sequence())
            token = self.take()
            if token == "&":
                continue
            rows.append(tuple(cells))
            cells = []
            if token != r"\\":
                break
        if not token.startswith(r"\end"):
            raise Unspeakable(f"{kind} are not closed before {token or 'the end'}")
        return Table(kind, tuple(row for row in rows if row != (NOTHING,)))


def _calls(head: Node, argument: Node) -> bool:
    """Whether a bracket behind a letter is what it is a function of, and no factor."""
    assert isinstance(argument, Fenced)
    inside = argument.inside
    if isinstance(head, Script):
        if head.marks:
            return True
        if head.sup:
            return False
        if isinstance(head.sub, Symbol) and head.sub.tex in FUNCTIONS:
            return True
        head = head.base
    if not isinstance(head, Symbol):
        return False
    if argument.left != "(":
        return head.tex == r"\mathbf 1"
    if head.tex in ("J", "A"):
        return True
    if head.tex in (r"\sigma", "g"):
        return head not in _parts(inside)
    return head.tex in ("f", "h", "p") and (
        isinstance(inside, Symbol | Script | Accent | Apply | Sequence)
        or (isinstance(inside, Chain) and inside.relations == (r"\mid",))
    )


def _parts(node: Node) -> list[Node]:
    """The factors of the terms."""
    terms = [term for _, term in node.terms] if isinstance(node, Sum) else [node]
    return [part for term in terms for part in _factors(term)]


def _factors(node: Node) -> list[Node]:
    return [factor for _, factor in node.factors] if isinstance(node, Product) else [node]


def _fraction(top: Node, bottom: Node) -> Node:
    """A derivative where it is written as one."""
    first, *rest = _factors(top)
    order: Node | None = None
    if isinstance(first, Script) and not first.sub:
        order = first.sup
        first = first.base
    by = _factors(bottom)
    if first not in (Symbol("d"), Symbol(r"\partial")) or set(by[::2]) != {first} or len(by) % 2:
        return Fraction(top, bottom)
    assert isinstance(first, Symbol)
    of = None if not rest else rest[0] if len(rest) == 1 else Product(tuple(("", r) for r in rest))
    return Derivative(first.tex, order, of, tuple(map(_times, by[1::2])))


def _times(by: Node) -> tuple[Node, Node | None]:
    r"""What stands behind the sign below, and how often: `z^2` is z, twice."""
    match by:
        case Script(base, sub, Symbol(tex), marks) if number(tex):
            return (Script(base, sub, None, marks) if sub or marks else base), Symbol(tex)
    return by, None
