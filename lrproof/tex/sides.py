"""One side of a relation: its plain reading, other readings of it, its one balanced reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lrproof.tex.bounds import excess
from lrproof.tex.brackets import strays
from lrproof.tex.choices import Choices
from lrproof.tex.entries import Entry, entry
from lrproof.tex.errors import Misfit, ReadError, place
from lrproof.tex.expression import Expression
from lrproof.tex.lexer import PARTNER, Token
from lrproof.tex.parser import Parser
from lrproof.tex.shapes import NUMBER, Shape
from lrproof.tex.vocabulary import Vocabulary

MOST_STRAYS = 8


@dataclass(frozen=True)
class Side:
    """One side of a relation: the formula that was read, or the error; notes say how.

    Of an array it is the formula of the entry in row r and column s; `written` is the formula
    with its arrays, which is there also if their shapes do not fit. `choices` says which reading
    was taken, and `open` where there is another one.
    """

    tex: str
    start: int
    expression: Expression | None
    error: ReadError | None = None
    notes: tuple[str, ...] = ()
    shape: Shape = NUMBER
    written: Expression | None = None
    choices: Choices = field(default_factory=Choices, compare=False, repr=False)
    open: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    tokens: tuple[Token, ...] = field(default=(), compare=False, repr=False)


def read_side(
    text: str, tokens: Sequence[Token], vocabulary: Vocabulary, after: int, choices: Choices
) -> Side:
    """Reads a side; where its shapes do not fit, in the first way in which they do."""
    if not tokens:
        error = ReadError(
            "a formula is missing after this relation", text, max(after - 1, 0), after
        )
        return Side("", after, None, error)
    side = _read(text, tokens, vocabulary, choices)
    if not isinstance(side.error, Misfit):
        return side
    open_ = side.open | {"columns", "layout"}
    others = (_read(text, tokens, vocabulary, other) for other in choices.others(open_))
    return next((other for other in others if other.expression is not None), side)


def other_sides(side: Side, beside: Side, text: str, vocabulary: Vocabulary) -> Iterator[Side]:
    """The other readings of a side; of any one example, if what it stands beside is."""
    generic = beside.choices.generic
    if generic != side.choices.generic:
        yield _read(text, side.tokens, vocabulary, replace(side.choices, generic=generic))
    for choices in side.choices.others(side.open - {"generic"}):
        yield _read(text, side.tokens, vocabulary, choices)


def entered(
    written: Expression, vocabulary: Vocabulary, text: str, choices: Choices | None = None
) -> Entry:
    """The formula of an entry of what was written, if it is not too large.

    Raises:
        Misfit: Shapes do not fit.
        ReadError: It is too large, or has an array where one number is needed.
    """
    result = entry(written, vocabulary, text, choices or Choices())
    found = excess(result.expression, vocabulary)
    if found:
        part, message = found
        raise ReadError(message, text, part.start)
    return result


def _read(text: str, tokens: Sequence[Token], vocabulary: Vocabulary, choices: Choices) -> Side:
    """A side in one of its readings, or why it is none."""
    try:
        stray = strays(list(tokens))
        if stray:
            return _balanced(text, tokens, stray, vocabulary, choices)
        return _taken(text, tokens, vocabulary, choices)
    except ReadError as error:
        return Side(text[tokens[0].start : tokens[-1].end], tokens[0].start, None, error)


def _taken(text: str, tokens: Sequence[Token], vocabulary: Vocabulary, choices: Choices) -> Side:
    """A side whose brackets are balanced; one that was written, and does not fit, has an error."""
    parser = Parser(text, tokens, vocabulary, choices)
    written = parser.read()
    side = Side(
        text[tokens[0].start : tokens[-1].end], tokens[0].start, None,
        written=written, choices=choices, tokens=tuple(tokens),
    )  # fmt: skip
    try:
        found = entered(written, vocabulary, text, choices)
    except ReadError as error:
        return replace(side, error=error, open=frozenset(parser.open))
    notes = tuple(dict.fromkeys((*parser.notes, *found.notes)))
    return replace(
        side,
        expression=found.expression,
        shape=found.shape,
        notes=notes,
        open=found.open | parser.open,
    )


def _balanced(
    text: str,
    tokens: Sequence[Token],
    stray: list[int],
    vocabulary: Vocabulary,
    choices: Choices,
) -> Side:
    """Reads a side without its stray brackets and with their partners at the ends.

    Only if both readings are the same formula, or one of them is none, is it taken.
    """
    start = tokens[0].start
    tex = text[start : tokens[-1].end]
    brackets = [tokens[at] for at in stray]
    if len(stray) > MOST_STRAYS:
        message = f"unbalanced: {len(stray)} brackets have no partner"
        raise ReadError(message, text, brackets[0].start, brackets[0].end)
    named = " and ".join(
        "`{}` at line {}, column {}".format(token.text, *place(text, token.start))
        for token in brackets
    )
    if brackets[-1].end == tokens[-1].end and brackets[-1].kind == "open":
        message = f"unbalanced: {named} has no partner, and nothing stands behind it"
        raise ReadError(message, text, brackets[-1].start, brackets[-1].end)
    opening = {close: open_ for open_, close in PARTNER.items()}
    before = [Token("open", opening[t.text], start, start) for t in brackets if t.kind == "close"]
    end = tokens[-1].end
    behind = [Token("close", PARTNER[t.text], end, end) for t in brackets if t.kind == "open"]
    dropped = set(stray)
    without = [token for at, token in enumerate(tokens) if at not in dropped]
    readings: dict[Expression, Side] = {}
    for candidate in (without, [*reversed(before), *tokens, *reversed(behind)]):
        try:
            side = _taken(text, candidate, vocabulary, choices)
        except ReadError:
            continue
        if side.expression is not None:
            readings.setdefault(side.expression, side)
    if len(readings) == 1:
        (side,) = readings.values()
        note = f"unbalanced: {named} has no partner; the line was read as if it were not there"
        return replace(side, tex=tex, start=start, notes=(note, *side.notes))
    message = f"unbalanced: {named} has no partner"
    if len(readings) > 1:
        message += ", and it matters where the partner stands"
    return Side(tex, start, None, ReadError(message, text, brackets[0].start, brackets[0].end))
