"""Is what a function returned the same as what was expected, but for rounding?

Every entry is a sum, and is compared relative to the sizes of the terms that are added up: so a
gradient of 1e-6 is judged as strictly as one of 1, and one that cancels to 0 is not asked for more
digits than there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from lrproof.gradient.conventions import ELEMENTWISE, Convention
from lrproof.gradient.data import Dataset
from lrproof.gradient.report import Entry
from lrproof.gradient.returned import Called, Finding, Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lrproof.shapes import Array

__all__ = ["Observed", "Part", "Standard", "ThisCost", "Truth", "parts"]

WRONG = 1e-4
"""Relative to the terms: formulas are wrong by more, rounding and difference quotients by less."""
ROUNDED = 1e-9
"""A relative error above it is not that of float64."""
HALF = 5e-3
"""What float16 may do."""
SINGLE, DOUBLE = 2.0**-22, 2.0**-46
"""A few units in the last place of a prediction near 1."""
CONFIDENTLY = 0.02
"""For confident logits, where 1e-8 in a logarithm shows."""


@dataclass(frozen=True, eq=False)
class Part:
    """One array that a function returned, beside the right one.

    Args:
        name: "dw", "db", "cost", "hessian" or "value".
        expected: What it should be.
        returned: What it was, in the same shape.
        size: The sizes of the terms that each entry adds up.
        largest: The same, with residuals of size 1: rounding of a prediction is relative to it.
        bound: How large a relative error is let through.
    """

    name: str
    expected: Array
    returned: Array
    size: Array
    largest: Array
    bound: float = WRONG

    @property
    def error(self) -> Array:
        """Relative to the terms, entry by entry; infinite where there is no number."""
        with np.errstate(all="ignore"):
            error = np.abs(self.returned - self.expected) / self.size
        relative: Array = np.asarray(np.where(np.isfinite(error), error, np.inf))
        relative[self.returned == self.expected] = 0.0
        return relative

    def right(self) -> NDArray[np.bool_]:
        """Which entries are right."""
        return np.asarray(self.error <= self.bound)

    def vanishes(self, single: bool) -> bool:
        """For confident logits: whether the part is lost, being zero or of opposite sign.

        A clipped prediction makes a small gradient somewhat larger, which harms nobody.
        """
        floor = (SINGLE if single else DOUBLE) * self.largest
        off = np.abs(self.returned - self.expected) > CONFIDENTLY * self.size + floor
        if not np.isfinite(self.returned).all():
            return True
        return bool(off.any()) and float(np.vdot(self.returned, self.expected)) <= 0

    def entries(self) -> Iterator[Entry]:
        """The numbers with their names."""
        for at, right in np.ndenumerate(self.right()):
            where = f"[{', '.join(map(str, at))}]" if at else ""
            expected, returned = float(self.expected[at]), float(self.returned[at])
            yield Entry(f"{self.name}{where}", expected, returned, bool(right))


class Truth(Protocol):
    """What a function is compared with."""

    def expected(self, returned: Returned, data: Dataset) -> list[Part]:
        """The right value beside each that was returned."""


@dataclass(frozen=True)
class Standard:
    """A standard cost and its derivatives."""

    convention: Convention

    def expected(self, returned: Returned, data: Dataset) -> list[Part]:
        """The right value beside each that was returned."""
        convention, found = self.convention, []
        if returned.value is not None:
            y, _, _, z = convention.model(data)
            right = ELEMENTWISE[convention.loss](z, y)
            found.append(_part("value", right, returned.value, np.abs(right)))
        if convention.loss in ELEMENTWISE:
            return found
        by_weights, by_bias = convention.gradient(data)
        size_w, size_b, largest_w, largest_b = convention.sizes(data)
        if returned.dw is not None:
            found.append(_part("dw", by_weights, returned.dw, size_w, largest_w))
        if returned.db is not None and convention.has_bias:
            found.append(_part("db", by_bias, np.asarray(returned.db), size_b, largest_b))
        if returned.cost is not None:
            cost, size = (np.asarray(number) for number in convention.cost_and_size(data))
            found.append(_part("cost", cost, np.asarray(returned.cost), size))
        if returned.hessian is not None:
            side = len(returned.hessian)
            second = convention.hessian(data)[:side, :side]
            size = np.full_like(second, np.abs(second).max())
            found.append(_part("hessian", second, returned.hessian, size))
        return [part for part in found if part.returned.shape == part.expected.shape]


@dataclass(frozen=True, eq=False)
class ThisCost:
    """A cost that is none of the standard ones: its derivatives are had by differences."""

    cost: Observed
    softmax: bool = False

    def expected(self, returned: Returned, data: Dataset) -> list[Part]:
        """The right value beside each that was returned."""
        names = ("W", "B") if self.softmax else ("w", "b")
        found = []
        for name, slopes, array in zip(
            names, ("dw", "db"), (returned.dw, returned.db), strict=True
        ):
            if array is not None:
                right, doubt = self._slopes(data, name)
                # The doubt of the differences is let through, a tenth of a percent at most.
                size = np.maximum(np.abs(right).max(), np.abs(right)) + np.minimum(
                    doubt / WRONG, 10 * np.abs(right).max()
                )
                found.append(_part(slopes, right, array, size))
        return [part for part in found if part.returned.shape == part.expected.shape]

    def _slopes(self, data: Dataset, name: str) -> tuple[Array, Array]:
        """Central differences at two steps, extrapolated; and how far that moved them."""
        at = np.asarray(getattr(data, name), dtype=float)
        right, doubt = np.empty_like(at), np.empty_like(at)
        for index in np.ndindex(at.shape):
            step = 2.0**-8 * max(abs(float(at[index])), 2.0**-6)
            wide, narrow = (self._quotient(data, name, index, h) for h in (step, step / 2))
            right[index] = narrow + (narrow - wide) / 3
            doubt[index] = abs(narrow - wide) / 3 * 2.0**-10
        return right, doubt

    def _quotient(self, data: Dataset, name: str, index: tuple[int, ...], step: float) -> float:
        values = []
        for sign in (1, -1):
            moved = np.array(getattr(data, name), dtype=float)
            moved[index] += sign * step
            change: dict[str, Any] = {name: float(moved) if name == "b" else moved}
            values.append(self.cost.call(replace(data, **change)).cost)
        if values[0] is None or values[1] is None:
            raise Finding("returns-nothing", "the cost returned no number")
        return (values[0] - values[1]) / (2 * step)


def _part(
    name: str, expected: Array, returned: Array, size: Array, largest: Array | None = None
) -> Part:
    given = np.asarray(returned, dtype=float)
    return Part(name, expected, given, size, size if largest is None else largest)


class Observed:
    """A way to call a function, with what it returned at each dataset.

    Args:
        called: The way to call it.
        cost: The way to call the cost that goes with it, if that is another function.
    """

    def __init__(self, called: Called, cost: Observed | None = None) -> None:
        self.called = called
        self.cost = cost
        self._known: dict[Dataset, Returned | Finding] = {}

    @property
    def convention(self) -> Convention:
        """What the call rests on; with the penalty of the cost, if the gradient has none."""
        convention = self.called.convention
        if self.cost and convention.penalty == "none":
            return replace(convention, penalty=self.cost.convention.penalty)
        return convention

    def call(self, data: Dataset) -> Returned:
        """Calls the function, unless its value is known.

        Raises:
            Finding: If nothing can be compared.
        """
        if data not in self._known:
            self._known[data] = self._call(data)
        found = self._known[data]
        if isinstance(found, Finding):
            raise found
        return found

    def _call(self, data: Dataset) -> Returned | Finding:
        try:
            found = self.called.call(data)
            return replace(found, cost=self.cost.call(data).cost) if self.cost else found
        except Finding as finding:
            return finding


def parts(observed: Observed, truth: Truth, data: Dataset) -> list[Part]:
    """What was returned at a dataset beside what was expected.

    Raises:
        Finding: If nothing can be compared.
    """
    returned = observed.call(data)
    bound = HALF if returned.dtype == "float16" else WRONG
    return [replace(part, bound=bound) for part in truth.expected(returned, returned.of(data))]
