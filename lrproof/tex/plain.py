"""Formulas in plain text and in Python to TeX: `dL/dw = (f - y) * x`, `X.T @ (f - y)`, `e^-z`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrproof.tex.errors import ReadError
from lrproof.tex.signs import to_tex
from lrproof.tex.traced import Change, Traced

UPDATED = (
    "this sign changes a number step by step, so the line is no equation: write what stands there "
    "in the end, or check the whole function with `lrproof gradient`"
)
RENDERED = (
    "this was copied from a formula on a page, and its fraction bars and indices were lost: copy "
    "its TeX instead, or type it as dL/dw and sum_{i=1}^m"
)
ALONG = (
    "sums and products along one axis of an array are not read here: write sum_i, or check the "
    "whole function with `lrproof gradient`"
)
_RENDERED = re.compile(r"∂\s?\w{1,3}\s?∂\s?\w|[∑Σ]\s?[a-z]\s?=")
_COMMAND = re.compile(r"\\[a-zA-Z]|\\\\")
_UPDATE = re.compile(r"(?:\*\*|//|[-+*/@])=(?!=)")
_GREEK = (
    "alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|pi|rho|sigma|phi|Theta|partial|nabla|sum|"
    "sqrt"
)
_WORDS = {
    **{word: rf"\{word} " for word in _GREEK.split("|")},
    **dict.fromkeys(("lam", "lambd", "lambda_"), r"\lambda "),
    **dict.fromkeys(
        ("yhat", "y_hat", "ypred", "y_pred", "y_prob", "pred", "preds", "prob", "probs"),
        r"\hat{y}",
    ),
    "y_true": "y",
    **dict.fromkeys(("grad", "gradient", "grads", "grad_w"), "dw"),
    "grad_b": "db",
    "dtheta": r"d\theta ",
    "dbeta": r"d\beta ",
    "cost": "J",
    "Cost": "J",
    "expit": "sigmoid",
    "sigma_z": r"\sigma (z)",
}  # fmt: skip
_SIGNS = {
    "**": "^", "==": "=", "!=": r"\ne ", "<=": r"\le ", ">=": r"\ge ", "=>": r"\Rightarrow ",
    "->": r"\to ", "~=": r"\approx ", "@": r"\cdot ", ".T": r"^\top ",
}  # fmt: skip
_SIGN = re.compile(r"\*\*|==|!=|<=|>=|=>|->|~=|@|\.T(?![a-zA-Z])")
_PYTHON = re.compile(
    r"\b(?:np|numpy|torch|jnp)\.|\*\*|@|\.T(?![a-zA-Z])|\.dot\(|\w\[\s*[ijk:\d]|\bd_?[a-zA-Z]+_d"
)
"""What stands in Python only, where `*` multiplies arrays entry by entry."""
_LIBRARY = re.compile(r"(?<![\\\w.])(?:np|numpy|math|torch|jnp)\.(?=[a-zA-Z])")
_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
_SMALL = re.compile(r"(?<![\w.])(\d+(?:\.\d*)?)e(-?\d+)(?!\w)")
_POINT = re.compile(r"(?<=\d)\.(?=\s*[-+*/)])")
_STEP = re.compile(r"\s*(w|b|theta|W|weights|bias)\s*(=)(?!=)")
_MEAN = re.compile(r"(?<![\\\w])(?:mean|average)\s*(?=\()")
_REDUCED = re.compile(r"(?<![\\\w])(?:sum|mean|average)\s*\((?!\s*[ijk]\s*=)")
_BARE_FEATURE = re.compile(r"(?<!\*)\*\s*[xX](?![\w.\[(]|\s*[@^*_])|(?<![\w.@])[xX]\s*\*(?!\*)")
"""Features of all examples times something entry by entry."""
_OPTION = re.compile(r",\s*(?:axis|keepdims)\s*=\s*\w+")
_ALONG = re.compile(
    r"(?:sum|mean)\((?=[^=]{0,99}\b[xX]\b)[^=]{0,200},\s*axis\s*=|\[[^\]]{0,40}(?:None|newaxis)\s*\]"
)
_DIFFERENTIAL = re.compile(
    r"(?<![\\\w])d_?(?P<of>loss|Loss|cost|Cost|yhat|sigmoid|[LJECljzafhpsg])(?P<bar>_?)d_?"
    r"(?P<by>theta|beta|yhat|y_hat|[wWbzafhpx])"
    r"(?:_(?P<index>[a-z]|\d)(?![a-zA-Z])|\[\s*(?P<entry>[a-z]|\d)\s*\])?(?![a-zA-Z(])"
)
_LOGARITHM = re.compile(r"(?<![\\\w])log(?:_?(10|2)|_(e))(?=\s*[(\[{^]|\s+[a-zA-Z\\])")
_NAME = re.compile(r"(?<![\\A-Za-z_])(?:lambda_(?!\w)|[a-zA-Z]+(?:_[a-zA-Z0-9]+)*)")
_SUBSCRIPT = re.compile(r"_([a-zA-Z0-9]+)")
_ALL = re.compile(rf"[ijkl]{{2}}|\d+|wb|{_GREEK}|\w{{3,}}")
_INDICES = re.compile(r"[ijkl]{1,2}|\d+")
_ENTRY = re.compile(
    r"(?<=[\w}])\[\s*(?P<row>[ijkl]|\d+|:)\s*(?:(?:,|\]\[)\s*(?P<column>[ijkl]|\d+|:)\s*)?\]"
)
_SQUARE = re.compile(
    r"(?<![\w\\.)\]])(?P<name>[a-zA-Z_]\w*)\s*\*\*\s*2(?![\w.])|\)\s*\*\*\s*2(?![\w.])"
)
_PRODUCT = re.compile(r"(?<![\\\w])(?P<name>dot|matmul|multiply)\s*(?=\()")
_METHOD = re.compile(r"\.dot(?=\()")
_BETWEEN = {"dot": r"\cdot ", "matmul": r"\cdot ", "multiply": r"\odot "}
_RAISED = re.compile(r"\^\s*(?!\{)(?P<sign>[-+]?)\s*")
_ATOM = re.compile(r"(?:\d+|\\[a-zA-Z]+ ?|[a-zA-Z])(?:_(?:\w|\{[^{}]*\}))?")
_OF_E = re.compile(r"\d*(?:\\[a-zA-Z]+ ?|[a-zA-Z])*(?:_(?:\w|\{[^{}]*\}))?")
_GROUPED = re.compile(r"(?P<root>\\sqrt *)(?=\()|(?P<index>\\sum *_)(?=\()")


def as_tex(formula: Traced) -> Traced:
    """A formula as TeX, whatever it was written in; TeX stays as it is.

    Raises:
        ReadError: It is a statement of a program that is no equation, or a rendered formula
            without its structure.
    """
    _refuse(formula, _RENDERED, RENDERED)
    piece = to_tex(formula)
    if _COMMAND.search(formula.text):
        return piece
    _refuse(piece, _UPDATE, UPDATED)
    if _REDUCED.search(piece.text):
        _refuse(piece, _BARE_FEATURE, ALONG)
    step = _STEP.match(piece.text)
    if step and re.search(rf"(?<!\w){step[1]}(?!\w)", piece.text[step.end() :]):
        piece = piece.changed([(*step.span(2), ":=")])
    if _PYTHON.search(piece.text):
        piece = _from_python(piece)
    piece = piece.sub(_COMMENT, lambda _: "").sub(_SMALL, _power_of_ten)
    piece = piece.sub(_LOGARITHM, lambda found: rf"\log_{{{found[1] or found[2]}}}")
    piece = piece.sub(_DIFFERENTIAL, _derivative).sub(_SIGN, lambda sign: _SIGNS[sign[0]])
    piece = piece.sub(_NAME, _named)
    return piece.changed(_braced(piece.text))


def _refuse(piece: Traced, pattern: re.Pattern[str], message: str) -> None:
    found = pattern.search(piece.text)
    if found:
        raise ReadError(message, piece.whole, *piece.origin(*found.span()))


def _from_python(piece: Traced) -> Traced:
    """Products of arrays and entries as TeX has them."""
    piece = piece.sub(_LIBRARY, lambda _: "").sub(_POINT, lambda _: "")
    _refuse(piece, _ALONG, ALONG)
    piece = piece.sub(_OPTION, lambda _: "").sub(_MEAN, lambda _: r"\frac{1}{m} sum")
    piece = piece.changed(_squares(piece.text))
    piece = piece.sub(re.compile(r"(?<!\*)\*(?!\*)"), lambda _: r"\odot ")
    piece = piece.sub(_METHOD, lambda _: r"\cdot ").sub(_DIFFERENTIAL, _derivative)
    piece = piece.sub(_ENTRY, _index)
    return piece.changed(_products(piece.text))


def _power_of_ten(number: re.Match[str]) -> str:
    return rf"{number[1].rstrip('.')}\cdot 10^{{{number[2]}}}"


def _derivative(found: re.Match[str]) -> str:
    """`dL_dw`, `d_loss_d_w`, `dj_dw[j]` and `dzdw`."""
    of = {"loss": "L", "Loss": "L", "l": "L", "cost": "J", "Cost": "J", "j": "J"}.get(
        found["of"], found["of"]
    )
    above, below = (_WORDS.get(name, name) for name in (of, found["by"]))
    index = found["index"] or found["entry"]
    lowered = f"_{{{index}}}" if index else ""
    if lowered and below == "b":
        return rf"\frac{{\partial L{lowered}}}{{\partial b}}"
    return rf"\frac{{\partial {above}}}{{\partial {below}{lowered}}}"


def _named(found: re.Match[str]) -> str | None:
    """A name with the indices that are written behind it: `f_wb_i`, `x_ij`, `w_jx_j`."""
    if found[0] in _WORDS:
        return _WORDS[found[0]]
    name, *_ = found[0].partition("_")
    below = _SUBSCRIPT.findall(found[0])
    if name not in _WORDS and all(len(part) == 1 or not _ALL.fullmatch(part) for part in below):
        return None  # as TeX has it: w_jx_j is w_j times x_j
    indices = [part for part in below if part not in ("wb", "w", "b")]
    made = _WORDS.get(name, name)
    if all(map(_INDICES.fullmatch, indices)):
        return made + (f"_{{{''.join(indices)}}}" if indices else "")
    return made + "".join(
        f"_{{{_WORDS[part]}}}" if part in _WORDS else f"_{{{part[0]}}} {part[1:]}" for part in below
    )


def _index(found: re.Match[str]) -> str:
    """`y[i]` and `X[i, j]`; `X[i]` is an example, and Python counts from 0."""
    row, column = (
        str(int(place) + 1) if place and place.isdecimal() else place or ""
        for place in found.group("row", "column")
    )
    if found.string[found.start() - 1] == "X" and row != ":" and column in ("", ":"):
        return f"^{{({row})}}"
    return f"_{{{row}{column}}}".replace(":", "")


def _squares(text: str) -> Iterator[Change]:
    """`w**2` and `(f - y)**2` entry by entry; what is nested in such a bracket stays."""
    opening = {close: open_ for open_, close in _partners(text)[0].items()}
    last = 0
    for found in _SQUARE.finditer(text):
        start = found.start() if found["name"] else opening.get(found.start())
        if start is None or start < last or text[start - 1 : start].isalnum():
            continue
        last = found.end()
        base = found["name"] or text[start : found.start() + 1]
        yield found.start() + len(found["name"] or ")"), last, rf"\odot {base}"


def _products(text: str) -> Iterator[Change]:
    """`dot(a, b)` as (a)·(b)."""
    closing, commas = _partners(text)
    changes: list[Change] = []
    for found in _PRODUCT.finditer(text):
        opening = found.end()
        close = closing.get(opening)
        if close is None or len(commas[opening]) != 1:
            continue
        comma = commas[opening][0]
        changes += (*found.span(), "("), (close, close + 1, "))")
        changes.append((comma, comma + 1, f"){_BETWEEN[found['name']]}("))
    yield from sorted(changes)


def _partners(text: str) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Where each bracket is closed, and the commas directly inside it."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    commas: dict[int, list[int]] = {}
    for at, sign in enumerate(text):
        if sign in "([{":
            opened.append(at)
            commas[at] = []
        elif sign in ")]}" and opened:
            closing[opened.pop()] = at
        elif sign == "," and opened:
            commas[opened[-1]].append(at)
    return closing, commas


def _braced(text: str) -> Iterator[Change]:
    """Braces around what is raised, rooted or the range of a sum: `e^-z`, `x^(i)`, `sqrt(z)`."""
    closing, _ = _partners(text)
    changes: list[Change] = []
    for found in _RAISED.finditer(text):
        start, atom = found.end(), found.end()
        if text[atom : atom + 1] == "(":
            end = closing.get(atom, -1) + 1
        else:
            of_e = text[found.start() - 1 : found.start()] == "e"
            match = (_OF_E if of_e else _ATOM).match(text, atom)
            end = match.end() if match else 0
        digits = text[start:end].isdecimal() and not found["sign"]
        if end > start and (found["sign"] or (end - start > 1 and not digits)):
            changes += (found.start() + 1, found.start() + 1, "{"), (end, end, "}")
    for found in _GROUPED.finditer(text):
        close = closing.get(found.end())
        if close is not None:
            inner = int(found["index"] is not None)
            changes.append((found.end(), found.end() + inner, "{"))
            changes.append((close + 1 - inner, close + 1, "}"))
    yield from sorted(changes, key=lambda change: change[0])
