"""TeX to tokens: decoration is dropped here, so that the parser sees mathematics only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lrproof.tex.errors import ReadError
from lrproof.tex.plain import as_tex
from lrproof.tex.traced import Traced

LONGEST_TEXT = 40_000
MOST_TOKENS = 5_000
LONGEST_NAME = 40
"""Up to this length what is in braces may be a name in a dress, as in `\\mathbf{\\hat{y}}`."""

RELATIONS = {
    "=": "=",
    r"\equiv": "=",
    r"\triangleq": "=",
    r"\coloneqq": ":=",
    ":=": ":=",
    r"\leftarrow": ":=",
    r"\gets": ":=",
    "<": "<",
    r"\lt": "<",
    ">": ">",
    r"\gt": ">",
    r"\le": "<=",
    r"\leq": "<=",
    r"\leqslant": "<=",
    r"\ge": ">=",
    r"\geq": ">=",
    r"\geqslant": ">=",
    r"\ne": "!=",
    r"\neq": "!=",
    r"\approx": "~",
    r"\simeq": "~",
}
RELATION = (
    r"(?:"
    + "|".join(
        re.escape(sign) + (r"(?![a-zA-Z])" if sign[0] == "\\" else "")
        for sign in sorted(RELATIONS, key=len, reverse=True)
    )
    + r")"
)
"""A regular expression for the sign of a relation."""
_ENTAILS = {
    r"\Rightarrow", r"\implies", r"\Longrightarrow", r"\iff", r"\Leftrightarrow", r"\to",
    r"\because", r"\therefore",
}  # fmt: skip
_TIMES = {
    "*", r"\cdot", r"\times", r"\ast", r"\star", r"\bullet", r"\odot", r"\circ", r"\otimes",
}  # fmt: skip
PARTNER = {
    "(": ")",
    "[": "]",
    r"\{": r"\}",
    r"\lbrace": r"\rbrace",
    r"\lbrack": r"\rbrack",
    r"\lvert": r"\rvert",
    r"\lVert": r"\rVert",
    r"\langle": r"\rangle",
}
DEPTH = {"open": 1, "group": 1, "close": -1, "end-group": -1}
"""How a token changes the depth of brackets and braces, by its kind."""
_SIZES = re.compile(r"\\(?:left|right|[bB]ig{1,2}[lrm]?|[bB]igg[lrm]?|middle)(?![a-zA-Z])\s*\.?")
_SKIPPED = {
    r"\,", r"\;", r"\:", r"\!", r"\>", "\\ ", "\\\n", r"\quad", r"\qquad", r"\enspace", r"\limits",
    r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\nonumber", r"\notag", r"\nolimits",
    r"\boxed", r"\cancel", r"\bcancel", r"\xcancel", r"\strut", r"\thinspace",
    r"\blacksquare", r"\square", r"\Box", r"\qed", r"\checkmark",
    r"\mathstrut", r"\hfill", r"\allowbreak", r"\noindent", r"\hline", r"\mathopen", r"\mathclose",
    r"\mathbin", r"\mathrel", r"\mathord", r"\mathinner", r"\rm", r"\bf", r"\it",
}  # fmt: skip
_SKIPPED_WITH_GROUP = {
    r"\tag", r"\label", r"\color", r"\textcolor", r"\hspace", r"\vspace", r"\phantom",
    r"\intertext", r"\hphantom", r"\vphantom", r"\require", r"\colorbox",
}  # fmt: skip
_ANNOTATED = {r"\overset", r"\underset", r"\stackrel"}
_DRESS = {
    r"\mathbf", r"\boldsymbol", r"\bm", r"\vec", r"\mathcal", r"\mathscr", r"\mathit", r"\pmb",
    r"\mathsf", r"\mathbb", r"\mathfrak", r"\underline", r"\mathrm", r"\mathbbm", r"\mathds",
}  # fmt: skip
_BOLD_ONES = {
    r"\mathbb", r"\mathbf", r"\boldsymbol", r"\bm", r"\mathbbm", r"\mathds", r"\pmb",
}  # fmt: skip
_WORDS = {r"\operatorname", r"\operatorname*", r"\mathop"}
_HATS = {
    r"\hat": r"\hat", r"\widehat": r"\hat", r"\tilde": r"\tilde", r"\widetilde": r"\tilde",
    r"\bar": r"\bar", r"\overline": r"\bar",
}  # fmt: skip
"""How each hat is called in the name of what it stands over."""
_TEXT = {r"\text", r"\textrm", r"\textit", r"\textbf", r"\mbox", r"\textnormal", r"\hbox"}
CONDITIONS = (["if"], ["when"], ["for"])
"""How a condition begins that stands in a text, as in cases."""
_SIGNS: Mapping[str, tuple[str, str]] = {
    **{sign: ("relation", sign) for sign in RELATIONS},
    **{sign: ("times", sign) for sign in _TIMES},
    **{sign: ("entails", sign) for sign in _ENTAILS},
    **{sign: ("sign", sign) for sign in "+-/^_"},
    **dict.fromkeys((r"\div", r"\oslash"), ("sign", "/")),
    **{sign: ("open", sign) for sign in PARTNER},
    **{sign: ("close", sign) for sign in PARTNER.values()},
    **dict.fromkeys(("|", r"\vert", r"\mid"), ("bar", "|")),
    **dict.fromkeys((r"\|", r"\Vert"), ("bar", r"\|")),
    **dict.fromkeys(("'", r"\prime"), ("prime", "'")),
    **{sign: ("comma", sign) for sign in ",;.:"},
    "{": ("group", "{"),
    "}": ("end-group", "}"),
    "&": ("align", "&"),
}
"""The kind and the text of the token that a sign makes."""
_THIN = re.compile(r"\\[,;:!]|\s+")
_BRACE = re.compile(r"\\[\s\S]|[{}]")
_TOKEN = re.compile(
    r"(?P<space>\s+|~)"
    r"|(?P<comment>%[^\n]*)"
    r"|(?P<newline>\\\\(?:\s*\[[^\]\n]{0,20}\])?|\\newline(?![a-zA-Z])|\\cr(?![a-zA-Z]))"
    r"|(?P<environment>\\(?:begin|end)\s*\{[a-zA-Z]+\*?\})"
    r"|(?P<command>\\(?:[a-zA-Z]+\*?|[^a-zA-Z]))"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<letter>[^\W\d_])"
    r"|(?P<colon>:=)"
    r"|(?P<sign>[\s\S])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of TeX.

    `kind` is one of number, name, command, word, text, open, close, group, end-group, sign,
    times, relation, entails, align, row, begin, end, prime, comma, and stop after the last.
    """

    kind: str
    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.text or "the end"


def tokens(formula: Traced | str) -> list[Token]:
    """The tokens of a formula, with their places in the text that it was taken from.

    Raises:
        ReadError: The formula is too long, or a sign means nothing in it.
    """
    piece = as_tex(Traced.of(formula) if isinstance(formula, str) else formula)
    length = len(piece.text)
    if length > LONGEST_TEXT:
        message = f"this formula has {length} characters; at most {LONGEST_TEXT} are read"
        raise ReadError(message, piece.whole, piece.starts[0])
    text = piece.text
    found: list[Token] = []
    try:
        found = _Lexer(text, length, _partners(text, 0, length)).run(0)
    except ReadError as error:
        start, end = piece.origin(error.start, error.start + len(error.piece))
        raise ReadError(error.message, piece.whole, start, end) from None
    return [Token(token.kind, token.text, *piece.origin(token.start, token.end)) for token in found]


def _partners(text: str, start: int, end: int) -> dict[int, int]:
    """Where the brace that is opened at a place is closed."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for brace in _BRACE.finditer(text, start, end):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            found[opened.pop()] = brace.start()
    return found


def too_many(text: str, at: int) -> ReadError:
    """The error for more tokens than are read."""
    return ReadError(f"there are more than {MOST_TOKENS} signs and names up to here", text, at)


class _Lexer:
    def __init__(self, text: str, end: int, partners: Mapping[int, int]) -> None:
        self.text = text
        self.end = end
        self.partners = partners
        self.found: list[Token] = []
        # Where a \left stands: it belongs to the next token.
        self.sized: int | None = None

    def run(self, at: int) -> list[Token]:
        while at < self.end:
            at = self.step(at)
            if len(self.found) > MOST_TOKENS:
                raise too_many(self.text, at)
        return self.found

    def step(self, at: int) -> int:
        match = _TOKEN.match(self.text, at, self.end)
        assert match is not None
        kind, piece = match.lastgroup, match.group()
        if kind in ("space", "comment"):
            return match.end()
        if kind == "newline":
            self.add("row", r"\\", at, match.end())
        elif kind == "environment":
            name = piece[piece.index("{") + 1 : -1]
            self.add("begin" if piece.startswith(r"\begin") else "end", name, at, match.end())
        elif kind == "number":
            self.add("number", piece, at, match.end())
        elif kind == "command":
            return self.command(piece, at, match.end())
        elif kind == "letter":
            self.add("name", piece, at, match.end())
        else:
            self.sign(piece, at, match.end())
        return match.end()

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        if self.sized is not None:
            start, self.sized = self.sized, None
        self.found.append(Token(kind, text, start, end))

    def sign(self, piece: str, at: int, after: int) -> None:
        if piece in _SIGNS:
            self.add(*_SIGNS[piece], at, after)
        elif piece == "!":
            raise ReadError("the factorial is not read here", self.text, at, after)
        elif piece.startswith("\\"):
            self.add("command", piece, at, after)
        elif piece == "$":
            pass
        else:
            raise ReadError(
                f"the sign {piece!r} means nothing in a formula here", self.text, at, after
            )

    def command(self, name: str, at: int, after: int) -> int:
        if len(name) > 2 and name.endswith("*") and name != r"\operatorname*":
            name, after = name[:-1], after - 1
        sized = _SIZES.match(self.text, at, self.end)
        if sized:
            self.sized = at
            return sized.end()
        if name in _SKIPPED_WITH_GROUP:
            return self.skipped_group(after)
        if name in _SKIPPED:
            return after
        if name in _TEXT:
            return self.words_in_text(at, after)
        if name in _ANNOTATED:
            return self.annotated(after)
        if name in _HATS:
            return self.hat(_HATS[name], at, after)
        if name in _WORDS or name in _DRESS:
            return self.dressed(name, at, after)
        self.sign(name, at, after)
        return after

    def words_in_text(self, at: int, after: int) -> int:
        r"""A note, or the condition of `\text{if $y = 1$}`."""
        content, close = self.group(after)
        words, dollar, formula = content.partition("$")
        condition = dollar and words.split()[:1] in CONDITIONS
        shown = words if condition else content
        self.add("text", " ".join(shown.split()), at, close)
        if condition:
            start = close - 1 - len(formula)
            end = start + len(formula.partition("$")[0])
            self.found += _Lexer(self.text, end, self.partners).run(start)
        return close

    def blank(self, at: int) -> int:
        while at < self.end and self.text[at].isspace():
            at += 1
        return at

    def group(self, at: int) -> tuple[str, int]:
        """The content of the `{…}` (or the single sign) at this place, and where it ends."""
        at = self.blank(at)
        if at >= self.end:
            return "", at
        if self.text[at] != "{":
            match = _TOKEN.match(self.text, at, self.end)
            assert match is not None
            return match.group(), match.end()
        close = self.partners.get(at, self.end)
        if close < self.end:
            return self.text[at + 1 : close], close + 1
        raise ReadError("this { is never closed", self.text, at, self.end)

    def skipped_group(self, at: int) -> int:
        at = self.blank(at)
        return self.group(at)[1] if self.text.startswith("{", at, self.end) else at

    def annotated(self, at: int) -> int:
        r"""`\overset{note}{=}` is its second group; a lone relation loses its braces."""
        at = self.blank(self.group(at)[1])
        content, close = self.group(at)
        if content.strip() in RELATIONS:
            self.add("relation", content.strip(), at, close)
            return close
        return at

    def hat(self, hat: str, at: int, after: int) -> int:
        content, close = self.group(after)
        name = content.strip().removeprefix("{").removesuffix("}").strip()
        for dress in _DRESS:
            name = name.removeprefix(dress).strip(" {}")
        if not (name.isalpha() or re.fullmatch(r"\\[a-zA-Z]+", name)):
            raise ReadError("a hat stands over one letter here", self.text, at, close)
        self.add("name", f"{hat} {name}", at, close)
        return close

    def dressed(self, name: str, at: int, after: int) -> int:
        r"""`\mathbf{w}` is w; `\mathrm{Loss}` and `\operatorname{logit}` are words."""
        content, close = self.group(after)
        word = _THIN.sub("", content) if len(content) < LONGEST_NAME else ""
        if len(word) > 1 and word.isalnum() and word[0].isalpha():
            self.add("word", word, at, close)
            return close
        if name in _BOLD_ONES and word == "1":
            self.add("command", r"\mathbf 1", at, close)
            return close
        opening = self.blank(after)
        if self.text.startswith("{", opening, self.end) and len(content) < LONGEST_NAME:
            inside = _Lexer(self.text, close - 1, self.partners).run(opening + 1)
            if len(inside) == 1:
                self.found += inside
                return close
        return opening
