"""Slips that change a factor, a residual or a logit, or leave examples out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lrproof.gradient.data import Dataset

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = [
    "COUNTED",
    "CURVATURES",
    "FACTORS",
    "LOGITS",
    "NOT_ZERO",
    "OF_PENALTY",
    "OF_SQUARES",
    "RESIDUALS",
    "RIGHT",
    "WITHOUT_C",
    "Factor",
    "OfBias",
    "Residual",
]


@dataclass(frozen=True)
class Factor:
    """A wrong factor, as a function of the dataset."""

    mistakes: tuple[str, ...]
    words: str
    value: Callable[[Dataset], float]


RIGHT = Factor((), "", lambda _: 1.0)
FACTORS = (
    Factor(("flipped-sign",), "the opposite sign", lambda _: -1.0),
    Factor(("missing-mean",), "m times too large, a sum in place of the mean", lambda d: d.m),
    Factor(("missing-mean",), "m times too small, divided by m once more", lambda d: 1 / d.m),
    Factor(("extra-half",), "half of what it should be", lambda _: 0.5),
    Factor(("factor-two",), "twice what it should be", lambda _: 2.0),
    Factor(("wrong-count",), "divided by n, the number of features, and not by m",
           lambda d: d.m / d.n),
    Factor(("wrong-count",), "divided by n + 1, the number of columns, and not by m",
           lambda d: d.m / (d.n + 1)),
    Factor(("wrong-count",), "divided by n, the number of features", lambda d: 1 / d.n),
    Factor(("wrong-count",), "divided by m − 1 and not by m", lambda d: d.m / (d.m - 1)),
    Factor(("log-ten",), "1/ln 10 times what it should be, another logarithm",
           lambda _: 1 / np.log(10)),
    Factor(("log-ten",), "1/ln 2 times what it should be, another logarithm",
           lambda _: 1 / np.log(2)),
    Factor(("wrong-count",), "divided by m + 1 and not by m", lambda d: d.m / (d.m + 1)),
    Factor(("extra-half", "missing-mean"), "m/2 times what it should be", lambda d: d.m / 2),
    Factor(("bias-added-per-feature",), "n times too large, added up once for each feature",
           lambda d: d.n),
    Factor(("entries-not-filled",), "zero", lambda _: 0.0),
)  # fmt: skip
NOT_ZERO = FACTORS[:-1]
WITHOUT_C = Factor(
    ("penalty-strength-inverted",), "the factor C is missing", lambda d: 1 / d.lambda_
)
OF_PENALTY = (
    Factor(("penalty-missing",), "the penalty is missing", lambda _: 0.0),
    Factor(("penalty-not-averaged", "penalty-doubled"),
           "m times the penalty that belongs there", lambda d: d.m),
    Factor(("penalty-doubled",), "twice the penalty that belongs there", lambda _: 2.0),
    Factor(("penalty-wrong-sign",), "the penalty with the opposite sign", lambda _: -1.0),
    Factor(("penalty-halved", "extra-half"), "half of the penalty that belongs there",
           lambda _: 0.5),
    Factor(("penalty-precedence",), "m² times the penalty, λ/2·m where λ/(2m) is meant",
           lambda d: d.m**2),
    Factor(("penalty-not-averaged",), "the penalty is divided by m, which the cost does not do",
           lambda d: 1 / d.m),
    Factor(("penalty-doubled", "penalty-not-averaged"), "2m times the penalty",
           lambda d: 2 * d.m),
    Factor(("penalty-halved", "penalty-not-averaged"), "m/2 times the penalty",
           lambda d: d.m / 2),
    Factor(("wrong-count",), "the penalty is divided by n and not by m", lambda d: d.m / d.n),
    Factor(("wrong-count",), "the mean of the squares of the weights, and not their sum",
           lambda d: 1 / d.n),
    Factor(("penalty-strength-inverted",), "C multiplies the penalty",
           lambda d: d.lambda_),
    Factor(("penalty-strength-inverted",), "1/λ for λ in the penalty",
           lambda d: d.lambda_**-2),
    Factor(("penalty-strength-inverted",), "the penalty without its strength",
           lambda d: 1 / d.lambda_),
)  # fmt: skip

Residual = Callable[["Array", "Array"], "Array"]
RESIDUALS: tuple[tuple[tuple[str, ...], str, Residual], ...] = (
    (("flipped-sign",), "f + y for f − y", lambda f, y: f + y),
    (
        ("classes-for-probabilities",),
        "predicted classes, 0 or 1, where predictions belong",
        lambda f, y: (f > 0.5) - y,
    ),
    ((), "the residuals without their signs", lambda f, y: np.abs(f - y)),
    (("labels-left-out",), "the predictions without the labels, f for f − y", lambda f, _: f),
    ((), "squared residuals", lambda f, y: (f - y) ** 2),
    (
        ("broadcast-outer",),
        "the mean of all predictions for each of them",
        lambda f, y: f.mean() - y,
    ),
    (("broadcast-outer",), "the mean of all labels for each of them", lambda f, y: f - y.mean()),
    (
        ("broadcast-outer",),
        "the sum of all predictions, less m times the label",
        lambda f, y: f.sum() - len(y) * y,
    ),
    (("labels-flipped",), "1 − y for y", lambda f, y: f - 1 + y),
)
"""Wrong residuals that are no formula of the catalogue."""

OfBias = Callable[["Array", "Array"], "Array"]
LOGITS: tuple[tuple[str, str, OfBias], ...] = (
    ("sign-not-distributed", "Xw − b in the sigmoid: the minus of e^{−z} reaches Xw alone",
     lambda z, b: z - 2 * b),
    ("missing-bias", "the bias is left out of the logit", lambda z, b: z - b),
    ("sigmoid-flipped", "e^{z} for e^{−z} in the sigmoid", lambda z, _: -z),
)  # fmt: skip
"""Wrong logits, of z and the bias."""

OF_SQUARES: tuple[tuple[str, str, Residual], ...] = (
    ("missing-chain-factor", "the slope f(1 − f) of the sigmoid is left out",
     lambda f, y: 2 * (f - y)),
    ("missing-chain-factor", "the slope of the sigmoid and a factor 2 are left out",
     lambda f, y: f - y),
    ("double-chain-factor", "the slope f(1 − f) of the sigmoid is taken twice",
     lambda f, y: 2 * (f - y) * (f * (1 - f)) ** 2),
)  # fmt: skip
"""Wrong residuals of the squared error."""

COUNTED: tuple[tuple[str, str, slice], ...] = (
    ("return-inside-loop", "only the first example is counted", slice(0, 1)),
    ("last-example-only", "only the last example is counted", slice(-1, None)),
    ("example-left-out", "the last example is left out", slice(None, -1)),
    ("example-left-out", "the first example is left out", slice(1, None)),
)
"""Examples that a cost counts."""

CURVATURES: tuple[tuple[tuple[str, ...], str, Callable[[Array], Array]], ...] = (
    (("hessian-without-weights",), "the weights f(1 − f) are missing, as in linear regression",
     np.ones_like),
    (("hessian-weight-squared",), "(1 − f)² where f(1 − f) belongs", lambda f: (1 - f) ** 2),
    (("hessian-weight-squared",), "f² where f(1 − f) belongs", lambda f: f**2),
    (("hessian-weight-squared",), "f²(1 − f)² where f(1 − f) belongs",
     lambda f: (f * (1 - f)) ** 2),
    (("hessian-without-weights",), "f where f(1 − f) belongs", lambda f: f),
    (("hessian-without-weights",), "1 − f where f(1 − f) belongs", lambda f: 1 - f),
    (("sigmoid-derivative-plus",), "f(1 + f) where f(1 − f) belongs", lambda f: f * (1 + f)),
)  # fmt: skip
