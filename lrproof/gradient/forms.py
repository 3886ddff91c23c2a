"""The shapes in which data and parameters are handed to a function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lrproof import logistic, softmax
from lrproof.gradient.data import CLASSES, Dataset
from lrproof.gradient.results import Sizes

if TYPE_CHECKING:
    from lrproof.gradient.conventions import Labels
    from lrproof.shapes import Array

__all__ = ["PLACES", "Form", "Place", "forms"]

Place = Literal["apart", "first", "last", "none", "inside first", "inside last"]
PLACES: dict[Place, str] = {
    "apart": "w,b",
    "first": "theta",
    "last": "w, bias last",
    "none": "w",
    "inside first": "theta",
    "inside last": "w, bias last",
}
"""Where the bias is, and what a convention calls it. Inside: X has no column of ones for it."""

FLAT, COLUMN, ROW = "flat", "column", "row"
_SHAPES = {
    "rows": ((FLAT, FLAT), (COLUMN, COLUMN), (COLUMN, FLAT), (FLAT, COLUMN), (COLUMN, ROW),
             (FLAT, ROW), (ROW, ROW)),
    "columns": ((ROW, COLUMN), (FLAT, FLAT), (ROW, ROW), (FLAT, ROW), (FLAT, COLUMN),
                (COLUMN, COLUMN)),
}  # fmt: skip
"""Shapes of the labels and of the weights, the most usual first."""
_OF_CLASSES = {
    "rows": (("index", FLAT), ("one-hot", FLAT), ("index", ROW), ("one-hot", ROW)),
    "columns": (("one-hot", ROW), ("index", ROW), ("one-hot", FLAT), ("index", FLAT)),
}


@dataclass(frozen=True)
class Form:
    """How a function wants its arguments.

    Args:
        layout: Whether an example is a row or a column of X.
        place: Where the bias is.
        y: "flat", "column" or "row"; for classes "index" or "one-hot".
        w: "flat", "column" or "row"; for classes "row" is (K, n).
        b: "number", "vector" or "matrix".
        labels: What the labels are.
        numbers: "float", "int" for labels that are integers, or "list" for no arrays at all.
        classes: Whether there are several classes.
        each: Whether it is called for each example on its own.
        one_feature: Whether X is an array of the values of a single feature, and w a number.
        box: How parameters that come together are packed: "dict" or "tuple".
    """

    layout: Literal["rows", "columns"] = "rows"
    place: Place = "apart"
    y: str = FLAT
    w: str = FLAT
    b: str = "number"
    labels: Labels = "0/1"
    numbers: str = "float"
    classes: bool = False
    each: bool = False
    one_feature: bool = False
    box: str = ""

    def sizes(self, data: Dataset) -> Sizes:
        """What the shapes of a result are compared with."""
        joint = self.place != "apart"
        classes = CLASSES if self.classes else 0
        n = 1 if self.one_feature else data.n
        return Sizes(data.m, n, classes, self.place != "none", joint)

    def value(self, role: str, data: Dataset, keys: tuple[tuple[str, str], ...] = ()) -> Any:
        """A new value for an argument.

        Args:
            role: What the argument is.
            data: The data.
            keys: For a dict of parameters, its keys and their roles.
        """
        data = data.without_bias if self.place == "none" else data
        if self.one_feature and role in ("X", "w"):
            return data.X[:, 0].copy() if role == "X" else float(data.w[0])
        data = data.first_feature if self.one_feature else data
        if role == "w" and keys:
            return {key: self.value(inner, data) for key, inner in keys}
        if role == "w" and self.box == "tuple":
            return (self.value("weights", data), self.value("b", data))
        plain: dict[str, Any] = {
            "strength": data.lambda_,
            "C": data.lambda_,
            "rate": 0.5,
            "turns": 1,
            "m": data.m,
            "n": data.n,
            "K": CLASSES,
        }
        if role in plain:
            return plain[role]
        array = np.array(self._array(role, data))
        if self.each and role in ("X", "y", "z", "f"):
            return array.reshape(-1) if role == "X" or array.size > 1 else array.item()
        if self.numbers == "list":
            return array.tolist()
        return array if array.shape else array.item()

    def _array(self, role: str, data: Dataset) -> Array:
        if role == "X":
            X = self._with_ones(data.X)
            return X if self.layout == "rows" else X.T
        if role == "y":
            return self._labels(data)
        if role in ("z", "f"):
            return self._of_examples(role, data)
        if role == "b":
            return self._bias(data)
        w: Array = data.W if self.classes else data.w
        if role == "w" and self.place not in ("apart", "none"):
            b = np.array([data.B if self.classes else data.b])
            w = np.append(b, w, 0) if self.place.endswith("first") else np.append(w, b, 0)
        if self.classes:
            return w.T if self.w == ROW else w
        return _shaped(w, self.w)

    def _with_ones(self, X: Array) -> Array:
        ones = np.ones((len(X), 1))
        if self.place == "first":
            return np.hstack([ones, X])
        return np.hstack([X, ones]) if self.place == "last" else X

    def _labels(self, data: Dataset) -> Array:
        if not self.classes:
            y = data.signs if self.labels == "-1/+1" else data.y
            return _shaped(y.astype(int) if self.numbers == "int" else y, self.y)
        if self.y == "index":
            return data.classes.astype(int)
        return data.Y if self.layout == "rows" else data.Y.T

    def _of_examples(self, role: str, data: Dataset) -> Array:
        if self.classes:
            logits = data.X @ data.W + data.B
            values = logits if role == "z" else softmax.softmax(logits)
            return values if self.layout == "rows" else values.T
        z = data.z
        return _shaped(z if role == "z" else np.asarray(logistic.sigmoid(z)), self.y)

    def _bias(self, data: Dataset) -> Array:
        if not self.classes:
            b = np.asarray(data.b)
            return b.reshape({"number": (), "vector": (1,), "matrix": (1, 1)}[self.b])
        if self.b == "matrix":
            return data.B[np.newaxis]
        return data.B if self.layout == "rows" else data.B[:, np.newaxis]


def _shaped(array: Array, shape: str) -> Array:
    return {FLAT: array, COLUMN: array[:, np.newaxis], ROW: array[np.newaxis]}[shape]


def forms(
    places: tuple[Place, ...],
    layouts: tuple[str, ...],
    classes: bool,
    known: frozenset[str],
    one_feature: bool = False,
) -> Iterator[list[list[Form]]]:
    """Ways to try, in the order in which they are usual.

    Args:
        places: Where the bias may be.
        layouts: "rows" or "columns", or both.
        classes: Whether there are several classes.
        known: The roles of the arguments.
        one_feature: Whether x may be a single feature.

    Yields:
        Lists of groups. The forms of a group differ in shapes, the groups of a list in layout or
        place, the lists in types: integer labels, a bias in an array, lists, one by one.
    """
    groups = [list(_group(layout, place, classes, known)) for layout in layouts for place in places]
    if classes and "X" not in known:
        # A softmax may be written for the logits of one example.
        groups += [[replace(form, each=True)] for form in groups[0]]
    yield groups
    if one_feature and {"X", "w", "b"} <= known and not classes:
        yield [[Form(one_feature=True)]]
    changes: list[dict[str, Any]] = []
    if "y" in known:
        changes.append({"numbers": "int"})
    if "b" in known:
        changes += [{"b": "vector"}, {"b": "matrix"}]
    if known & {"y", "b"}:
        changes.append({"numbers": "int", "b": "matrix"})
    if "w" in known and "b" not in known and "X" in known and not classes:
        yield [[replace(group[0], box="tuple", place="apart")] for group in groups]
    changes.append({"numbers": "list"})
    if not classes and known & {"X", "z", "f"}:
        changes += [{"each": True}, {"each": True, "numbers": "int"}]
    for change in changes:
        yield [[replace(form, **change) for form in group] for group in groups]


def _group(layout: str, place: Place, classes: bool, known: frozenset[str]) -> Iterator[Form]:
    seen = set()
    for y, w in (_OF_CLASSES if classes else _SHAPES)[layout]:
        kept = (y if known & {"y", "z", "f"} else "", w if "w" in known else "")
        if kept not in seen:
            seen.add(kept)
            yield Form(layout, place, y, w, classes=classes)  # type: ignore[arg-type]
