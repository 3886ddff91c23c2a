"""Datasets at which a function is judged: small, fixed, and chosen so that nothing hides.

A test point hides a mistake where m = 1 (a missing mean), m = n (a wrong axis), w = 0 or λ = 0 (any
penalty), b = 0 (a forgotten bias), all labels are equal (half of the signs), or all logits are
large (nearly everything). None of these does. λ is none of m, n, 1 and 2 either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["CONFIDENT", "EXTREME", "MODERATE", "SMALL", "Dataset"]

CLASSES = 3


@dataclass(frozen=True, eq=False)
class Dataset:
    """Data and parameters at which a cost and a gradient have values.

    Args:
        name: What is special about it.
        X: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), zeros and ones.
        w: Weights of shape (n,).
        b: Bias.
        lambda_: Strength of the penalty, or the C of a loss that is multiplied by it.
        classes: For softmax, the class of each example, of shape (m,).
        W: For softmax, weights of shape (n, K), a column for each class.
        B: For softmax, biases of shape (K,).

    Examples:
        >>> print(SMALL[0].X.tolist(), SMALL[0].y.tolist(), SMALL[0].z.tolist())
        [[1.0], [3.0]] [0.0, 1.0] [-1.5, -0.5]
        >>> print(SMALL[0].signs.tolist())
        [-1.0, 1.0]
    """

    name: str
    X: Array
    y: Array
    w: Array
    b: float
    lambda_: float
    classes: Array
    W: Array = field(repr=False)
    B: Array = field(repr=False)

    def __post_init__(self) -> None:
        for array in (self.X, self.y, self.w, self.classes, self.W, self.B):
            array.flags.writeable = False

    @property
    def m(self) -> int:
        """The number of examples."""
        return len(self.X)

    @property
    def n(self) -> int:
        """The number of features."""
        return int(self.X.shape[1])

    @property
    def z(self) -> Array:
        """The logits Xw + b, of shape (m,)."""
        z: Array = self.X @ self.w + self.b
        return z

    @property
    def signs(self) -> Array:
        """The labels as −1 and 1."""
        signs: Array = 2 * self.y - 1
        return signs

    @property
    def Y(self) -> Array:
        """For softmax, the labels of shape (m, K), a single 1 in each row."""
        one_hot: Array = np.eye(len(self.B))[self.classes.astype(int)]
        return one_hot

    @cached_property
    def without_bias(self) -> Dataset:
        """The same with b = 0, for a model that has none."""
        return replace(self, b=0.0, B=np.zeros_like(self.B))

    @cached_property
    def first_feature(self) -> Dataset:
        """The same with the first feature alone, for a function of one feature."""
        if self.n == 1:
            return self
        return replace(self, X=self.X[:, :1], w=self.w[:1], W=self.W[:1])


def _drawn(
    name: str,
    seed: int,
    m: int,
    n: int,
    lambda_: float,
    scales: tuple[float, ...] = (),
    logits: Array | None = None,
) -> Dataset:
    """Draws a dataset; its first feature is changed so that its logits are what is wished."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(m, n)) + 0.3
    w, b = rng.uniform(0.4, 1.1, size=n) * rng.choice([-1.0, 1.0], size=n), 0.7
    if logits is not None:
        X[:, 0] = (logits - b - X[:, 1:] @ w[1:]) / w[0]
    scale = np.array(scales or (1.0,) * n)
    y = np.array([1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0])[:m]
    classes = np.array([2.0, 0.0, 1.0, 2.0, 1.0, 0.0, 0.0, 2.0, 1.0])[:m]
    W, B = rng.normal(size=(n, CLASSES)) * 0.7, np.array([0.4, -0.9, 0.2])
    return Dataset(name, X * scale, y, w / scale, b, lambda_, classes, W / scale[:, np.newaxis], B)


def _written(name: str, rows: list[list[float]], labels: list[float], w: list[float]) -> Dataset:
    """Makes a dataset of numbers that a person reads."""
    X, n = np.array(rows), len(w)
    W, B = np.array([[0.5, -1.0, 0.0], [1.0, 0.5, -0.5]])[:n], np.array([0.5, -1.0, 0.0])
    classes = np.array([2.0, 0.0, 1.0])[: len(X)]
    return Dataset(name, X, np.array(labels), np.array(w), -2.0, 5.0, classes, W, B)


SMALL = (
    _written("two examples, one feature", [[1.0], [3.0]], [0.0, 1.0], [0.5]),
    _written("three examples, two features", [[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]],
             [0.0, 1.0, 1.0], [0.5, -1.0]),
)  # fmt: skip
"""Numbers to show a mistake by, the smallest first."""

MODERATE = (
    _drawn("ordinary features", 1, 7, 4, 1.7),
    _drawn("features of different scales", 2, 6, 2, 0.6, scales=(40.0, 0.05)),
    SMALL[1],
)
"""Ordinary logits: whoever is wrong is wrong here."""

CONFIDENT = (
    _drawn("confident and right", 3, 8, 5, 1e-6, logits=np.array(
        [12.2, -11.7, -13.1, 12.6, 12.9, -12.4, 13.3, 12.0])),
    _drawn("confident, and wrong at some", 4, 8, 3, 2.3, logits=np.array(
        [12.2, 11.7, -13.1, -12.6, 0.4, -12.4, -0.9, 12.0])),
)  # fmt: skip
"""Logits so large that an absolute tolerance would see nothing; a clipped logarithm still works."""

EXTREME = (
    _drawn("logits beyond what an exponential can hold", 5, 9, 2, 1.7, logits=np.array(
        [40.0, -45.0, 800.0, -800.0, 38.0, 1.5, -0.5, 900.0, -38.0])),
)  # fmt: skip
"""Where a naive but right function overflows."""
