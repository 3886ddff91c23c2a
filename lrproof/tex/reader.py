"""A text to relations between formulas: rows, chains, and the one balanced reading of a side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lrproof.tex.bounds import AXIS, LEAST_WORK, MOST_WORK, work
from lrproof.tex.choices import Choices, counted
from lrproof.tex.displays import Formula
from lrproof.tex.errors import Misfit, ReadError, place
from lrproof.tex.expression import (
    At,
    BigSum,
    Comparison,
    Derivative,
    Expression,
    IndexLetter,
    Indicator,
    Minimizer,
    Number,
    Sum,
    Symbol,
    multiplied,
    renamed,
)
from lrproof.tex.layout import Piece, Row, rows
from lrproof.tex.lexer import RELATIONS, Token
from lrproof.tex.shapes import COLUMN, NUMBER, ROW, fits, shown
from lrproof.tex.sides import Side, entered, other_sides, read_side
from lrproof.tex.traced import Traced
from lrproof.tex.vocabulary import Vocabulary

__all__ = ["Reading", "Relation", "Side", "entered", "read", "read_formula"]
ONE_MINIMUM = "argmin stands on one side of an equality, and a formula on the other"


@dataclass(frozen=True)
class Relation:
    """Two neighbours of a chain. Rows and relations are counted from 1.

    `symbol` is one of `=`, `<`, `<=`, `>`, `>=`, `!=`, `~` (approximately).
    """

    row: int
    number: int
    symbol: str
    left: Side
    right: Side
    line: int
    column: int


@dataclass(frozen=True)
class Reading:
    """All relations of a text in reading order, and what stands outside any relation."""

    relations: tuple[Relation, ...]
    errors: tuple[ReadError, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Every side once, in reading order."""
        found: dict[int, Side] = {}
        for relation in self.relations:
            found[relation.left.start] = relation.left
            found[relation.right.start] = relation.right
        return tuple(found.values())


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Reads a derivation, or any text with formulas in it.

    A row that begins with a relation continues the row before; a row that begins with a sign
    and has no relation continues its last side. What cannot be read is kept as an error at its
    place, and the rest is read all the same.
    """
    return _Chains(text, vocabulary).read(rows(text))


def read_formula(text: str, vocabulary: Vocabulary) -> Expression:
    """Reads one formula without a relation.

    Raises:
        ReadError: The text is no formula, more than one, or has a relation.
    """
    found = rows(text, [Formula(Traced.of(text))])
    for row in found:
        if row.error:
            raise row.error
    if len(found) != 1 or len(found[0].pieces) != 1 or found[0].pieces[0].relation:
        raise ReadError("expected one formula without a relation", text, 0)
    tokens = found[0].pieces[0].tokens
    choices = Choices(counted(tokens, vocabulary))
    side = read_side(text, tokens, vocabulary, len(text), choices)
    if side.expression is None:
        assert side.error is not None
        raise side.error
    if isinstance(side.expression, Minimizer):
        raise ReadError(ONE_MINIMUM, text, side.start)
    return side.expression


class _Chains:
    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.relations: list[Relation] = []
        self.errors: list[ReadError] = []
        self.last: Side | None = None
        self.alone = False
        self.work = 0
        self.made = 0
        self.counts: dict[str, str] = {}

    def read(self, found: Sequence[Row]) -> Reading:
        tokens = [token for row in found for piece in row.pieces for token in piece.tokens]
        self.counts = counted(tokens, self.vocabulary)
        in_prose = any(not row.aside for row in found)
        for number, row in enumerate(_continued(found), start=1):
            before = self.last, self.alone
            relations, errors = len(self.relations), len(self.errors)
            aside = row.aside and not (row.pieces and row.pieces[0].relation)
            if aside:
                self.alone = False
            if row.error:
                self.flush()
                self.errors.append(row.error)
                self.last = None
            for piece in row.pieces:
                if self.work <= MOST_WORK:
                    self.add(number, row, piece)
            if aside:
                self.flush()
                self.last, self.alone = before
            if aside and in_prose and self.unread(relations, errors):
                # What a sentence says of other things stands in the way of no derivation.
                del self.relations[relations:], self.errors[errors:]
        self.flush()
        return Reading(tuple(self.relations), tuple(self.errors))

    def unread(self, relations: int, errors: int) -> bool:
        """Whether something could not be read since there were so many relations and errors.

        A new name that is given a value is not that: the text defines it.
        """
        sides = [relation.right for relation in self.relations[relations:]]
        return len(self.errors) > errors or any(side.expression is None for side in sides)

    def side(self, piece: Piece, after: int) -> Side:
        """A side; its letters count what they do there, or else in the text."""
        choices = Choices(counted(piece.tokens, self.vocabulary, self.counts))
        return read_side(self.text, piece.tokens, self.vocabulary, after, choices)

    def affordable(self, side: Side) -> Side:
        """The side, unless all sides up to it take too long to compute."""
        if side.expression is None:
            return side
        entries = 1 if side.shape == NUMBER else AXIS
        self.work += LEAST_WORK + entries * work(side.expression, self.vocabulary)
        if self.work <= MOST_WORK:
            return side
        error = ReadError("all formulas up to here take too long to compute", self.text, side.start)
        return replace(side, expression=None, error=error)

    def flush(self) -> None:
        """Notes a formula that stands in no relation."""
        if self.alone and self.last is not None:
            message = "a formula stands alone here: there is no relation such as = to check"
            self.errors.append(self.last.error or ReadError(message, self.text, self.last.start))
        self.alone = False

    def add(self, number: int, row: Row, piece: Piece) -> None:
        after = piece.relation.end if piece.relation else row.start
        side = self.affordable(self.side(piece, after))
        if piece.relation is None:
            self.flush()
            self.alone = True
        elif self.last is None:
            message = "a relation continues the line before, but there is none"
            self.errors.append(
                ReadError(message, self.text, piece.relation.start, piece.relation.end)
            )
        else:
            for left, symbol, right in self.related(self.last, piece.relation, side):
                if row.case:
                    left, right = self.in_case(left, right, row.case)
                line, column = place(self.text, piece.relation.start)
                count = len(self.relations) + 1
                self.relations.append(Relation(number, count, symbol, left, right, line, column))
            self.alone = False
        self.last = side

    def in_case(self, left: Side, right: Side, case: tuple[str, str, str]) -> tuple[Side, Side]:
        """Two sides where two indices are equal, or where they are not."""
        first, symbol, second = case
        sides = [side.expression for side in (left, right) if side.expression is not None]
        free = frozenset[str]().union(*(side.free for side in sides))
        if len(sides) < 2 or not {first, second} <= free:
            return left, right
        parts = (part for side in sides for part in side.walk())
        bound = any(isinstance(part, BigSum) and part.index == first for part in parts)
        compared = Comparison(IndexLetter(first), symbol, IndexLetter(second))

        def made(side: Side, found: Expression) -> Side:
            self.made += 1
            if symbol == "=" and not bound:
                found = renamed(found, second, first)
            else:
                found = multiplied((Indicator(compared, start=found.start), found), found.start)
            return replace(side, start=-self.made, expression=found)

        return made(left, sides[0]), made(right, sides[1])

    def related(self, left: Side, relation: Token, right: Side) -> list[tuple[Side, str, Side]]:
        """What a relation says of two sides: itself, an update, or where a minimum is."""
        symbol = RELATIONS[relation.text]
        if left.expression is None or right.expression is None:
            return [(left, "=" if symbol == ":=" else symbol, right)]
        if not _fit(left, right):
            left, right = self.fitted(left, right)
        if not _fit(left, right):
            error: ReadError = self.misfit(left, relation, right)
            return [(left, symbol, replace(right, expression=None, error=error))]
        claims = [
            (side.expression, side, other)
            for side, other in ((left, right), (right, left))
            if isinstance(side.expression, Minimizer)
        ]
        if claims and (len(claims) > 1 or symbol not in ("=", ":=")):
            error = ReadError(ONE_MINIMUM, self.text, relation.start, relation.end)
            return [(left, symbol, replace(right, expression=None, error=error))]
        if claims:
            return self.minimal(*claims[0])
        if symbol == ":=" or (symbol == "=" and _is_step(left, right)):
            return [(_stepped(left, right, self.vocabulary), "=", right)]
        return [(left, symbol, right)]

    def fitted(self, left: Side, right: Side) -> tuple[Side, Side]:
        """Two sides in the first readings whose shapes fit; as they are, if there are none."""
        chained = bool(self.relations) and self.relations[-1].right is left
        lefts, rights = (
            [side, *(() if kept else other_sides(side, beside, self.text, self.vocabulary))]
            for side, beside, kept in ((left, right, chained), (right, left, False))
        )
        pairs = [(one, other) for one in lefts for other in rights]
        return next((pair for pair in pairs if all(s.expression for s in pair) and _fit(*pair)),
                    (left, right))  # fmt: skip

    def misfit(self, left: Side, relation: Token, right: Side) -> Misfit:
        """Sides of different shapes."""
        one, other = shown(left.shape), shown(right.shape)
        turned = all(map(fits, left.shape, reversed(right.shape)))
        return Misfit(
            f"the left side is {one}, the right one {other}",
            self.text, relation.start, relation.end,
            left=one, right=other, transposed="second" if turned else "",
        )  # fmt: skip

    def minimal(self, claim: Minimizer, left: Side, right: Side) -> list[tuple[Side, str, Side]]:
        """The slopes are 0 there, and nowhere is the value smaller."""
        assert right.expression is not None
        slope = Derivative(claim.body, (claim.symbol,), start=left.start)
        letters = tuple(index for index in claim.symbol.indices if index in (ROW, COLUMN))

        def made(expression: Expression) -> Side:
            # Sides are told apart by where they start, and this one stands nowhere in the text.
            self.made += 1
            return replace(left, start=-self.made, expression=expression)

        slope_there, value_there = (
            made(At(body, claim.symbol, letters, right.expression, start=left.start))
            for body in (slope, claim.body)
        )
        zero = replace(right, start=made(claim).start, expression=Number(Fraction(0)))
        anywhere = replace(made(claim.body), tex=right.tex)
        return [(slope_there, "=", zero), (value_there, "<=", anywhere)]


def _fit(left: Side, right: Side) -> bool:
    """Whether sides have one shape; 0 has any."""
    if Number(Fraction(0)) in (left.expression, right.expression):
        return True
    return all(map(fits, left.shape, right.shape))


def _is_step(left: Side, right: Side) -> bool:
    r"""Whether `w = w - \alpha g` stands here, which is no equation but an assignment."""
    terms = right.expression.terms if isinstance(right.expression, Sum) else ()
    return isinstance(left.expression, Symbol) and terms[:1] == (left.expression,)


def _stepped(side: Side, other: Side, vocabulary: Vocabulary) -> Side:
    """What an update rule makes of a quantity, where the setting says so; by one example too."""
    found = side.expression
    if isinstance(found, Symbol) and found.name in vocabulary.steps and other.expression:
        name = vocabulary.steps[found.name]
        examples = other.expression.free - found.free - {ROW}
        if len(examples) == 1 and f"{name}one" in vocabulary.axes:
            found = replace(found, name=f"{name}one", indices=(*found.indices, *examples))
        else:
            found = replace(found, name=name)
    return replace(side, expression=found)


def _continued(found: Sequence[Row]) -> list[Row]:
    """Joins a row such as `+ (1-y)x` to the side before it; it stays as an empty row."""
    joined: list[Row] = []
    before = 0
    for row in found:
        if joined and _only_terms(row) and len(joined[before].pieces) > 1:
            *others, last = joined[before].pieces
            longer = Piece(last.relation, last.tokens + row.pieces[0].tokens)
            joined[before] = replace(joined[before], pieces=(*others, longer))
            joined.append(Row(row.start))
        else:
            before = len(joined)
            joined.append(row)
    return joined


def _only_terms(row: Row) -> bool:
    """Whether a row has no relation and begins with a sign."""
    if len(row.pieces) != 1 or row.pieces[0].relation or not row.pieces[0].tokens:
        return False
    first = row.pieces[0].tokens[0]
    return first.kind == "times" or first.text in ("+", "-")
