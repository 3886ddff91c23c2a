"""From a text to lines: where its displays are, how they split into rows, sides and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lrproof.tex.errors import ReadError
from lrproof.tex.lexer import PARTNER, RELATIONS, Token, tokens

WRAPPERS = {
    "align", "aligned", "alignat", "alignedat", "flalign", "eqnarray", "gather", "gathered",
    "split", "multline", "equation", "displaymath", "math", "array",
}  # fmt: skip
_WITH_COLUMNS = {"array", "alignat", "alignedat"}
_MACROS = {r"\eqalign", r"\eqalignno", r"\displaylines"}

_DISPLAY = re.compile(
    r"\$\$(?P<dollars>.*?)\$\$"
    r"|\\\[(?P<brackets>.*?)\\\]"
    r"|^```+[ \t]*(?:math|latex|tex)[ \t]*\n(?P<fence>.*?)^```+[ \t]*$"
    r"|(?P<environment>\\begin\{(?P<name>(?:" + "|".join(sorted(WRAPPERS - {"array"})) + r")\*?)\}"
    r".*?\\end\{(?P=name)\})",
    re.DOTALL | re.MULTILINE,
)
_NOTE = re.compile(r"\\(?:text|mbox|textrm)\s*\{[^{}]*\}")
_ROWS = re.compile(r"\\\\|&")
_INLINE = re.compile(
    r"(?<![\\$])\$(?P<dollar>[^$\n]+?)\$(?!\$)|\\\((?P<bracket>.*?)\\\)", re.DOTALL
)


def displays(text: str) -> list[tuple[int, int]]:
    r"""Where the formulas of a text stand, as pairs of start and end.

    Displays (`$$…$$`, `\[…\]`, ```` ```math ````, environments) go before inline formulas
    with a relation. A text with neither, or with rows outside of them, is one formula as a whole.
    """
    found = [_inside(match) for match in _DISPLAY.finditer(text)]
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
    for start, end in displays(text):
        try:
            for line in _lines(text, tokens(text, start, end)):
                pieces = tuple(_pieces(_without_notes(line)))
                if pieces:
                    found.append(Row(line[0].start, pieces))
        except ReadError as error:
            found.append(Row(error.start, error=error))
    return found


def _lines(text: str, found: list[Token]) -> Iterator[list[Token]]:
    r"""Tokens between `\\`, with the environments around them taken off."""
    line: list[Token] = []
    around: list[tuple[str, Token, int]] = []
    inner: list[Token] = []
    depth = at = 0
    while at < len(found):
        token = found[at]
        at += 1
        name = token.text.rstrip("*")
        if token.kind == "begin" and name in WRAPPERS and not inner and not depth:
            around.append((token.text, token, depth))
            if name in _WITH_COLUMNS:
                at = _after_group(found, at)
            continue
        if token.kind == "command" and token.text in _MACROS and at < len(found):
            around.append((token.text, token, depth))
            if found[at].kind != "group":
                raise ReadError(f"{token.text} needs a {{…}} after it", text, token.start)
            depth += 1
            at += 1
            continue
        if token.kind == "end" and not inner:
            if not around or around[-1][0] != token.text:
                raise ReadError(
                    rf"\end{{{token.text}}} closes nothing that was begun",
                    text,
                    token.start,
                    token.end,
                )
            around.pop()
            continue
        if (
            token.kind == "end-group"
            and around
            and around[-1][0] in _MACROS
            and depth == around[-1][2] + 1
        ):
            around.pop()
            depth -= 1
            if line:
                yield line
            line = []
            continue
        depth += {"group": 1, "end-group": -1}.get(token.kind, 0)
        if depth < 0:
            raise ReadError("this } closes nothing that was opened", text, token.start, token.end)
        if token.kind == "begin":
            inner.append(token)
        elif token.kind == "end" and inner.pop().text != token.text:
            raise ReadError(rf"\end{{{token.text}}} closes another environment", text, token.start)
        flat = not inner and depth == (
            around[-1][2] + 1 if around and around[-1][0] in _MACROS else 0
        )
        if token.kind == "row" and flat:
            if line:
                yield line
            line = []
        else:
            line.append(token)
    for token in inner:
        raise ReadError(rf"\begin{{{token.text}}} is never closed", text, token.start, token.end)
    for name, token, _ in around:
        what = name if name in _MACROS else rf"\begin{{{name}}}"
        raise ReadError(f"{what} is never closed", text, token.start, token.end)
    if depth:
        opening = _unclosed(line)
        raise ReadError("this { is never closed", text, opening.start)
    if line:
        yield line


def _after_group(found: list[Token], at: int) -> int:
    if at < len(found) and found[at].kind == "group":
        while at < len(found) and found[at].kind != "end-group":
            at += 1
        at += 1
    return at


def _unclosed(line: list[Token]) -> Token:
    opened: list[Token] = []
    for token in line:
        if token.kind == "group":
            opened.append(token)
        elif token.kind == "end-group" and opened:
            opened.pop()
    return opened[-1] if opened else line[-1]


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
    opened: list[tuple[int, bool]] = []
    arguments: set[int] = set()
    for at, token in enumerate(line):
        if token.kind == "group":
            before = line[at - 1] if at else token
            taken = before.kind == "command" or before.text in "^_" or at - 1 in arguments
            opened.append((at, taken))
        elif token.kind == "end-group" and opened:
            start, taken = opened.pop()
            if taken:
                arguments.add(at)
            elif any(part.kind == "relation" for part in _flat(line[start + 1 : at])):
                drop |= {start, at}
    return [token for at, token in enumerate(line) if at not in drop]


def _flat(line: Iterable[Token]) -> Iterator[Token]:
    """The tokens that stand in no group, bracket or environment of their own."""
    depth = 0
    for token in line:
        depth += {"group": 1, "begin": 1, "end-group": -1, "end": -1}.get(token.kind, 0)
        if depth == 0:
            yield token


def strays(line: list[Token]) -> list[int]:
    """Places in a list of tokens of the brackets that have no partner."""
    opened: list[int] = []
    stray: list[int] = []
    for at, token in enumerate(line):
        if token.kind in ("group", "begin", "open"):
            opened.append(at)
        elif token.kind in ("end-group", "end"):
            while opened and line[opened[-1]].kind == "open":
                stray.append(opened.pop())
            if opened:
                opened.pop()
        elif token.kind == "close":
            floor = len(opened)
            while floor and line[opened[floor - 1]].kind == "open":
                floor -= 1
            partners = [at for at in opened[floor:] if PARTNER[line[at].text] == token.text]
            if not partners:
                stray.append(at)
                continue
            while opened[-1] != partners[-1]:
                stray.append(opened.pop())
            opened.pop()
    return sorted(stray + [at for at in opened if line[at].kind == "open"])


def _pieces(line: list[Token]) -> Iterator[Piece]:
    """The sides of a line, cut at relations that stand in no bracket."""
    stray = set(strays(line))
    relation: Token | None = None
    side: list[Token] = []
    depth = 0
    started = False
    for at, token in enumerate(line):
        if at not in stray:
            depth += {
                "group": 1, "begin": 1, "open": 1, "end-group": -1, "end": -1, "close": -1,
            }.get(token.kind, 0)  # fmt: skip
        if depth == 0 and token.kind == "relation":
            if side or started:
                yield Piece(relation, tuple(side))
            relation, side, started = token, [], True
        elif depth == 0 and (token.kind == "entails" or _separates(token, line[at + 1 :])):
            if side or started:
                yield Piece(relation, tuple(side))
            relation, side, started = None, [], False
        else:
            side.append(token)
    while side and side[-1].kind == "comma":
        side.pop()
    if side or started:
        yield Piece(relation, tuple(side))


def _separates(token: Token, rest: list[Token]) -> bool:
    """A comma or semicolon between two statements of one line."""
    return token.kind == "comma" and token.text in ",;" and any(t.kind == "relation" for t in rest)
