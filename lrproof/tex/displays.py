"""Where the formulas of a text stand: displays, fences, environments, inline, or on bare lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lrproof.tex.notebook import readable
from lrproof.tex.prose import (
    GROUP,
    bare_formulas,
    has_prose,
    is_case,
    is_condition,
    is_conditional,
    is_premise,
    is_related,
)
from lrproof.tex.traced import Traced

WRAPPERS = {
    "align", "aligned", "alignat", "alignedat", "flalign", "eqnarray", "gather", "gathered",
    "split", "multline", "equation", "displaymath", "math", "array",
}  # fmt: skip

_OPENING = re.compile(
    r"(?<!\\)\$\$|(?<!\\)\\\[|(?<!\\)\\\\\[(?!\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|px|bp|\\))"
    r"|^[ \t]*+(?:(?:[-*+]|\d{1,2}[.)])[ \t]+)?(?:```+|~~~+)[ \t]*(?:math|latex|tex|katex)[ \t]*\n"
    r"|\[(?P<tag>latex|tex|math|itex)\]"
    r"|\\begin\{(?P<name>(?:" + "|".join(sorted(WRAPPERS - {"array"})) + r")\*?)\}",
    re.MULTILINE,
)
_CLOSING = {"$$": "$$", r"\[": r"\]", r"\\[": r"\\]"}
_FENCE_END = re.compile(r"^[ \t]*(?:```+|~~~+)[ \t]*$", re.MULTILINE)
_CODE = re.compile(
    r"^[ \t]*+(?:(?:[-*+]|\d{1,2}[.)])[ \t]+)?(?P<fence>```+|~~~+)[ \t]*"
    r"(?P<language>[^\s`]*)[^\n`]*\n"
    r"(?P<lines>(?:(?![ \t]*(?:```|~~~)).*(?:\n|\Z))*)(?:[ \t]*(?:```+|~~~+)[ \t]*$)?",
    re.MULTILINE,
)
_TEX = {"math", "latex", "tex", "katex"}
_READ_AS_LINES = {"", "python", "py", "python3", "numpy", "ipython", "text", "txt", "plain"}
_INLINE_CODE = re.compile(r"(?<![`$\\])`(?!`)([^`\n]+)`(?!`)")
_GITHUB = re.compile(r"\$`([^`\n]+)`\$")
_NOTE = re.compile(rf"\\(?:text|mbox|textrm)\s*{GROUP}")
_ROWS = re.compile(r"\\\\|&(?!\w+;)")
_INLINE = re.compile(
    r"(?<![\\$])\$(?P<dollar>[^$\n]+?)(?<!\\)\$(?![$\d])|(?<!\\)\\\((?P<bracket>(?:[^\\]|\\[^()])*+)\\\)"
    r"|\\\\\((?P<escaped>(?:[^\\]|\\(?!\\[()]))*+)\\\\\)"
)
_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_QUOTE = re.compile(r"(?:^[ \t]*>.*\n?)+", re.MULTILINE)
_LABEL = re.compile(r"(?<![a-zA-Z\\])(?<!hat )(?<!hat\{)y")
LONGEST_SENTENCE = 300
_SENTENCE = re.compile(r"[.!?]\s|\n\s*\n")
_RULE = re.compile(r"^[ \t]*(?:=|-|_|\*|#|~ ?){3,}[ \t]*$", re.MULTILINE)
_STATEMENT = re.compile(
    r"^[ \t]*+(?:>>> |\.\.\. )?(?:(?:def|class|import|return|assert|raise|print|global)\b"
    r"|from \w+ import|for \w+ in\b|(?:if|elif|while|with)\b.*:[ \t]*$).*",
    re.MULTILINE,
)
"""A line of a program that states no equation."""
_TABLE = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_RULED = re.compile(r"^[ \t]*\|[ \t]*:?-{3,}", re.MULTILINE)
"""Below the head of a table; without it, a line from bar to bar may be |x| = |y|."""
_TAG = re.compile(
    r"</?(?:p|br|div|span|strong|em|b|i|pre|ul|ol|li|blockquote|a|code)\b[^<>\n]{0,200}>"
)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')]+")


@dataclass(frozen=True)
class Formula:
    """A formula of a text.

    Attributes:
        piece: The formula, with its place in the text.
        aside: Whether it stands inside a sentence, so that no display continues it.
        conditional: Whether it is said of one label alone: for y = 1 the loss is …
    """

    piece: Traced
    aside: bool = False
    conditional: bool = False


def formulas(text: str) -> list[Formula]:
    r"""The formulas of a text, in their order.

    They are the displays (`$$…$$`, `\[…\]`, ```` ```math ````, environments) and the inline
    formulas that claim something: `$z = w x + b$`, not `$f$` or `$m = 5$`. A text with neither, or
    with rows outside of them, is read line by line; without any words it is one formula as a whole.
    """
    source = readable(text)
    seen = _visible(source.text)
    found = [(start, end, False) for start, end in _displays(seen)]
    rest = _blanked(seen, [(start, end) for start, end, _ in found])
    asides = list(_inline(_NOTE.sub(_blank, rest)))
    claims = [(start, end, True) for start, end in asides if _claims(seen, start, end)]
    if not found:
        outside = _blanked(_NOTE.sub(_blank, rest), asides)
        if not claims or (_ROWS.search(outside) and not has_prose(outside)):
            found, claims = [(start, end, False) for start, end in bare_formulas(_lines(seen))], []
    return [
        Formula(
            Traced(text, seen[start:end], source.starts[start : end + 1], source.ends[start:end]),
            aside,
            not aside and _is_conditional(seen, start, end),
        )
        for start, end, aside in sorted(found + claims)
    ]


def _claims(seen: str, start: int, end: int) -> bool:
    """Whether an inline formula says something that may be wrong."""
    formula = seen[start:end]
    if is_case(formula):
        return True
    if not is_related(formula) or has_prose(formula):
        return False
    if is_premise(formula) or is_condition(formula):
        return False
    return not is_conditional(_sentence(seen, start))


def _sentence(seen: str, start: int) -> str:
    """What stands in a sentence before a formula."""
    return _SENTENCE.split(seen[max(0, start - LONGEST_SENTENCE) : start])[-1]


def _is_conditional(seen: str, start: int, end: int) -> bool:
    """Whether a formula without y stands in a sentence that says which one y is."""
    return not _LABEL.search(seen[start:end]) and is_conditional(_sentence(seen, start))


def _visible(text: str) -> str:
    """The text with all that is no mathematics blank: the marks of quotes, code, addresses."""
    document = _DOCUMENT.search(text)
    if document:
        text = _blanked(text, [(0, document.start(1)), (document.end(1), len(text))])
    text = _QUOTE.sub(_unquoted, text)
    text = _CODE.sub(lambda code: code[0] if _is_read(code) else _blank(code), text)
    text = _GITHUB.sub(r" $\1$ ", text)
    if _RULED.search(text):
        text = _TABLE.sub(lambda line: line[0].replace("|", "\n"), text)
    for pattern in (_STATEMENT, _RULE, _TAG, _URL, _INLINE_CODE):
        text = pattern.sub(_blank, text)
    return text


def _unquoted(quote: re.Match[str]) -> str:
    """A quote without its marks; a line that only begins with `>` is none."""
    inside = _QUOTED.sub(_blank, quote[0])
    return inside if is_related(inside) or has_prose(inside) or "$" in inside else quote[0]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += text[at:start], re.sub(r"[^\n]", " ", text[start:end])
        at = end
    return "".join([*parts, text[at:]])


def _is_read(code: re.Match[str]) -> bool:
    return code["language"].lower() in _TEX | _READ_AS_LINES


def _lines(seen: str) -> str:
    """The text with the fences around code blank."""

    def lines(code: re.Match[str]) -> str:
        start, end = (place - code.start() for place in code.span("lines"))
        return _blanked(code[0], [(0, start), (end, len(code[0]))])

    return _CODE.sub(lines, seen)


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
    if opening["tag"]:
        return re.compile(re.escape(f"[/{opening['tag']}]"))
    if opening[0].endswith("\n"):
        return _FENCE_END
    return re.compile(re.escape(_CLOSING[opening[0]]))


def _inline(text: str) -> Iterator[tuple[int, int]]:
    r"""What stands between dollars, or `\(` and `\)`; words between dollars are a price."""
    at = 0
    while found := _INLINE.search(text, at):
        start, end = found.span(found.lastgroup or 0)
        price = found["dollar"] and not is_related(found[0]) and has_prose(found[0])
        at = start if price else found.end()
        if not price:
            yield start, end
