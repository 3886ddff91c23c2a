"""Which reading is taken where a text leaves two, and what an index letter counts in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lrproof.tex.habits import after_group
from lrproof.tex.lexer import Token
from lrproof.tex.vocabulary import Vocabulary

MOST_SCRIPTS = 3
SCRIPTS = ("_", "^")
SUMS = (r"\sum", r"\prod")
CHOICES = ("letters", "columns", "generic", "layout")
_EXAMPLE_LETTERS = "ilstu"


@dataclass(frozen=True)
class Choices:
    r"""What is taken where two readings remain; the plain ones where nothing else is said.

    Attributes:
        counts: The axis of each index letter that shows it by where else it stands.
        letters: Takes the other axis for a letter that does not show it: x_i is then feature i.
        columns: Exchanges the two products of columns, entry by entry and with one transposed.
        generic: The letter of the example that x, y and f are of, all through; else they are
            the columns of all examples.
        layout: `numerator` takes \partial J/\partial w as a row, `denominator` takes
            \partial z/\partial w as the transpose of the Jacobian matrix, and `entries` takes
            \partial f/\partial z as the column of the slopes of each f by its own z.
    """

    counts: Mapping[str, str] = field(default_factory=dict)
    letters: bool = False
    columns: bool = False
    generic: str = ""
    layout: str = ""

    def others(self, open_: Collection[str] = CHOICES) -> Iterator[Choices]:
        """The other readings, likelier ones first; of those alone that make a difference."""
        letter = next((x for x in _EXAMPLE_LETTERS if x not in self.counts), "")
        changed = (
            ("letters", replace(self, letters=True)),
            ("columns", replace(self, columns=True)),
            ("generic", replace(self, generic=letter)),
            ("layout", replace(self, layout="numerator")),
            ("layout", replace(self, layout="denominator")),
            ("layout", replace(self, layout="entries")),
        )
        return (other for name, other in changed if name in open_)


def counted(
    tokens: Sequence[Token], words: Vocabulary, others: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The axis of each index letter that stands where it can count one thing alone.

    A letter that counts two things says nothing. The two indices of a matrix count what its axes
    do, unless `others`, what is known from the whole text, say otherwise.
    """
    certain: dict[str, set[str]] = {}
    possible: dict[str, set[str]] = {}
    for at, (token, behind) in enumerate(pairwise(tokens)):
        if behind.text not in SCRIPTS:
            continue
        below, above, example = _scripts(tokens, at + 1)
        if token.text in SUMS:
            size = words.sizes.get(above[0].text) if len(above) == 1 else None
            if size and below and below[0].kind == "name":
                certain.setdefault(below[0].text, set()).add(size)
            continue
        axes = list(words.axes.get(words.names.get(token.text, ""), ()))
        if example and "m" in axes:
            certain.setdefault(example, set()).add("m")
            axes.remove("m")
        letters = [part.text for part in below if part.kind != "comma"]
        if len(letters) == len(axes):
            known = certain if len(axes) == 1 else possible
            for letter, axis in zip(letters, axes, strict=True):
                if letter.isalpha():
                    known.setdefault(letter, set()).add(axis.removesuffix("+"))
    likely, sure = (
        {letter: next(iter(axes)) for letter, axes in found.items() if len(axes) == 1}
        for found in (possible, certain)
    )
    return {**likely, **(others or {}), **sure}


def _scripts(tokens: Sequence[Token], at: int) -> tuple[list[Token], list[Token], str]:
    """What is written below and above a name, and the letter of its example."""
    scripts: dict[str, list[Token]] = {}
    for _ in range(MOST_SCRIPTS):
        if at + 1 >= len(tokens) or tokens[at].text not in SCRIPTS:
            break
        end = after_group(tokens, at + 1)
        braced = tokens[at + 1].kind == "group"
        if braced and tokens[end - 1].kind != "end-group":
            break
        inside = list(tokens[at + 2 : end - 1] if braced else tokens[at + 1 : end])
        scripts.setdefault(tokens[at].text, inside)
        at = end
    above = scripts.get("^", [])
    spelled = [part.text for part in above]
    bracketed = len(spelled) >= len("(i)") and (spelled[0], spelled[2]) == ("(", ")")
    example = spelled[1] if bracketed and spelled[1].isalpha() else ""
    return scripts.get("_", []), above, example
