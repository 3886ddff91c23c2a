"""From a text to lines: how its formulas split into rows, sides and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lrproof.tex.brackets import strays
from lrproof.tex.displays import WRAPPERS, Formula, formulas
from lrproof.tex.errors import ReadError
from lrproof.tex.habits import usual
from lrproof.tex.lexer import DEPTH, MOST_TOKENS, Token, tokens, too_many

CONDITIONAL = (
    "this is said of one label alone, so it is not judged: write it with y in it, or as cases"
)
_WITH_COLUMNS = {"array", "alignat", "alignedat"}
_MACROS = {r"\eqalign", r"\eqalignno", r"\displaylines"}


@dataclass(frozen=True)
class Piece:
    """The tokens of one side, and the relation before it (None at the start of a chain)."""

    relation: Token | None
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Row:
    """One line of a derivation: its sides in reading order, or why it has none.

    A display does not continue an aside, which is a formula inside a sentence. A line may be said
    of a case alone: `("i", "=", "j")`.
    """

    start: int
    pieces: tuple[Piece, ...] = ()
    error: ReadError | None = None
    aside: bool = False
    case: tuple[str, str, str] | None = None


def rows(text: str, given: Sequence[Formula] | None = None) -> list[Row]:
    """The lines of all formulas of a text, or of those given; empty ones do not count."""
    return list(_all_rows(text) if given is None else _rows(text, given))


@lru_cache(maxsize=4)
def _all_rows(text: str) -> tuple[Row, ...]:
    # A text is read in one setting after the other, and its lines are the same in all.
    return tuple(_rows(text, formulas(text)))


def _rows(text: str, given: Iterable[Formula]) -> list[Row]:
    found: list[Row] = []
    count = 0
    said: tuple[str, str, str] | None = None
    for formula in given:
        try:
            if formula.conditional:
                raise ReadError(CONDITIONAL, text, *formula.piece.origin(0, 1))
            pieces_of_tex = tokens(formula.piece)
            count += len(pieces_of_tex)
            if count > MOST_TOKENS:
                start = formula.piece.starts[0]
                found.append(Row(start, error=too_many(text, start)))
                break
            for line in _lines(text, usual(pieces_of_tex)):
                kept, case = _without_case(line)
                pieces = tuple(_pieces(_without_notes(kept))) if kept else ()
                if case and not pieces:
                    said = case
                if any(token.kind in _MEANING for piece in pieces for token in piece.tokens):
                    found.append(Row(line[0].start, pieces, None, formula.aside, case or said))
        except ReadError as error:
            found.append(Row(error.start, error=error, aside=formula.aside))
    return found


def _lines(text: str, found: list[Token]) -> Iterator[list[Token]]:
    r"""Tokens between `\\`, with the environments around them taken off."""
    wrapping = _Wrapping(text)
    line: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        if wrapping.opens(token):
            at = wrapping.open(found, at)
            continue
        at += 1
        closes = wrapping.closes(token)
        if not closes:
            wrapping.count(token)
        if closes or (token.kind == "row" and wrapping.flat):
            if line and token.kind != "end":
                yield line
                line = []
        else:
            line.append(token)
    wrapping.finish(found)
    if line:
        yield line


class _Wrapping:
    """The environments and braces that are open around a place in a display."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.around: list[Token] = []
        self.inner: list[Token] = []
        self.depth = 0

    @property
    def flat(self) -> bool:
        """Whether this place is inside wrappers alone, so that a row may end here."""
        return not self.inner and not self.depth

    def error(self, message: str, token: Token) -> ReadError:
        return ReadError(message, self.text, token.start, token.end)

    def opens(self, token: Token) -> bool:
        r"""Whether a token begins a wrapper: an environment around rows, or `\eqalign`."""
        if token.kind == "command":
            return token.text in _MACROS
        return token.kind == "begin" and token.text.rstrip("*") in WRAPPERS and self.flat

    def open(self, found: list[Token], at: int) -> int:
        """Passes the beginning of a wrapper, with its columns."""
        token = found[at]
        self.around.append(token)
        if token.kind == "command":
            if at + 1 == len(found) or found[at + 1].kind != "group":
                raise self.error(f"{token.text} needs a {{…}} after it", token)
            return at + 2
        return _after_group(found, at + 1) if token.text.rstrip("*") in _WITH_COLUMNS else at + 1

    def closes(self, token: Token) -> bool:
        """Takes off the innermost wrapper if a token ends it."""
        if not self.flat or token.kind not in ("end", "end-group"):
            return False
        last = self.around[-1] if self.around else None
        if token.kind == "end" and (last is None or last.text != token.text):
            raise self.error(rf"\end{{{token.text}}} closes nothing that was begun", token)
        if token.kind == "end-group" and (last is None or last.kind != "command"):
            raise self.error("this } closes nothing that was opened", token)
        self.around.pop()
        return True

    def count(self, token: Token) -> None:
        """Notes what a token inside the wrappers opens or closes."""
        self.depth += {"group": 1, "end-group": -1}.get(token.kind, 0)
        if self.depth < 0:
            raise self.error("this } closes nothing that was opened", token)
        if token.kind == "begin":
            self.inner.append(token)
        elif token.kind == "end":
            if not self.inner:
                raise self.error(rf"\end{{{token.text}}} closes nothing that was begun", token)
            if self.inner.pop().text != token.text:
                raise self.error(rf"\end{{{token.text}}} closes another environment", token)

    def finish(self, found: list[Token]) -> None:
        """Complains about what is still open at the end."""
        for token in (*self.inner, *self.around):
            what = token.text if token.kind == "command" else rf"\begin{{{token.text}}}"
            raise self.error(f"{what} is never closed", token)
        if self.depth:
            opening = _unclosed(found)
            raise ReadError("this { is never closed", self.text, opening.start)


def _after_group(found: list[Token], at: int) -> int:
    if at < len(found) and found[at].kind == "group":
        while at < len(found) and found[at].kind != "end-group":
            at += 1
        at += 1
    return at


def _unclosed(found: list[Token]) -> Token:
    """The innermost brace that is left open; one is."""
    opened: list[Token] = []
    for token in found:
        if token.kind == "group":
            opened.append(token)
        elif token.kind == "end-group" and opened:
            opened.pop()
    return opened[-1]


_MEANING = ("name", "number", "word", "command", "bar", "begin", "sign")
"""What a line has that is more than a bracket and words: `repeat \\{`."""
_CASES = {"=": "=", r"\ne": "!=", r"\neq": "!="}


def _without_case(line: list[Token]) -> tuple[list[Token], tuple[str, str, str] | None]:
    r"""A line without the `(i = j)` or `\text{if } i \ne j` that it begins or ends with."""
    plain = [at for at, token in enumerate(line) if token.kind != "align"]
    for at, middle in list(enumerate(plain))[1:-1]:
        first, last = plain[at - 1], plain[at + 1]
        letters = [line[place] for place in (first, last)]
        if line[middle].text not in _CASES or any(
            token.kind != "name" or token.text not in _COUNTERS for token in letters
        ):
            continue
        around = [token.kind in _AROUND for token in line]
        while first and around[first - 1] and line[first - 1].kind != "close":
            first -= 1
        while last + 1 < len(line) and around[last + 1] and line[last + 1].kind != "open":
            last += 1
        if first == 0 or last + 1 == len(line):
            case = letters[0].text, _CASES[line[middle].text], letters[1].text
            return [*line[:first], *line[last + 1 :]], case
    return line, None


_COUNTERS = frozenset("ijklcnpqst")
_AROUND = ("open", "close", "comma", "text", "align")
_DEFINITE = (r"\succeq", r"\succ", r"\preceq", r"\prec")
"""That a matrix is definite is not judged."""
_NOTES = re.compile(r"\W*(where|with|since|because|for|using|by|as|so|and|note)\b", re.IGNORECASE)


def _without_notes(line: list[Token]) -> list[Token]:
    r"""The mathematics of a line: `&` goes, and all from `&&` or a `\text{where …}` on."""
    kept: list[Token] = []
    depth = 0
    for token, after in zip(line, [*line[1:], None], strict=True):
        depth += {"begin": 1, "end": -1}.get(token.kind, 0)
        if token.kind == "align" and not depth:
            if after is not None and after.kind == "align" and kept:
                break
            continue
        note = token.kind == "text" and kept and _NOTES.match(token.text)
        if not depth and (note or token.text in _DEFINITE):
            break
        kept.append(token)
    return _transparent(_without_domain(kept))


def _without_domain(line: list[Token]) -> list[Token]:
    r"""The line without `y_i \in \{-1, 1\}` and the like, each up to the set or the next comma."""
    kept: list[Token] = []
    depth = clause = at = 0
    while at < len(line):
        token = line[at]
        depth += DEPTH.get(token.kind, 0) + {"begin": 1, "end": -1}.get(token.kind, 0)
        if depth or token.text not in (r"\in", r"\forall"):
            kept.append(token)
            if not depth and (token.kind == "entails" or token.text in (",", ";")):
                clause = len(kept)
            at += 1
            continue
        if any(before.kind == "relation" for before in kept[clause:]):
            return kept[:clause] if clause else kept
        del kept[clause:]
        at = _after_set(line, at + 1)
    while kept and kept[-1].kind == "comma":
        kept.pop()
    return kept


def _after_set(line: list[Token], at: int) -> int:
    """Where the set that begins here ends: behind its bracket, else before the next comma."""
    depth = 0
    while at < len(line) and (depth or line[at].kind not in ("comma", "entails")):
        depth += DEPTH.get(line[at].kind, 0)
        at += 1
        if not depth and line[at - 1].kind == "close":
            break
    return at


def _transparent(line: list[Token]) -> list[Token]:
    r"""`\boxed{a = b}` and `{a = b}`: free-standing braces around a relation go."""
    drop: set[int] = set()
    opened: list[_Group] = []
    arguments: set[int] = set()
    for at, token in enumerate(line):
        if token.kind in ("group", "begin"):
            before = line[at - 1] if at else token
            taken = before.kind == "command" or before.text in "^_" or at - 1 in arguments
            opened.append(_Group(at, taken or token.kind == "begin"))
        elif token.kind in ("end-group", "end") and opened:
            group = opened.pop()
            if group.taken:
                arguments.add(at)
            elif group.relation:
                drop |= {group.start, at}
        elif token.kind == "relation" and opened:
            opened[-1].relation = True
    return [token for at, token in enumerate(line) if at not in drop]


@dataclass(slots=True)
class _Group:
    """An open brace: where, whether it is an argument, whether a relation stands in it."""

    start: int
    taken: bool
    relation: bool = False


def _pieces(line: list[Token]) -> Iterator[Piece]:
    """The sides of a line, cut at relations that stand in no bracket."""
    stray = set(strays(line))
    relation: Token | None = None
    side: list[Token] = []
    depth = 0
    last = max((at for at, token in enumerate(line) if token.kind == "relation"), default=-1)
    for at, token in enumerate(line):
        if at not in stray:
            depth += DEPTH.get(token.kind, 0) + {"begin": 1, "end": -1}.get(token.kind, 0)
        related = token.kind == "relation"
        separates = at < last and token.kind == "comma" and token.text in ",;:"
        if depth or not (related or separates or token.kind == "entails"):
            side.append(token)
            continue
        if side or relation:
            yield Piece(relation, tuple(side))
        relation, side = token if related else None, []
    while side and side[-1].kind == "comma":
        side.pop()
    if side or relation:
        yield Piece(relation, tuple(side))
