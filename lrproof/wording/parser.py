"""Reads TeX as it is laid out."""

from __future__ import annotations

import re

from lrproof.wording.meant import calls, fraction, product
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
from lrproof.wording.tokens import TEXT, Unspeakable, rows
from lrproof.wording.tree import (
    NOTHING,
    Accent,
    Apply,
    Big,
    Chain,
    Derivative,
    Fenced,
    Node,
    Root,
    Script,
    Sequence,
    Sum,
    Symbol,
    Table,
    Text,
)

_FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac"}
_DRESSES = {r"\mathbf", r"\mathrm", r"\mathbb", r"\mathcal"}
_SCRIPTS = {"_", "^", "'", "!"}
_ENVIRONMENT = re.compile(r"\\begin\s*\{(cases|bmatrix|pmatrix|matrix)\}")
_BARS = {"|", r"\|"}
_ENDS = {"", "}", ",", "&", r"\\", *_SCRIPTS, *RELATIONS, *SIGNS, *TIMES, *CLOSING} - _BARS


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
    return [_Parser(row).whole() for row in rows(tex)]


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = [*tokens, ""]
        self.at = 0
        self.bars = 0
        self.tried: dict[int, tuple[Fenced, int]] = {}

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
            if len(terms) > 1 and terms[-1][1] == NOTHING:
                raise Unspeakable(f"a term is missing behind {sign}")
        return terms[0][1] if len(terms) == 1 and not terms[0][0] else Sum(tuple(terms))

    def product(self, *, body: bool = False) -> Node:
        """Factors; the body of a sum ends before a dot and another sum."""
        if not self.begins() and self.next not in ("_", "^"):
            return NOTHING
        factors = [("", self.factor())]
        while self.begins() or (self.next and self.next in TIMES):
            if body and self.next in TIMES and self.ahead(r"\sum"):
                break
            joint = self.take() if self.next in TIMES else ""
            factors.append((joint, self.factor()))
        return product(factors)

    def begins(self) -> bool:
        """Whether a factor begins here."""
        token = self.next
        if token in _BARS:
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
            if calls(node, argument):
                return self.scripted(Apply(node, argument))
            self.tried[before] = argument, self.at
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
        while self.next in _SCRIPTS:
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
            return fraction(self.argument(), self.argument())
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
        if token.startswith(TEXT + "{"):
            return Text(token[len(TEXT) + 1 : -1].strip())
        if environment := _ENVIRONMENT.fullmatch(token):
            return self.table(environment[1])
        if token in SYMBOLS or token in FUNCTIONS or letter(token) or number(token):
            return Symbol(token)
        raise Unspeakable(f"{token or 'a missing piece'} has no form in text or in words")

    def fenced(self) -> Fenced:
        if self.at in self.tried:
            node, self.at = self.tried[self.at]
            return node
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
