r"""Habits of writing, brought into the form that the grammar has: `{\rm d}`, `^{[2]T}`."""

from __future__ import annotations

from collections.abc import Sequence

from lrproof.tex.lexer import Token

LONGEST_GROUP = 24
_BARS = {r"\rvert": r"\lvert", r"\rVert": r"\lVert"}
_BRACED = {"array", "aligned", "matrix", "gathered"}
_CASES = {"dcases", "rcases", "drcases"}


def usual(tokens: Sequence[Token]) -> list[Token]:
    """The same formula without the habits."""
    found = _cases(list(tokens))
    for change in (_sums, _bars, _differentials, _over, _superscripts, _exponents):
        found = change(found)
    return found


def _cases(tokens: list[Token]) -> list[Token]:
    r"""`\left\{\begin{array}{ll} … \end{array}\right.` is cases."""
    found: list[Token] = []
    alone = _left_alone(tokens)
    closes = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else token
        if at in alone and after.kind == "begin" and after.text in _BRACED:
            found.append(Token("begin", "cases", token.start, after.end))
            at = after_group(tokens, at + 2) if after.text == "array" else at + 2
            closes += 1
            continue
        if closes and token.kind == "end" and token.text in _BRACED:
            token = Token("end", "cases", token.start, token.end)
            closes -= 1
        elif token.kind in ("begin", "end") and token.text in _CASES:
            token = Token(token.kind, "cases", token.start, token.end)
        found.append(token)
        at += 1
    return found


def _left_alone(tokens: Sequence[Token]) -> set[int]:
    r"""Places of the `\{` that no `\}` closes."""
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.text in (r"\{", r"\lbrace"):
            opened.append(at)
        elif token.text in (r"\}", r"\rbrace") and opened:
            opened.pop()
    return set(opened)


def after_group(tokens: Sequence[Token], at: int) -> int:
    """The place behind the group or the one token here; only short groups are looked through."""
    depth = 0
    last = min(len(tokens), at + LONGEST_GROUP)
    for place in range(at, last):
        depth += {"group": 1, "end-group": -1}.get(tokens[place].kind, 0)
        if depth <= 0:
            return place + 1
    return last


def _sums(tokens: list[Token]) -> list[Token]:
    r"""`\Sigma_{i=1}^m` is a sum."""
    return [
        Token("command", r"\sum", token.start, token.end)
        if (token.text, after.text) == (r"\Sigma", "_")
        else token
        for token, after in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True)
    ]


def _bars(tokens: list[Token]) -> list[Token]:
    r"""`\bigg\rvert_{w=0}` has no partner: it is a plain bar."""
    opened = dict.fromkeys(_BARS.values(), 0)
    found: list[Token] = []
    for token in tokens:
        if token.text in opened:
            opened[token.text] += 1
        elif token.text in _BARS:
            if opened[_BARS[token.text]]:
                opened[_BARS[token.text]] -= 1
            else:
                token = Token("bar", "|", token.start, token.end)
        found.append(token)
    return found


def _differentials(tokens: list[Token]) -> list[Token]:
    r"""`{\rm d}` and `{\partial}` lose their braces."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        alone = (
            len(found) >= len("{d}")
            and (found[-3].kind, found[-1].kind) == ("group", "end-group")
            and found[-2].text in ("d", r"\partial")
        )
        if alone:
            found[-3:] = [found[-2]]
    return found


def _over(tokens: list[Token]) -> list[Token]:
    r"""`{\partial L \over \partial w}` is a fraction with two arguments."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = after_group(tokens, at)
        inside = tokens[at + 1 : end - 1]
        over = [place for place, token in enumerate(inside) if token.text == r"\over"]
        if (
            tokens[at].kind == "group"
            and tokens[end - 1].kind == "end-group"
            and len(over) == 1
            and all(part and part[0].text in ("d", r"\partial")
                    for part in (inside[: over[0]], inside[over[0] + 1 :]))
        ):  # fmt: skip
            middle = inside[over[0]]
            found += [
                Token("command", r"\frac", tokens[at].start, tokens[at].start),
                tokens[at], *inside[: over[0]], Token("end-group", "}", middle.start, middle.start),
                Token("group", "{", middle.end, middle.end), *inside[over[0] + 1 :],
                tokens[end - 1],
            ]  # fmt: skip
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found


def _exponents(tokens: list[Token]) -> list[Token]:
    """`w^2_j` is `w_j^2`."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = after_group(tokens, at + 1) if tokens[at].text == "^" else at
        inside = [token.kind for token in tokens[at + 1 : end]]
        number = inside in (["number"], ["group", "number", "end-group"])
        if number and end < len(tokens) and tokens[end].text == "_":
            last = after_group(tokens, end + 1)
            found += [*tokens[end:last], *tokens[at:end]]
            at = last
        else:
            found.append(tokens[at])
            at += 1
    return found


def _superscripts(tokens: list[Token]) -> list[Token]:
    """`^{[2](i)T}` is `^{[2]}^{(i)}^{T}`."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = after_group(tokens, at + 1) if token.text == "^" else at
        whole = end > at + 1 and tokens[end - 1].kind == "end-group"
        inside = [t for t in tokens[at + 2 : end - 1] if t.text not in ("^", "{", "}")]
        parts = _parts(inside) if whole else []
        if len(parts) > 1:
            for part in parts:
                start, stop = part[0].start, part[-1].end
                found += [Token("sign", "^", token.start, token.end),
                          Token("group", "{", start, start), *part,
                          Token("end-group", "}", stop, stop)]  # fmt: skip
            at = end
        else:
            found.append(token)
            at += 1
    return found


def _parts(inside: Sequence[Token]) -> list[list[Token]]:
    """The layer, the example and the transposition above a name; nothing if it is a formula."""
    parts: list[list[Token]] = []
    at = 0
    while at < len(inside):
        size = 3 if inside[at].kind == "open" and at + 2 < len(inside) else 1
        part = list(inside[at : at + size])
        bracketed = size > 1 and part[2].kind == "close" and part[1].kind in ("name", "number")
        if not bracketed and not (size == 1 and part[0].text in ("T", r"\top", r"\intercal")):
            return []
        parts.append(part)
        at += size
    # (i) alone is an index, and (a)(b) is a product.
    brackets = [part[0].text for part in parts if len(part) > 1]
    return parts if brackets and brackets in (["("], ["["], ["[", "("]) else []
