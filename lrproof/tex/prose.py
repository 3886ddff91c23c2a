"""Formulas and the words around them, where no delimiter tells one from the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lrproof.tex.lexer import RELATION

Span: TypeAlias = tuple[int, int]

_FUNCTIONS = {
    "ln", "log", "exp", "tanh", "max", "min", "sqrt", "sum", "sigmoid", "logit", "softmax", "diag",
    "argmin", "expit", "mean",
}  # fmt: skip
_GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "lambda", "lam", "lambd", "mu",
    "pi", "rho", "sigma", "phi", "partial", "nabla",
}  # fmt: skip
_NAMES = {
    "grad",
    "gradient",
    "grads",
    "dtheta",
    "dbeta",
    "loss",
    "cost",
    "yhat",
    "ypred",
    "pred",
    "preds",
    "prob",
    "probs",
    "err",
    "error",
    "hat",
}
_COSTS = {"NLL", "MSE", "SSE", "RSS", "SSR", "BCE"}
_NUMPY = {
    "np", "numpy", "math", "torch", "jnp", "dot", "matmul", "multiply", "log1p", "len", "shape",
    "size", "square", "transpose", "axis", "keepdims", "True", "None", "newaxis", "average",
}  # fmt: skip
_AMBIGUOUS = _NAMES | {"sum", "mean", "max", "min", "log", "error", "lambda", "sigmoid", "softmax",
                       "partial", "dot", "size", "shape", "square", "delta", "hat"}  # fmt: skip
"""These are words of prose too, unless mathematics stands right behind them."""
_SHORT = {
    "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "it",
    "me", "my", "no", "of", "oh", "ok", "on", "or", "so", "to", "up", "us", "vs", "we",
    "ex", "eg", "ie", "et", "al", "re", "st", "nd", "rd", "th", "de", "la", "le", "un",
    "il", "im", "id", "hm", "pm",
}  # fmt: skip
_MORE = re.compile(r"[a-z]{1,2}(?:[XYZAWSHPD]d?)+|[dfwxyzbLJXW]{3,5}|d[LJElfhapz]d[wzbfahp]|d_\w+")
_BEFORE_FUNCTION = re.compile(r"[a-zA-Z]{1,2}(?:ln|log|exp|sigmoid|sqrt|tanh)")
GROUP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
"""Braces, and what stands in them."""
_COMMAND = re.compile(
    r"\\begin\s*\{array\}\s*\{[^{}]*\}|[_^]\{[^{}]*\}"
    r"|\\(?:text|mbox|textrm|textbf|textit|mathrm|operatorname\*?|mathbf|label|tag|intertext|color"
    rf"|textcolor|begin|end)\s*{GROUP}"
    r"|(?<!\\)%[^\n]*|\\[a-zA-Z]+|</?su[bp]>|&\w+;|[\"'][^\"'\n]*[\"'](?=\s*[,)\]])"
)
_LETTER = "a-zA-Z\u00c0-\u0124\u0126-\u0174\u0178-\u024f\u0400-\u1c7f\u3040-\uabff"
"""Those of words: not Greek ones, ŷ and ŵ, raised ones, or letters in a font of their own."""
_WORD = re.compile(rf"[{_LETTER}][{_LETTER}0-9_]*(?:['’](?:s|t|m|re|ve|ll|d)\b)?")
_AFTER = re.compile(r"\s*(?:['′]+\(|[(_^=/*+·⋅×−\-₀-₉ₑ]|:=|[a-zA-Zα-ω][\d_^(]|[b-hj-zα-ω]\b)")
_SIGN = re.compile(RELATION + r"|[≤≥⩽⩾≈≃≠≡≜≔←]|&(?:l[te]|g[te]|ne|equiv|asymp|larr);")
_NO_SIGN = re.compile(r"[-=]>|<-|<=+>|>{2,}|<{2,}|={3,}")
_NUMBER = r"[-+−]?\s*(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|\\infty|∞)"
_DRESS = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|hat|vec|mathrm|text|mathit|tilde|bar|mathcal|mathbb|[,;:!])"
    r"|[{}$&\s]"
)
_ATOM = r"(?!d[a-zA-Z_])(?:\\[a-zA-Z]+|[^\W\d_])(?:[\w'′⁽⁾]|[_^]\(\w+\)|\^)*+"
_PREMISE = re.compile(rf"(?:{_ATOM}|{_NUMBER})(?:,(?:{_ATOM}|{_NUMBER}))*")
_CONSTANT = re.compile(rf"{_NUMBER}(?:,{_NUMBER})*")
_LIST = re.compile(
    rf"(?:\\?[(\[{{])?(?:{_ATOM}|{_NUMBER})(?:[,;](?:{_ATOM}|{_NUMBER}))+(?:\\?[)\]}}])?[.,;]?"
)
_CASE = re.compile(r"\s*[i-lnc]\s*(?:=|≠|\\neq?(?![a-z]))\s*[i-lnc]\s*[,:.]?\s*")
_DOTS = re.compile(r"\\[lc]?dots|…|\.\.\.|\.\.")
_CONDITION = re.compile(
    r"\b(?:if|when|for|case|suppose|assum\w+|given|with|label)\b[^.!?]{0,80}?\by\w*\s*={1,2}\s*[01]\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[ \t]*[-+](?= +\S)", re.MULTILINE)
_MARKER = re.compile(r"\s*(?:[*•–]|\d{1,2}[.)]|\(\d{1,2}\)|\(?[a-z]\)|=>|⇒|→|∴|\.{3}|…)\s+|\s+")
_CONNECTORS = {"so", "which", "this", "that", "is", "and", "then", "thus", "hence", "or", "gives"}
"""Words after which a relation goes on with the formula before."""
_NEAR = 20
"""So near to its end the label of a formula stands."""
_LABEL = re.compile(r"\s{2,}[\[(]\d{1,2}[\])]\s*\Z|(?:\s!+)+\s*\Z")
_LOOSE = ' \t,;:.?"“”„'
_LOOSE_IN_SENTENCE = _LOOSE + "!([-–—"
_ENDS_IN_RELATION = re.compile(r"[\s=<>≤≥≈≠]+\Z")
_SENTENCE = re.compile(r"\S(?:[^.!?]|[.!?](?!\s))*+[.!?]?")
_PART = re.compile(r"(?:[^:;]|:=|[:;](?!\s))++")
_ASSIGNED = re.compile(r"\s*[a-zA-Z]\w*\s*={1,2}(?![=>])[^=]*[-+*/@][^=]*\Z")
_UNFINISHED = re.compile(r"(?:[-+*/=<>≤≥≈≠(\[{^_,·×⋅−]|\\(?:cdot|times|left\S|frac))\s*\Z")
_CONTINUES = re.compile(r"\s*(?:[-+*/·×⋅−)]|\\(?:cdot|times)\b)")
_ROWS = re.compile(r"\\\\|&(?!\w+;)|\\(?:cr|newline|eqalign)\b")
_STARTS_RELATION = re.compile(
    r"\s*&?\s*(?:\\(?:stackrel|overset|underset)\b|" + _SIGN.pattern + ")"
)


def is_related(text: str) -> bool:
    """Whether a sign of a relation stands in a text; an arrow is none."""
    return bool(_SIGN.search(_NO_SIGN.sub("", text)))


def is_premise(text: str) -> bool:
    """Whether a formula only says what values are meant: y = 1, i = 1, …, m, θ = (w, b)."""
    sides = [_DRESS.sub("", side).rstrip(",.;:") for side in _SIGN.split(text)]
    if _DOTS.search(text) or re.fullmatch(r"[mnNK](?:,[mnNK])*", sides[0]):
        return len(sides) > 1
    if len(sides) < 2 or not any(sides):
        return False
    if all(_PREMISE.fullmatch(side) for side in sides):
        return any(_CONSTANT.fullmatch(side) for side in sides) or "=" not in text
    return bool(_PREMISE.fullmatch(sides[0]) and _LIST.fullmatch(sides[-1]))


def is_case(text: str) -> bool:
    """Whether a formula compares two indices: i = j."""
    return _CASE.fullmatch(text) is not None


def is_condition(text: str) -> bool:
    """Whether a formula says what is looked for or assumed: ∂J/∂w = 0, |x| ≤ 1."""
    right = _DRESS.sub("", _SIGN.split(text)[-1]).rstrip(",.;:")
    letters = set(re.findall(r"(?<![\\a-zA-Z])[a-zA-Z]|\\(?!l?[lg]eq?\b)[a-zA-Z]+", text))
    return right == "0" or ("=" not in text and len(letters) < 2)


def is_conditional(sentence: str) -> bool:
    """Whether a sentence speaks of one label alone: y = 1, say."""
    return bool(_CONDITION.search(sentence))


def words(text: str) -> Iterator[Span]:
    """Where words of prose stand in a text."""
    masked = _COMMAND.sub(lambda found: " " * len(found[0]), text)
    for match in _WORD.finditer(masked):
        if _is_word(
            match[0], masked[match.start() - 1 : match.start()], masked[match.end() :][:24]
        ):
            yield match.span()


def has_prose(text: str) -> bool:
    """Whether there are words of prose in a text."""
    return next(words(text), None) is not None


def _is_word(word: str, before: str, after: str) -> bool:
    """Whether letters beside each other are a word, not names of quantities."""
    plain = word.lower()
    if len(word) == 1:
        return word > "\u0400"
    if before in ("_", "^") and len(word) < 5:
        return False
    if plain in _AMBIGUOUS:
        return not _AFTER.match(after)
    return not (word in _NUMPY or _is_name(word))


@lru_cache(maxsize=1_000)
def _is_name(word: str) -> bool:
    """Whether letters are a name of mathematics, or several: wx, f_wb, dL_dw."""
    if "_" in word or any(sign.isdigit() for sign in word):
        return all(map(_is_name, filter(None, re.split(r"[_\d]+", word))))
    part = word
    if len(part) == 1 or part.lower() in _FUNCTIONS | _GREEK | _NAMES:
        return True
    if part in _COSTS:
        return True
    if part.lower() in _SHORT:
        return False
    return (len(part) == 2 and part.isascii()) or bool(
        _MORE.fullmatch(part) or _BEFORE_FUNCTION.fullmatch(part)
    )


LOOKED_BACK = 2_000
"""So much of a formula is looked at to find out whether the next line belongs to it."""


def bare_formulas(seen: str) -> list[Span]:
    """The formulas of a text without delimiters; all of it where there are no words.

    A line that begins with a relation is a row of its own, but in TeX, where a line break
    is a space, only if there is prose around it.
    """
    if len(_BULLET.findall(seen)) > 1 and not _ROWS.search(seen):
        seen = _BULLET.sub(_unmarked, seen)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", seen) if m[0].strip()]
    prose = [has_prose(seen[start:end]) for start, end in lines]
    found: list[Span] = []
    block: list[Span] = []
    for (start, end), in_prose in zip(lines, prose, strict=True):
        if in_prose:
            found += _of_block(seen, block, any(prose))
            tail = _tail(seen, start, end)
            block = [(tail, end)] if tail < end else []
            found += _in_line(seen, start, tail)
        else:
            block.append((start, end))
    found += _of_block(seen, block, any(prose))
    if not found:
        # A name that is not known is given a value: this is a formula that cannot be read.
        found = [span for span in lines if _ASSIGNED.match(seen, *span)]
    whole = not any(prose) and (len(lines) < 2 or not found or _ROWS.search(seen))
    return [(0, len(seen))] if whole else found


def _unmarked(bullet: re.Match[str]) -> str:
    """Blanks instead of a bullet, if its line has a relation, and so is no further term."""
    end = bullet.string.find("\n", bullet.end())
    line = bullet.string[bullet.end() : end if end >= 0 else None]
    return " " * len(bullet[0]) if is_related(line) else bullet[0]


def _of_block(seen: str, block: list[Span], in_prose: bool) -> Iterator[Span]:
    """The formulas of lines without words."""
    if not block:
        return
    start, end = block[0][0], block[-1][1]
    if _ROWS.search(seen, start, end):
        if is_related(seen[start:end]):
            yield start, end
        return
    separate = in_prose or not re.search(r"\\[a-zA-Z]{2}", seen[start:end])
    statement: Span | None = None
    for start, end in block:
        line = seen[start:end]
        if statement and _continues(seen[slice(*statement)][-LOOKED_BACK:], line, separate):
            statement = statement[0], end
        else:
            yield from _claimed(seen, statement)
            statement = start, end
    yield from _claimed(seen, statement)


def _continues(before: str, line: str, separate: bool) -> bool:
    """Whether a line goes on with the formula before it."""
    if _UNFINISHED.search(before) or (_CONTINUES.match(line) and not is_related(line)):
        return True
    if any(before.count(sign) > before.count(close) for sign, close in ("()", "[]", "{}")):
        return not is_related(line)
    return not separate and (not is_related(line) or bool(_STARTS_RELATION.match(line)))


def _tail(seen: str, start: int, end: int) -> int:
    """Where the formula begins that a line ends in the middle of; its end, if there is none."""
    *_, (_, last) = words(seen[start:end])
    return start + last if _UNFINISHED.search(seen, start + last, end) else end


def _in_line(seen: str, start: int, end: int) -> Iterator[Span]:
    """The formulas between the words of a line, but not those that are said of one label alone."""
    for sentence in _SENTENCE.finditer(seen, start, end):
        if not is_conditional(sentence[0]):
            yield from _in_sentence(seen, *sentence.span())


def _in_sentence(seen: str, start: int, end: int) -> Iterator[Span]:
    cuts = [(start + first, start + last) for first, last in words(seen[start:end])]
    code = [False, *(_is_code(seen, first, last) for first, last in cuts), False]
    begins, ends = [start, *(last for _, last in cuts)], [*(first for first, _ in cuts), end]
    for number, (before, after) in enumerate(zip(begins, ends, strict=True)):
        subject = seen[slice(*cuts[number - 1])].lower() if number else "so"
        named = subject not in _CONNECTORS and _STARTS_RELATION.match(seen, before, after)
        if named or code[number] or code[number + 1]:
            continue
        for part in _PART.finditer(seen, before, after):
            yield from _claimed(seen, part.span(), in_sentence=True)


def _is_code(seen: str, start: int, end: int) -> bool:
    """Whether a word is a name in a program, so that what stands beside it is no formula."""
    return seen[end : end + 1] in ("(", "[") or seen[start - 1 : start] == "."


def _claimed(seen: str, span: Span | None, in_sentence: bool = False) -> Iterator[Span]:
    """The formula itself, without markers of lists and punctuation, if it claims anything."""
    if span is None:
        return
    start, end = span
    while (marker := _MARKER.match(seen, start, end)) is not None:
        start = marker.end()
    if label := _LABEL.search(seen, max(start, end - _NEAR), end):
        end = label.start()
    loose = _LOOSE_IN_SENTENCE if in_sentence else _LOOSE
    surplus = seen.count(")", start, end) - seen.count("(", start, end)
    while start < end:
        if seen[start] in loose + ")]" and not (in_sentence and seen[start] in "([-–—"):
            surplus -= seen[start] == ")"
            start += 1
        elif seen[end - 1] in loose or (seen[end - 1] == ")" and surplus > 0):
            surplus -= seen[end - 1] == ")"
            end -= 1
        else:
            break
    if in_sentence and (tail := _ENDS_IN_RELATION.search(seen, max(start, end - _NEAR), end)):
        end = tail.start()
    text = seen[start:end]
    if is_related(text) and not is_premise(text) and not (in_sentence and _UNFINISHED.search(text)):
        yield start, end
