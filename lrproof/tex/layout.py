"""From a text to lines: where its displays are, how they split into rows, sides and relations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lrproof.tex.errors import ReadError
from lrproof.tex.lexer import MOST_TOKENS, PARTNER, RELATIONS, Token, tokens, too_many

WRAPPERS = {
    "align", "aligned", "alignat", "alignedat", "flalign", "eqnarray", "gather", "gathered",
    "split", "multline", "equation", "displaymath", "math", "array",
}  # fmt: skip
_WITH_COLUMNS = {"array", "alignat", "alignedat"}
_MACROS = {r"\eqalign", r"\eqalignno", r"\displaylines"}

_OPENING = re.compile(
    r"\$\$|\\\[|^```+[ \t]*(?:math|latex|tex)[ \t]*\n"
    r"|\\begin\{(?P<name>(?:" + "|".join(sorted(WRAPPERS - {"array"})) + r")\*?)\}",
    re.MULTILINE,
)
_FENCE_END = re.compile(r"^```+[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"\\(?:text|mbox|textrm)\s*\{[^{}]*\}")
_ROWS = re.compile(r"\\\\|&")
_INLINE = re.compile(
    r"(?<![\\$])\$(?P<dollar>[^$\n]+?)\$(?!\$)|\\\((?P<bracket>(?:[^\\]|\\[^()])*+)\\\)"
)


def displays(text: str) -> list[tuple[int, int]]:
    r"""Where the formulas of a text stand, as pairs of start and end.

    Displays (`$$…$$`, `\[…\]`, ```` ```math ````, environments) go before inline formulas
    with a relation. A text with neither, or with rows outside of them, is one formula as a whole.
    """
    found = list(_displays(text))
    if found:
        return found
    bare = _NOTE.sub(lambda note: " " * len(note[0]), text)
    found = [
        span
        for match in _INLINE.finditer(bare)
        if any(sign in text[slice(*(span := _inside(match)))] for sign in RELATIONS)
    ]
    outside = _INLINE.sub("", bare)
    return found if found and not _ROWS.search(outside) else [(0, len(text))]


def _displays(text: str) -> Iterator[tuple[int, int]]:
    """From each opening to what closes it; one that is never closed is not looked for again."""
    missing: set[re.Pattern[str]] = set()
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        closing = _closing(opening)
        if closing in missing:
            continue
        found = closing.search(text, at)
        if found is None:
            missing.add(closing)
        elif opening["name"]:
            yield opening.start(), found.end()
        else:
            yield opening.end(), found.start()
        at = found.end() if found else at


def _closing(opening: re.Match[str]) -> re.Pattern[str]:
    if opening["name"]:
        return re.compile(re.escape(rf"\end{{{opening['name']}}}"))
    if opening[0].startswith("`"):
        return _FENCE_END
    return re.compile(re.escape({"$$": "$$", r"\[": r"\]"}[opening[0]]))


def _inside(match: re.Match[str]) -> tuple[int, int]:
    group = next(name for name, value in match.groupdict().items() if value is not None)
    return match.span(group)


@dataclass(frozen=True)
class Piece:
    """The tokens of one side, and the relation before it (None at the start of a chain)."""

    relation: Token | None
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Row:
    """One line of a derivation: its sides in reading order, or why it has none."""

    start: int
    pieces: tuple[Piece, ...] = ()
    error: ReadError | None = None


def rows(text: str) -> list[Row]:
    """The lines of all formulas of a text; empty ones do not count."""
    found: list[Row] = []
    count = 0
    for start, end in displays(text):
        try:
            pieces_of_tex = tokens(text, start, end)
            count += len(pieces_of_tex)
            if count > MOST_TOKENS:
                found.append(Row(start, error=too_many(text, start)))
                break
            for line in _lines(text, pieces_of_tex):
                pieces = tuple(_pieces(_without_notes(line)))
                if pieces:
                    found.append(Row(line[0].start, pieces))
        except ReadError as error:
            found.append(Row(error.start, error=error))
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
        r"""Whether a token begins a wrapper: an environment around rows, or `\\eqalign`."""
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
        if token.kind == "text" and not depth and kept and _NOTES.match(token.text):
            break
        kept.append(token)
    return _transparent(kept)


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


def strays(line: list[Token]) -> list[int]:
    """Places in a list of tokens of the brackets that have no partner."""
    levels: list[_Level] = [_Level()]
    stray: list[int] = []
    for at, token in enumerate(line):
        if token.kind in ("group", "begin"):
            levels.append(_Level())
        elif token.kind in ("end-group", "end"):
            stray += levels.pop().opened if len(levels) > 1 else []
        elif token.kind == "open":
            levels[-1].opened.append(at)
            levels[-1].awaited[PARTNER[token.text]] += 1
        elif token.kind == "close" and not levels[-1].awaited[token.text]:
            stray.append(at)
        elif token.kind == "close":
            stray += levels[-1].closed(line, token)
    return sorted(stray + [at for level in levels for at in level.opened])


@dataclass(slots=True)
class _Level:
    """The open brackets directly inside one group, and how many of each sign would close them."""

    opened: list[int] = field(default_factory=list)
    awaited: Counter[str] = field(default_factory=Counter)

    def closed(self, line: list[Token], token: Token) -> list[int]:
        """Takes back the brackets up to the partner of this one; those between are stray."""
        between: list[int] = []
        while True:
            at = self.opened.pop()
            partner = PARTNER[line[at].text]
            self.awaited[partner] -= 1
            if partner == token.text:
                return between
            between.append(at)


def _pieces(line: list[Token]) -> Iterator[Piece]:
    """The sides of a line, cut at relations that stand in no bracket."""
    stray = set(strays(line))
    relation: Token | None = None
    side: list[Token] = []
    depth = 0
    started = False
    last = max((at for at, token in enumerate(line) if token.kind == "relation"), default=-1)
    for at, token in enumerate(line):
        if at not in stray:
            depth += {
                "group": 1, "begin": 1, "open": 1, "end-group": -1, "end": -1, "close": -1,
            }.get(token.kind, 0)  # fmt: skip
        if depth == 0 and token.kind == "relation":
            if side or started:
                yield Piece(relation, tuple(side))
            relation, side, started = token, [], True
        elif depth == 0 and (
            token.kind == "entails" or (at < last and token.kind == "comma" and token.text in ",;")
        ):
            if side or started:
                yield Piece(relation, tuple(side))
            relation, side, started = None, [], False
        else:
            side.append(token)
    while side and side[-1].kind == "comma":
        side.pop()
    if side or started:
        yield Piece(relation, tuple(side))
