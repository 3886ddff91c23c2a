"""What the symbols of a page stand for: names, shapes, domains, how they depend on each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import product
from math import prod

from lrproof.tex import Vocabulary, read_formula
from lrproof.tex.expression import (
    BigSum,
    Call,
    Comparison,
    Expression,
    IndexLetter,
    Inverse,
    Symbol,
)
from lrproof.tex.shapes import ROW

MOST_ASSIGNMENTS = 1000
MOST_ASSIGNED = 500
FEWEST = 2
"""Of what there is one alone, a sum cannot be told from a term."""
COUNTED = {"m": "examples", "n": "features", "h": "hidden units", "K": "classes"}
"""What each size is the number of."""
_INDICES = re.compile(r"[_^](?:\{[^{}]*\}|.)")

Key = tuple[str, tuple[int, ...]]
"""A symbol with the numbers of its indices: `("w", (2,))`."""


class Clash(ValueError):
    """An index counts two kinds of things in one relation."""


@dataclass(frozen=True)
class Quantity:
    """One symbol of a setting.

    Attributes:
        name: Canonical name, as checkers call it.
        tex: The symbol as it is typeset, with its indices.
        meaning: What it is, in words.
        role: `parameter` (what is learned), `data`, `penalty`, `label` (0 or 1), `sign` (−1 or
            1), `classes` (one 1 along the last axis, otherwise 0) or `defined`.
        domain: Where its values lie, in TeX.
        axes: What its indices count: `("m",)` examples, `("n",)` features, or both. The axis `n+`
            is `n` with a 0 before it, as in θ_0, θ_1, …, θ_n.
        spellings: Other ways to write it that are read as the same.
        definition: For a defined quantity, the TeX that defines it.
        letters: The indices that the definition uses, one for each axis.
        row: Whether it is a row as a whole, and not a column.
        whole: The symbol without indices, as it is typeset; its TeX without them if it is empty.
    """

    name: str
    tex: str
    meaning: str
    role: str
    domain: str
    axes: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    definition: str | None = None
    letters: tuple[str, ...] = ()
    row: bool = False
    whole: str = ""

    @property
    def whole_tex(self) -> str:
        """The quantity without its indices, as it is typeset."""
        return self.whole or _INDICES.sub("", self.tex)

    @property
    def membership(self) -> str:
        """The symbol, and where its values lie, in TeX."""
        return rf"{self.tex} \in {self.domain}"

    @property
    def defined(self) -> str:
        """The equation that defines it, in TeX; empty for one that is free."""
        # A definition by whole arrays has the row as its index.
        name = self.whole_tex if ROW in self.letters else self.tex
        return f"{name} = {self.definition}" if self.definition else ""

    @property
    def shape(self) -> str:
        """Its shape as a whole, in TeX; empty for one number."""
        sizes = [_size(axis) for axis in self.axes]
        if len(sizes) == 1:
            sizes = ["1", *sizes] if self.row else [*sizes, "1"]
        return r" \times ".join(sizes)


def _size(axis: str) -> str:
    return f"({axis}1)" if axis.endswith("+") else axis


@dataclass(frozen=True)
class _Source:
    """A definition, and what a vocabulary knows that it may use."""

    tex: str
    known: tuple[frozenset[object], ...]
    vocabulary: Vocabulary = field(compare=False, repr=False)


@lru_cache(maxsize=2000)
def _definition(source: _Source) -> Expression:
    """The formula of a definition: settings share most of theirs."""
    return read_formula(source.tex, source.vocabulary)


@dataclass(frozen=True)
class Setting:
    """The symbols of a page and what they depend on.

    Attributes:
        name: Short name, for `--setting` and the setting block of a page.
        title: The same in words.
        symbols: All quantities, the defined ones after what they depend on.
        sizes: How many examples (m) and features (n) a statement is checked for.
        functions: Spellings of functions besides those that every setting knows.
        general: Letters that may be any function with enough derivatives, and what each means.
        conditional: Spellings that with a bar in their bracket name another quantity: p(y | x).
        variable: What a prime, or σ without its argument, refers to.
        objective: What `dz` and `dw` are derivatives of.
        losses: The loss of each example, of which `dz^{(i)}` is a derivative; None if it is one of
            the objective too.
        argument: The quantity that the objective is a function of, where it is one alone: J(θ).
        steps: For a quantity that an update rule changes, the one that it becomes.
        spellings: What else a text calls quantities; an empty name takes a spelling away. The
            definitions of the setting are written without these.
        counts: What a text calls the sizes, where that is not as the setting does.
        singles: For a quantity of all examples, the one of each example that shares its name.
        fixed: The sizes that are what they are, because a text writes all features out.
        zero_apart: Whether the j of θ_j begins with 1, because θ_0 is spoken of by itself.
        told: Definitions from a text: their index letters, and their formulas.
    """

    name: str
    title: str
    symbols: tuple[Quantity, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    general: Mapping[str, str] = field(default_factory=dict)
    conditional: Mapping[str, str] = field(default_factory=dict)
    variable: str | None = None
    objective: str | None = None
    losses: str | None = None
    argument: str | None = None
    steps: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, str] = field(default_factory=dict)
    singles: Mapping[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    zero_apart: bool = False
    told: Mapping[str, tuple[tuple[str, ...], Expression]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names that the reader knows in this setting."""
        plain = self._plain_vocabulary
        names = {**plain.names, **self.spellings}
        return replace(
            plain,
            names={spelling: name for spelling, name in names.items() if name},
            sizes=self.counts or plain.sizes,
            singles=self.singles,
            depends=self.depends,
            logits=dict(self._logits()),
        )

    @cached_property
    def _plain_vocabulary(self) -> Vocabulary:
        known = [q for q in self.symbols if q.name not in self.told or q.definition]
        return Vocabulary(
            names={s: q.name for q in known for s in (*q.spellings, q.name)},
            axes={q.name: q.axes for q in self.symbols},
            rows=frozenset(q.name for q in self.symbols if q.row),
            functions={**self.functions, **dict(zip(self.general, self.general, strict=True))},
            sizes=dict(zip(self.sizes, self.sizes, strict=True)),
            conditional=self.conditional,
            variable=self.variable,
            objective=self.objective,
            losses=self.losses,
            argument=self.argument,
            steps=self.steps,
            title=self.title,
        )

    @cached_property
    def _quantities(self) -> dict[str, Quantity]:
        return {quantity.name: quantity for quantity in self.symbols}

    @cached_property
    def _definitions(self) -> dict[str, Expression]:
        words = self._plain_vocabulary
        known = (
            frozenset(words.names.items()), frozenset(words.axes.items()), words.rows,
            frozenset(words.functions.items()), frozenset(words.sizes.items()),
        )  # fmt: skip
        read = {
            q.name: _definition(_Source(q.definition, known, words))
            for q in self.symbols
            if q.definition
        }
        return read | {name: formula for name, (_, formula) in self.told.items()}

    @cached_property
    def depends(self) -> dict[str, frozenset[str]]:
        """For each defined quantity, all that it depends on."""
        return {name: self._ancestors(name) for name in self._definitions}

    def _ancestors(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for part in self._definitions.get(name, Expression()).walk():
            if isinstance(part, Symbol) and part.name not in self.sizes:
                found |= {part.name, *self._ancestors(part.name)}
            if isinstance(part, Call) and part.function in self.general:
                found.add(part.function)
        return frozenset(found)

    def _logits(self) -> Iterator[tuple[str, str]]:
        for name, definition in self._definitions.items():
            if isinstance(definition, Call) and definition.function == "sigmoid":
                for argument in definition.arguments:
                    if isinstance(argument, Symbol):
                        yield name, argument.name

    @cached_property
    def resized(self) -> Setting:
        """The same setting with other sizes: of examples one more, else one less if 2 are left."""
        changed = {
            axis: size + (0 if axis in self.fixed else 1 if axis == "m" or size <= FEWEST else -1)
            for axis, size in self.sizes.items()
        }
        return self.sized(changed)

    def sized(self, sizes: Mapping[str, int]) -> Setting:
        """The same setting with other sizes, where it has them."""
        changed = {axis: sizes.get(axis, size) for axis, size in self.sizes.items()}
        other = replace(self, sizes=changed)
        # What is read of a setting is the same whatever its sizes.
        for name in ("_plain_vocabulary", "_definitions", "depends", "vocabulary"):
            vars(other)[name] = getattr(self, name)
        return other

    def changed(self, name: str, title: str, *quantities: Quantity) -> Setting:
        """The same setting under another name, with these quantities for their namesakes."""
        new = {quantity.name: quantity for quantity in quantities}
        symbols = tuple(new.get(quantity.name, quantity) for quantity in self.symbols)
        return replace(self, name=name, title=title, symbols=symbols)

    def used(self, expressions: Iterable[Expression]) -> set[str]:
        """The quantities and functions that formulas depend on, also through definitions."""
        found: set[str] = set()
        for part in (part for expression in expressions for part in expression.walk()):
            if isinstance(part, Symbol) and part.name in self._quantities:
                found |= {part.name, *self.vocabulary.depends.get(part.name, ())}
            if isinstance(part, Call) and part.function in self.general:
                found.add(part.function)
        return found

    def quantity(self, name: str) -> Quantity:
        """The quantity with this canonical name."""
        return self._quantities[name]

    def among(self, names: Set[str]) -> tuple[dict[str, str], list[Quantity]]:
        """The general letters with their meanings, and the quantities, that have some names."""
        letters = {letter: meaning for letter, meaning in self.general.items() if letter in names}
        return letters, [quantity for quantity in self.symbols if quantity.name in names]

    def definition(self, name: str) -> tuple[tuple[str, ...], Expression]:
        """The index letters and the formula that define a quantity."""
        letters = self.told[name][0] if name in self.told else self._quantities[name].letters
        return letters, self._definitions[name]

    @cached_property
    def free(self) -> tuple[Quantity, ...]:
        """The quantities that no definition gives."""
        return tuple(quantity for quantity in self.symbols if quantity.role != "defined")

    def numbers(self, axis: str) -> range:
        """The numbers along an axis."""
        first = 0 if axis.endswith("+") else 1
        return range(first, self.sizes[axis.removesuffix("+")] + 1)

    @cached_property
    def ranges(self) -> dict[str, tuple[range, ...]]:
        """The numbers along the axes of each quantity whose shape is known."""
        return {
            q.name: tuple(map(self.numbers, q.axes))
            for q in self.symbols
            if all(axis.removesuffix("+") in self.sizes for axis in q.axes)
        }

    def keys(self, quantity: Quantity) -> list[Key]:
        """All entries of a quantity."""
        return self._keys[quantity.name]

    @cached_property
    def _keys(self) -> dict[str, list[Key]]:
        return {
            name: [(name, numbers) for numbers in product(*along)]
            for name, along in self.ranges.items()
        }

    def rows(self, quantity: Quantity) -> list[list[Key]]:
        """Its entries along the last axis, for each choice of the indices before that."""
        keys = self.keys(quantity)
        length = len(self.numbers(quantity.axes[-1])) if quantity.axes else 1
        return [keys[first : first + length] for first in range(0, len(keys), length)]

    def axis(self, letter: str, *expressions: Expression) -> str:
        """What an index counts, from where it stands; j in δ_jk counts what k does.

        Raises:
            Clash: It stands on two kinds of axes.
            ValueError: It stands nowhere.
        """
        found = set(self._axes(letter, (part for e in expressions for part in _free(letter, e))))
        if not found:
            every = [part for expression in expressions for part in expression.walk()]
            found = {axis for other in _equated(letter, every) for axis in self._axes(other, every)}
        found -= {axis.removesuffix("+") for axis in found if axis.endswith("+")}
        if not found:
            raise ValueError(f"the index {letter} stands at no symbol")
        if len(found) > 1:
            counted = " and ".join(COUNTED.get(axis, axis) for axis in sorted(found))
            raise Clash(f"the index {letter} counts {counted}")
        return found.pop()

    def assignments(self, *expressions: Expression) -> list[dict[str, int]]:
        """All values of the free indices of formulas.

        Raises:
            ValueError: It cannot be told what an index counts, or there are too many indices.
        """
        # By identity, and the formulas are kept, so that no other one can take their place.
        known = tuple(map(id, expressions))
        if known not in self._assigned:
            if len(self._assigned) > MOST_ASSIGNED:
                self._assigned.clear()
            self._assigned[known] = expressions, self._all_assignments(*expressions)
        return self._assigned[known][1]

    @cached_property
    def _assigned(
        self,
    ) -> dict[tuple[int, ...], tuple[tuple[Expression, ...], list[dict[str, int]]]]:
        return {}

    def _all_assignments(self, *expressions: Expression) -> list[dict[str, int]]:
        letters = sorted(frozenset[str]().union(*(expression.free for expression in expressions)))
        axes = [self.axis(letter, *expressions) for letter in letters]
        ranges = [
            self.numbers(axis.removesuffix("+") if self.zero_apart and letter != ROW else axis)
            for letter, axis in zip(letters, axes, strict=True)
        ]
        if prod(map(len, ranges)) > MOST_ASSIGNMENTS:
            raise ValueError(f"{len(letters)} free indices are too many: {', '.join(letters)}")
        choices = product(*ranges)
        return [dict(zip(letters, numbers, strict=True)) for numbers in choices]

    def _axes(self, letter: str, parts: Iterable[Expression]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Inverse) and letter in (part.row, part.column):
                yield part.axis
            if isinstance(part, Symbol) and letter in part.indices:
                axes = self._quantities[part.name].axes
                yield from (
                    axis for axis, index in zip(axes, part.indices, strict=True) if index == letter
                )


def _free(letter: str, expression: Expression) -> Iterator[Expression]:
    """A formula and all inside it, without the sums over the letter: there it is another one."""
    pending = [expression]
    while pending:
        part = pending.pop()
        if not (isinstance(part, BigSum) and part.index == letter):
            yield part
            pending.extend(part.children())


def _equated(letter: str, parts: Sequence[Expression]) -> set[str]:
    """The index letter and those that are compared with it, as in δ_jk, or with one of those."""
    compared = [
        {side.letter for side in (part.left, part.right) if isinstance(side, IndexLetter)}
        for part in parts
        if isinstance(part, Comparison)
    ]
    found = {letter}
    while larger := set[str]().union(*(pair for pair in compared if pair & found)) - found:
        found |= larger
    return found
