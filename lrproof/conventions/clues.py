"""What a text shows of its conventions: names, what its indices count, words of its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from lrproof.tex.habits import after_group, usual
from lrproof.tex.layout import Row, rows
from lrproof.tex.lexer import Token

WORDS = frozenset(
    {"Loss", "loss", "Cost", "cost", "NLL", "nll", "LL", "CE", "BCE", "exp", "log", "ln", "sigmoid",
     "softmax", "max", "min", "diag", "err", "MSE", "RSS", "SSE", "SSR", "old", "new"}
)  # fmt: skip
OBJECTIVES = ("J", "L", "E", "C", r"\ell", "l", "Loss", "loss", "Cost", "cost", "NLL", "nll", "LL",
              "CE", "BCE", r"\hat L", r"\hat J", r"\hat R", "MSE", "RSS", "SSE", "SSR",
              "R", "Q")  # fmt: skip
LABELS = frozenset({"y", "t", "Y", r"\hat y", "f", "h", "a", "z", "p", r"\mu", r"\pi", r"\hat p",
                    "L", r"\ell", "J", "g", "s", "r"})  # fmt: skip
"""What stands once for each example, so that an index below it counts the examples."""
PARAMETERS = frozenset({"w", r"\theta", r"\beta", r"\Theta", "W", r"\omega", r"\phi"})
FLAT = re.compile(r"[{}\s]|\\[,;!{}]|\\(?:left|right|mathbf|boldsymbol|vec|bm)(?![a-zA-Z])")
"""What says nothing of the form of a formula."""
_TURNED = {"T", r"\top", r"\intercal"}


@dataclass(frozen=True)
class Range:
    """A sum over an index, with the letters or numbers at its ends."""

    letter: str
    lower: str
    upper: str


@dataclass(frozen=True)
class Clues:
    """What a text shows.

    Attributes:
        text: The text.
        pieces: The tokens of each side, in reading order, and whether it begins a chain.
    """

    text: str
    rows: tuple[Row, ...]

    @cached_property
    def sides(self) -> list[list[Token]]:
        """The tokens of each side."""
        return [_worded(usual(piece.tokens)) for row in self.rows for piece in row.pieces]

    @cached_property
    def names(self) -> frozenset[str]:
        r"""All names and words, and commands such as `\theta`."""
        kinds = ("name", "command", "word", "text")
        return frozenset(t.text for side in self.sides for t in side if t.kind in kinds)

    @cached_property
    def letters(self) -> Mapping[str, frozenset[str]]:
        """The names that each index letter stands below."""
        found: dict[str, set[str]] = {}
        for name, below, _ in self._scripts:
            for letter in below:
                found.setdefault(letter, set()).add(name)
        return {letter: frozenset(names) for letter, names in found.items()}

    @cached_property
    def _scripts(self) -> list[tuple[str, list[str], list[str]]]:
        """Each name with what stands below it, and above."""
        found = []
        for side in self.sides:
            for at, token in enumerate(side):
                if token.kind in ("name", "command", "word"):
                    below, above = _scripts(side, at + 1)
                    found.append((token.text, below, above))
        return found

    @cached_property
    def subscripted(self) -> Mapping[str, frozenset[str]]:
        """What stands below each name."""
        found: dict[str, set[str]] = {}
        for name, below, _ in self._scripts:
            found.setdefault(name, set()).update(below)
        return {name: frozenset(below) for name, below in found.items()}

    @cached_property
    def superscripts(self) -> frozenset[str]:
        """The letters of examples that stand above a name in brackets."""
        return frozenset(
            above[1]
            for name, _, above in self._scripts
            if len(above) >= 3 and above[0] == "(" and above[2] == ")" and not name.startswith("[")
        )

    @cached_property
    def transposed(self) -> frozenset[str]:
        """The names that stand transposed."""
        return frozenset(n for n, _, above in self._scripts if above and above[-1] in _TURNED)

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """The sums with an index."""
        found = []
        for side in self.sides:
            for at, token in enumerate(side):
                if token.text in (r"\sum", r"\prod"):
                    below, above = _scripts(side, at + 1)
                    lower = below[2] if len(below) > 2 and below[1] == "=" else ""
                    upper = above[0] if len(above) == 1 else ""
                    if below:
                        found.append(Range(below[0], lower, upper))
        return tuple(found)

    @cached_property
    def divisors(self) -> list[str]:
        r"""Letters that stand alone below a fraction bar or behind a slash, as in `\frac{1}{m}`."""
        found = []
        for side in self.sides:
            for at, token in enumerate(side):
                if token.text in (r"\frac", r"\dfrac", r"\tfrac"):
                    first = after_group(side, at + 1)
                    above = side[at + 1 : first]
                    inside = [t.text for t in side[first : after_group(side, first)]]
                elif token.text == "/":
                    above = side[max(at - 1, 0) : at]
                    inside = [t.text for t in side[at + 1 : at + 3]]
                else:
                    continue
                plain = [text for text in inside if text not in "{}()" and not text.isdecimal()]
                penalty = any(t.text == r"\lambda" for t in above)
                if len(plain) == 1 and not penalty and len(plain[0]) == 1 and plain[0].isalpha():
                    found.append(plain[0])
        return found

    def says(self, pattern: str) -> bool:
        """Whether the text has these words."""
        return re.search(pattern, self.text, re.IGNORECASE) is not None

    def stands(self, *texts: str) -> bool:
        """Whether these tokens stand behind each other somewhere, brackets aside."""
        wanted = list(texts)
        return any(
            plain[at : at + len(wanted)] == wanted
            for side in self._plain
            for plain in (side,)
            for at in range(len(side) - len(wanted) + 1)
        )

    def applied(self, name: str) -> bool:
        """Whether a bracket follows a name somewhere."""
        return any(
            one.text == name and other.text == "("
            for side in self.sides
            for one, other in pairwise(side)
        )

    @cached_property
    def _plain(self) -> list[list[str]]:
        return [[t.text for t in side if t.text not in "{}()[]"] for side in self.sides]

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names that begin a chain with a formula behind them: J(θ) = …."""
        found = set()
        for row in self.rows:
            if len(row.pieces) > 1 and row.pieces[0].tokens:
                first = _worded(list(row.pieces[0].tokens))
                names = [t.text for t in first if t.kind in ("name", "command", "word")]
                if names and names[0] not in (r"\frac", r"\partial", r"\nabla", "d"):
                    found.add(names[0])
        return frozenset(found)


@lru_cache(maxsize=8)
def clues(text: str, asides: bool = True) -> Clues:
    """Looks at a text, or at its displays alone."""
    return Clues(text, tuple(row for row in rows(text) if asides or not row.aside))


def _worded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the letters of a word as one."""
    found: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token and token.kind == "name" and token.text.isalpha() and (
            not run or run[-1].end == token.start
        ):  # fmt: skip
            run.append(token)
            continue
        found += _cut(run)
        run = []
        if token and token.kind == "name" and token.text.isalpha():
            run = [token]
        elif token:
            found.append(token)
    return found


def _cut(run: Sequence[Token]) -> Iterator[Token]:
    letters = "".join(token.text for token in run)
    at = 0
    while at < len(run):
        length = next((n for n in range(7, 1, -1) if letters[at : at + n] in WORDS), 1)
        last = run[min(at + length, len(run)) - 1]
        yield Token("name", letters[at : at + length], run[at].start, last.end)
        at += length


def _scripts(tokens: Sequence[Token], at: int) -> tuple[list[str], list[str]]:
    """What stands below and above a name, braces and commas aside."""
    found: dict[str, list[str]] = {"_": [], "^": []}
    for _ in range(3):
        if at + 1 >= len(tokens) or tokens[at].text not in found:
            break
        end = after_group(tokens, at + 1)
        inside = [t.text for t in tokens[at + 1 : end] if t.text not in "{},"]
        found[tokens[at].text] += inside
        at = end
    return found["_"], found["^"]
