"""A formula as a line of plain text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from lrproof.wording.parser import statements
from lrproof.wording.symbols import (
    ACCENTS,
    BIG,
    BRACKETS,
    CLOSING,
    RELATIONS,
    SIGNS,
    TIMES,
    letter,
    number,
    sign,
)
from lrproof.wording.tree import (
    Accent,
    Apply,
    Big,
    Chain,
    Derivative,
    Fenced,
    Fraction,
    Node,
    Product,
    Root,
    Script,
    Sequence,
    Sum,
    Symbol,
    Table,
    Text,
)

__all__ = ["plain"]

_RAISED = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PRIMES = {"'": "′", "''": "″", "!": "!"}


@lru_cache(maxsize=4096)
def plain(tex: str) -> str:
    r"""Writes a formula in Unicode, with brackets where TeX has fraction bars and raised signs.

    Args:
        tex: The body of a block, one line of text for each row, or the inside of an inline
            formula. Reasons and notes below braces are left out.

    Raises:
        Unspeakable: A piece of it has no form in plain text; the message names it.

    Examples:
        >>> print(plain(r"\frac{\partial L}{\partial f} = \frac{f-y}{f(1-f)}"))
        ∂L/∂f = (f − y)/(f (1 − f))
        >>> print(plain(r"\frac{1}{m}\sum_{i=1}^{m} x_j^{(i)} \\ &= e^{-z} && \text{why}"))
        (1/m) Σ_{i=1}^m x_j^(i)
        = e^(−z)
    """
    return unicodedata.normalize("NFC", "\n".join(map(_write, statements(tex))))


def _write(node: Node) -> str:
    match node:
        case Symbol(tex):
            return sign(tex)
        case Text(text):
            return text
        case Accent(mark, base):
            return _atom(base) + ACCENTS[mark][0]
        case Script():
            return _script(node)
        case Fraction(top, bottom):
            return f"{_numerator(top)}/{_atom(bottom)}"
        case Derivative():
            return _derivative(node)
        case Root(inside):
            return f"√{_write(inside) if isinstance(inside, Symbol) else _bracketed(inside)}"
        case Fenced(left, inside, right):
            return f"{BRACKETS[left][0]}{_write(inside)}{CLOSING[right]}"
        case Apply():
            return _apply(node)
        case Big(name, sub, sup, body):
            below = f"_{{{_write(sub).replace(' ', '')}}}" if isinstance(sub, Chain) else _sub(sub)
            return f"{BIG[name][0]}{below}{_sup(sup)} {_term(body)}"
        case Product():
            return _product(node)
        case Sum(terms):
            signs = (SIGNS[before][0] if before else "" for before, _ in terms)
            first, *rest = map("".join, zip(signs, (_term(term) for _, term in terms), strict=True))
            return " ".join([first, *(f"{term[0]} {term[1:]}" for term in rest)])
        case Chain(sides, relations):
            pieces = [_write(sides[0])]
            for relation, side in zip(relations, sides[1:], strict=True):
                pieces += RELATIONS[relation][0], _write(side)
            return " ".join(filter(None, pieces))
        case Sequence(items):
            return ", ".join(map(_write, items)).rstrip()
        case Table("cases", rows):
            return f"{{ {'; '.join(' '.join(map(_write, row)) for row in rows)} }}"
        case Table(_, rows):
            return f"[{'; '.join(', '.join(map(_write, row)) for row in rows)}]"


def _bracketed(node: Node) -> str:
    return f"({_write(node)})"


def _is_atom(node: Node) -> bool:
    """Whether what stands beside it cannot change what belongs to it."""
    match node:
        case Apply(Symbol(r"\nabla") | Script(Symbol(r"\nabla")), _):
            return True
        case Apply(head, Fenced()):
            return not isinstance(head, Derivative)
    return isinstance(node, Symbol | Text | Accent | Script | Root | Fenced | Table)


def _atom(node: Node) -> str:
    return _write(node) if _is_atom(node) else _bracketed(node)


def _term(node: Node) -> str:
    return _bracketed(node) if isinstance(node, Sum | Chain) else _write(node)


def _is_bare(node: Node) -> bool:
    """Whether it is a letter, perhaps with an accent, that stands close to another."""
    inside = node.base if isinstance(node, Accent) else node
    return isinstance(inside, Symbol) and letter(inside.tex)


def _first(node: Node) -> Node:
    """What a factor begins with."""
    while isinstance(node, Script | Apply):
        node = node.base if isinstance(node, Script) else node.head
    return node


def _is_number(node: Node) -> bool:
    return isinstance(node, Symbol) and number(node.tex)


def _numerator(node: Node) -> str:
    """Letters beside each other need no brackets above a fraction bar."""
    if isinstance(node, Product) and " " not in (written := _write(node)) and "/" not in written:
        return written
    return _atom(node)


def _product(node: Product) -> str:
    written = ""
    before: Node | None = None
    joints = [joint for joint, _ in node.factors] + [None]
    for at, (joint, factor) in enumerate(node.factors):
        after = joints[at + 1]
        if isinstance(factor, Fraction | Derivative):
            apart = (at > 0 and joint in ("", "/")) or after in ("", "/")
        elif isinstance(factor, Apply | Big):
            apart = after is not None and not _is_atom(factor)
        else:
            apart = isinstance(factor, Sum | Chain | Product)
        text = _bracketed(factor) if apart else _write(factor)
        if before is not None:
            written += _between(before, joint, factor)
        written += text
        before = factor
    return written


def _between(left: Node, joint: str, right: Node) -> str:
    """The sign between two factors, with its spaces."""
    if joint:
        return joint if joint == "/" else f" {TIMES[joint][0]} "
    if left == Symbol(r"\partial") or (isinstance(left, Fenced) and isinstance(right, Fenced)):
        return ""
    bare = _is_bare(_first(right)) if _is_number(left) else _is_bare(left) and _is_bare(right)
    return "" if bare else " "


def _script(node: Script) -> str:
    base = node.base
    closed = _is_atom(base) and not (
        isinstance(base, Apply) and not isinstance(base.argument, Fenced)
    )
    written = _write(base) if closed else _bracketed(base)
    return written + _PRIMES.get(node.marks, node.marks) + _sub(node.sub) + _sup(node.sup)


def _sub(node: Node | None) -> str:
    if node is None:
        return ""
    written = _write(node)
    if written.isdecimal():
        return written.translate(_LOWERED)
    if "=" not in written:
        written = written.replace(" ", "")
    return f"_{written}" if len(written) == 1 else f"_{{{written}}}"


def _sup(node: Node | None) -> str:
    match node:
        case None:
            return ""
        case Symbol(r"\top"):
            return "ᵀ"
        case Sum(((before, Symbol(tex)),)) if not tex or tex.isdecimal():
            return f"{before}{tex}".translate(_RAISED)
        case Symbol(tex) if tex.isdecimal():
            return tex.translate(_RAISED)
        case Fenced("(" | "["):
            return f"^{_write(node)}"
    written = _write(node)
    return f"^{written}" if len(written) == 1 else f"^({written})"


def _derivative(node: Derivative) -> str:
    differential = _write(node.sign)
    above = differential + _sup(node.order)
    if node.of is not None:
        free = isinstance(node.of, Apply) and not _is_atom(node.of)
        above += f" {_write(node.of)}" if free else _numerator(node.of)
    below = [f"{differential}{_write(by)}{_sup(times)}" for by, times in node.by]
    return f"{above}/{below[0]}" if len(below) == 1 else f"{above}/({' '.join(below)})"


def _apply(node: Apply) -> str:
    head = _write(node.head)
    argument = node.argument
    if isinstance(node.head, Derivative):
        free = isinstance(argument, Apply | Big) or _is_atom(argument)
        return f"{head} {_write(argument) if free else _bracketed(argument)}"
    if isinstance(node.head, Symbol | Script) and head.rstrip("²") == "∇":
        return head + _atom(argument)
    if isinstance(argument, Fenced) and argument.left in ("(", "[", r"\{"):
        return head + _write(argument)
    if isinstance(argument, Apply | Big) or _is_atom(argument):
        return f"{head} {_write(argument)}"
    return head + _bracketed(argument)
