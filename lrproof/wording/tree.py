"""A formula as it is laid out: what a writer of text or words walks over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Symbol:
    r"""A letter, a number or a sign, named as in TeX: `x`, `12`, `\sigma`; empty for nothing."""

    tex: str


@dataclass(frozen=True)
class Text:
    """Words inside of a formula."""

    text: str


@dataclass(frozen=True)
class Accent:
    """A letter below a hat, a tilde or a bar; the mark is the TeX command."""

    mark: str
    base: Node


@dataclass(frozen=True)
class Script:
    """A base with an index, something raised, and primes or a factorial behind it."""

    base: Node
    sub: Node | None = None
    sup: Node | None = None
    marks: str = ""


@dataclass(frozen=True)
class Fraction:
    """A fraction with a bar."""

    top: Node
    bottom: Node


@dataclass(frozen=True)
class Derivative:
    """A derivative by each of `by`, so many times; of nothing where it acts on what follows."""

    sign: Node
    order: Node | None
    of: Node | None
    by: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True)
class Root:
    """A square root."""

    inside: Node


@dataclass(frozen=True)
class Fenced:
    """What stands in brackets or bars."""

    left: str
    inside: Node
    right: str


@dataclass(frozen=True)
class Apply:
    """A function, gradient or derivative, and what it is of."""

    head: Node
    argument: Node


@dataclass(frozen=True)
class Big:
    """A sum, an integral, the largest or the smallest, over a range."""

    sign: str
    sub: Node | None
    sup: Node | None
    body: Node


@dataclass(frozen=True)
class Product:
    """Factors, each with the sign before it; empty for two that stand beside each other."""

    factors: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Sum:
    """Terms, each with the sign before it; empty for none before the first."""

    terms: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Chain:
    """Sides, and the relations between them."""

    sides: tuple[Node, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Sequence:
    """What commas separate."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Table:
    """Cases or a matrix: rows of cells."""

    kind: str
    rows: tuple[tuple[Node, ...], ...]


Node: TypeAlias = (
    Symbol
    | Text
    | Accent
    | Script
    | Fraction
    | Derivative
    | Root
    | Fenced
    | Apply
    | Big
    | Product
    | Sum
    | Chain
    | Sequence
    | Table
)
NOTHING = Symbol("")
