"""One way to call a function: what it is given, what it returns, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.gradient.conventions import Convention
from lrproof.gradient.data import Dataset
from lrproof.gradient.forms import Form
from lrproof.gradient.methods import owner
from lrproof.gradient.results import Piece, Reading, pieces
from lrproof.gradient.returned import Finding, Returned
from lrproof.gradient.source import Source
from lrproof.gradient.watching import Clock, watched

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["Argument", "Calling", "example"]


@dataclass(frozen=True)
class Argument:
    """A parameter that is given a value, and what value."""

    name: str
    role: str
    by_name: bool = False
    keys: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Calling:
    """One way to call a function.

    Args:
        function: The function.
        source: Its text.
        arguments: What it is given.
        form: In what shapes.
        clock: The time that it has.
        convention: What the call rests on.
        reading: Which of the returned values is what.
        module: The module to import the function from, in the code that is shown.
        finding: Why it does not work, if it is known not to.

    Examples:
        >>> from lrproof.gradient.search import PROBE, callings
        >>> def gradient(X, y, w, b):
        ...     residual = 1 / (1 + np.exp(-(X @ w + b))) - y
        ...     return residual.mean(), X.T @ residual / len(y)
        >>> calling = next(callings(gradient))
        >>> print(calling.words)
        called as gradient(X, y, w, b), an example in each row of X; returns (db, dw)
        >>> print(calling.call(PROBE).db == gradient(PROBE.X, PROBE.y, PROBE.w, PROBE.b)[0])
        True
    """

    function: Callable[..., Any]
    source: Source
    arguments: tuple[Argument, ...]
    form: Form
    clock: Clock
    convention: Convention = field(default_factory=Convention)
    reading: Reading | None = None
    module: str = ""
    finding: Finding | None = None

    @property
    def roles(self) -> dict[str, str]:
        """What each argument is."""
        return {argument.name: argument.role for argument in self.arguments}

    @property
    def steps(self) -> bool:
        """Whether the function returns parameters after a step of a given size."""
        return "rate" in self.roles.values()

    @property
    def returns_values(self) -> bool:
        """Whether it returns a number for each example."""
        return self.reading is not None and "value" in self.reading.kinds

    def call(self, data: Dataset) -> Returned:
        """Calls the function with the data in its own convention.

        Raises:
            Finding: If nothing can be compared.
        """
        if self.finding or not self.reading:
            raise self.finding or Finding("wrong-shape", "It is not known what it returns.")
        if not self.form.each:
            found = self._once(data, self.reading)
            return replace(found, one_feature=self.form.one_feature)
        return _added([self._once(example(data, i), self.reading) for i in range(data.m)])

    def _once(self, data: Dataset, reading: Reading) -> Returned:
        given = self.given(data)
        found = self.run(given)
        returned = self._gradient(reading.returned(found, self.form.sizes(data)), data)
        changed = self._changed(given, data)
        if not changed or self.steps:
            return returned
        again = self.run(given)
        spoiled = not all(
            np.array_equal(one.array, other.array, equal_nan=True)
            for one, other in zip(found, again, strict=False)
        )
        return replace(returned, changed=changed, spoiled=spoiled)

    def given(self, data: Dataset) -> dict[str, Any]:
        """New values for the arguments, by the names of the parameters."""
        return {
            argument.name: self.form.value(argument.role, data, argument.keys)
            for argument in self.arguments
        }

    def run(self, given: Mapping[str, Any]) -> list[Piece]:
        """What the function returns for these values, in pieces that nothing changes later.

        Raises:
            Finding: If it fails, or returns no number.
        """
        positional = [given[one.name] for one in self.arguments if not one.by_name]
        named = {one.name: given[one.name] for one in self.arguments if one.by_name}
        result = watched(self.function, positional, named, self.clock)
        if result is None and self.steps:
            result = {one.name: given[one.name] for one in self.arguments if one.role in "wb"}
        found = pieces(result, self.source.results)
        return [Piece(piece.name, np.array(piece.array)) for piece in found]

    def _gradient(self, returned: Returned, data: Dataset) -> Returned:
        """The gradient that a step of gradient descent was made with."""
        if not self.steps or returned.dw is None:
            return returned
        data = data if self.convention.has_bias else data.without_bias
        w, b = (data.W, data.B) if self.form.classes else (data.w, np.asarray(data.b))
        rate = self.form.value("rate", data)
        by_bias = None if returned.db is None else (b - returned.db) / rate
        # What else it returns is a history.
        return replace(returned, dw=(w - returned.dw) / rate, db=by_bias, cost=None)

    def _changed(self, given: Mapping[str, Any], data: Dataset) -> tuple[str, ...]:
        fresh = self.given(data)
        return tuple(name for name, value in given.items() if not _same(value, fresh[name]))

    @property
    def words(self) -> str:
        """How it is called, for a person."""
        call = f"{self.source.name}({', '.join(self.roles)})"
        parts = [f"called as {call}"]
        if self.form.each:
            parts.append("for one example after the other")
        elif self.form.one_feature:
            parts.append("with one feature")
        elif "X" in self.roles.values():
            parts.append(f"an example in each {self.form.layout[:-1]} of X")
        if "w" in self.roles.values() and self.form.place not in ("apart", "none"):
            parts.append(f"the bias {self.form.place.rpartition(' ')[2]}")
        if self.form.labels == "-1/+1" and "y" in self.roles.values():
            parts.append("labels −1 and 1")
        words = ", ".join(parts)
        kinds = [_KINDS[kind] for kind in self.reading.kinds if kind] if self.reading else []
        if not kinds:
            return words
        returns = kinds[0] if len(kinds) == 1 else f"({', '.join(kinds)})"
        if self.steps:
            return f"{words}; returns the parameters after a step"
        return f"{words}; returns {returns}"

    def code(self, data: Dataset) -> str:
        """Lines that make the data, call the function and print what it returns."""
        name, (above, is_object) = self.source.name, owner(self.function)
        lines = ["import numpy as np", ""]
        if self.module:
            lines += [f"from {self.module} import {above or name}", ""]
        if is_object:
            lines.append(f"model = {above}()")
        name = f"{'model' if is_object else above}.{name}" if above else name
        given = replace(self, form=replace(self.form, each=False)).given(data)
        state = getattr(self.function, "names", ())
        lines += [
            f"{'model.' * (key in state)}{key} = {_literal(value)}" for key, value in given.items()
        ]
        call = ", ".join(f"{one.name}={one.name}" if one.by_name else one.name
                         for one in self.arguments if one.name not in state)  # fmt: skip
        if self.form.each:
            own = ", ".join(one.name for one in self.arguments if one.role in "Xyzf")
            lines.append(f'print("returned:", [{name}({call}) for {own} in zip({own})])')
        elif getattr(self.function, "silent", False):
            lines += [f"{name}({call})", 'print("returned:", vars(model))']
        else:
            lines.append(f'print("returned:", {name}({call}))')
        return "\n".join(lines) + "\n"


_KINDS = {"dw": "dw", "db": "db", "cost": "cost", "all": "gradient", "hessian": "Hessian",
          "value": "values"}  # fmt: skip


def _literal(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(_literal(one) for one in value) + ")"
    return repr(value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return all(_same(*pair) for pair in zip(one, other, strict=True))
    return np.array_equal(one, other)


def example(data: Dataset, i: int) -> Dataset:
    """One example of a dataset."""
    kept = slice(i, i + 1)
    return replace(data, X=data.X[kept], y=data.y[kept], classes=data.classes[kept])


def _added(each: list[Returned]) -> Returned:
    """What was returned for the examples one after the other: the sum, or the list of values."""

    def total(values: list[Any]) -> Any:
        return None if values[0] is None else sum(values[1:], values[0])

    value: Array | None = None
    if each[0].value is not None:
        value = np.concatenate([one.value for one in each if one.value is not None])
    return replace(
        each[0],
        dw=total([one.dw for one in each]),
        db=total([one.db for one in each]),
        cost=total([one.cost for one in each]),
        hessian=total([one.hessian for one in each]),
        value=value,
    )
