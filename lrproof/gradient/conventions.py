r"""The standard costs of the subject: value, gradient and Hessian, in each convention.

All of them are $J = c \sum_i \ell(z^{(i)}, y^{(i)}) + p \sum_j |w_j|^k$. A convention names the
loss $\ell$ of an example, and with a sum or a mean and a penalty the factors $c$ and $p$. So each
loss and each penalty is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from lrproof import logistic, softmax

if TYPE_CHECKING:
    from lrproof.gradient.data import Dataset
    from lrproof.shapes import Array

__all__ = ["ELEMENTWISE", "LOSSES", "OF_CLASSES", "PENALTIES", "Convention", "Loss", "Penalty"]

Layout = Literal["rows", "columns", "elementwise"]
Labels = Literal["0/1", "-1/+1"]
Reduction = Literal["mean", "sum"]
OfLogits = Callable[["Array", "Array"], "Array"]
"""A function of the logits and the labels, example by example."""


@dataclass(frozen=True)
class Loss:
    """The loss of one example as a function of its logit, and two derivatives.

    Args:
        title: What it is called in a sentence.
        value: The loss.
        by_logit: Its derivative with respect to the logit.
        curvature: Its second derivative.
        factor: A number that multiplies all three.
        reduction: The only reduction that goes with the name, where there is only one.
    """

    title: str
    value: OfLogits
    by_logit: OfLogits
    curvature: OfLogits
    factor: float = 1.0
    reduction: Reduction | None = None


def _squared_curvature(z: Array, y: Array) -> Array:
    """The derivative of (f − y) σ'(z)."""
    f, slope = logistic.sigmoid(z), logistic.sigmoid_derivative(z)
    curvature: Array = np.asarray(slope * (slope + logistic.residual(z, y) * (1 - 2 * f)))
    return curvature


_LOG = Loss(
    "log loss",
    lambda z, y: np.asarray(logistic.loss(z, y)),
    lambda z, y: np.asarray(logistic.residual(z, y)),
    lambda z, _: np.asarray(logistic.sigmoid_derivative(z)),
)
_SQUARED = Loss(
    "squared error of the sigmoid",
    lambda z, y: np.asarray(logistic.residual(z, y) ** 2),
    lambda z, y: np.asarray(2 * logistic.residual(z, y) * logistic.sigmoid_derivative(z)),
    lambda z, y: 2 * _squared_curvature(z, y),
)
_LINEAR = Loss(
    "squared error of linear regression",
    lambda z, y: (z - y) ** 2,
    lambda z, y: 2 * (z - y),
    lambda z, _: np.full_like(z, 2.0),
)
_FACTORS: tuple[tuple[str, float, Reduction], ...] = (
    ("1/(2m)", 0.5, "mean"),
    ("1/m", 1.0, "mean"),
    ("1/2", 0.5, "sum"),
    ("1", 1.0, "sum"),
)
_SOFTMAX = Loss(
    "cross-entropy of softmax",
    lambda z, y: np.asarray(softmax.loss(z, y)),
    softmax.residual,
    lambda z, _: softmax.jacobian(z),
)

LOSSES: Mapping[str, Loss] = {
    "log": _LOG,
    "signed": _LOG,
    "log-likelihood": replace(_LOG, title="log-likelihood, which is maximised", factor=-1.0),
    **{
        f"{name} ({words})": replace(loss, factor=factor, reduction=reduction)
        for name, loss in (("squared", _SQUARED), ("linear", _LINEAR))
        for words, factor, reduction in _FACTORS
    },
    "softmax": _SOFTMAX,
}
"""The losses by the names that a convention uses."""


@dataclass(frozen=True)
class Penalty:
    """What a penalty makes of its strength λ and the number of examples.

    Args:
        weight: The factor p of the sum of powers.
        power: k, 2 for a ridge and 1 for a lasso.
        loss: What multiplies the losses.
    """

    weight: Callable[[float, int], float]
    power: int = 2
    loss: Callable[[float], float] = lambda _: 1.0


PENALTIES: Mapping[str, Penalty] = {
    "none": Penalty(lambda *_: 0.0),
    "lambda/(2m) * sum(w^2)": Penalty(lambda strength, m: strength / (2 * m)),
    "lambda/2 * sum(w^2)": Penalty(lambda strength, _: strength / 2),
    "lambda * sum(w^2)": Penalty(lambda strength, _: strength),
    "lambda/m * sum(w^2)": Penalty(lambda strength, m: strength / m),
    "1/2 * sum(w^2), loss times C": Penalty(lambda *_: 0.5, loss=lambda strength: strength),
    "1/(2C) * sum(w^2)": Penalty(lambda strength, _: 1 / (2 * strength)),
    "lambda * sum(|w|)": Penalty(lambda strength, _: strength, power=1),
    "lambda/m * sum(|w|)": Penalty(lambda strength, m: strength / m, power=1),
}
"""The penalties by the names that a convention uses."""

ELEMENTWISE: Mapping[str, OfLogits] = {
    "sigmoid": lambda z, _: np.asarray(logistic.sigmoid(z)),
    "slope": lambda z, _: np.asarray(logistic.sigmoid_derivative(z)),
    "loss": _LOG.value,
    "loss by logit": _LOG.by_logit,
    "loss by prediction": lambda z, y: np.where(
        y == 1, -1 / np.asarray(logistic.sigmoid(z)), 1 / np.asarray(logistic.sigmoid(-z))
    ),
    "logit": lambda z, _: z,
    "class": lambda z, _: (z > 0).astype(float),
    "softplus": lambda z, _: np.asarray(logistic.softplus(z)),
    "log sigmoid": lambda z, _: -np.asarray(logistic.softplus(-z)),
    "class probabilities": lambda z, _: softmax.softmax(z),
    "loss by class logit": softmax.residual,
}
"""Functions of single examples that people check on their own."""

TITLES: Mapping[str, str] = {
    "slope": "slope of the sigmoid",
    "loss": "log loss of each example",
    "loss by logit": "derivative of the log loss by the logit",
    "loss by prediction": "derivative of the log loss by the prediction",
    "class": "predicted class",
    "log sigmoid": "logarithm of the sigmoid",
    "loss by class logit": "derivative of the cross-entropy by the logits",
}
"""What some of them are called in a sentence."""

OF_CLASSES = frozenset({"softmax", "class probabilities", "loss by class logit"})
"""The losses and functions that have a logit for each class."""


@dataclass(frozen=True)
class Convention:
    """What a cost or a gradient means by its arguments and its value.

    Args:
        layout: Whether an example is a row or a column of X.
        labels: What the two labels are; None where there are none.
        reduction: The sum or the mean over the examples.
        penalty: A key of PENALTIES.
        parameters: "w,b", "theta" (bias first), "w, bias last", "w" (no bias), "W,b" and "W" for
            softmax, "z".
        loss: A key of LOSSES, or of ELEMENTWISE.
        bias_penalised: Whether the penalty counts the bias too.

    Examples:
        >>> from lrproof.gradient.data import SMALL
        >>> mean, summed = Convention(), Convention(reduction="sum")
        >>> print(f"{mean.cost(SMALL[0]):.6f} {summed.cost(SMALL[0]):.6f}")
        0.587745 1.175490
        >>> by_weights, by_bias = mean.gradient(SMALL[0])
        >>> print(by_weights.round(6), by_bias.round(6))
        [-0.842476] -0.220017
        >>> print(Convention(penalty="lambda/2 * sum(w^2)").gradient(SMALL[0])[0].round(6))
        [1.657524]
    """

    layout: Layout = "rows"
    labels: Labels | None = "0/1"
    reduction: Reduction | None = "mean"
    penalty: str = "none"
    parameters: str = "w,b"
    loss: str = "log"
    bias_penalised: bool = False

    @property
    def has_bias(self) -> bool:
        """Whether the model has a bias."""
        return self.parameters not in ("w", "W")

    def model(self, data: Dataset) -> tuple[Array, Array, Array, Array]:
        """The labels, the weights, the bias and the logits; for softmax, with a last axis of K."""
        data = data if self.has_bias else data.without_bias
        if self.loss in OF_CLASSES:
            return data.Y, data.W, data.B, data.X @ data.W + data.B
        return data.y, data.w, np.asarray(data.b), data.z

    def factors(self, data: Dataset) -> tuple[float, float]:
        """What multiplies the sum of losses, and the sum of powers of the weights."""
        penalty = PENALTIES[self.penalty]
        of_sum = 1 / data.m if self.reduction == "mean" else 1.0
        scale = LOSSES[self.loss].factor * of_sum * penalty.loss(data.lambda_)
        # What is maximised is lowered by a penalty.
        sign = -1 if scale < 0 else 1
        return scale, sign * penalty.weight(data.lambda_, data.m)

    def cost(self, data: Dataset) -> float:
        """The value of the cost."""
        return self.cost_and_size(data)[0]

    def cost_and_size(self, data: Dataset) -> tuple[float, float]:
        """The value of the cost, and the size of what is added up for it."""
        y, w, b, z = self.model(data)
        scale, weight = self.factors(data)
        power = PENALTIES[self.penalty].power
        penalised = (np.abs(w) ** power).sum()
        if self.bias_penalised:
            penalised += (np.abs(b) ** power).sum()
        losses, penalty = scale * LOSSES[self.loss].value(z, y), weight * penalised
        return float(losses.sum() + penalty), float(np.abs(losses).sum() + abs(penalty))

    def penalty_gradient(self, data: Dataset) -> tuple[Array, Array]:
        """What the penalty adds to the derivatives by the weights and by the bias."""
        _, w, b, _ = self.model(data)
        _, weight = self.factors(data)
        power = PENALTIES[self.penalty].power
        slopes = [weight * power * np.abs(part) ** (power - 1) * np.sign(part) for part in (w, b)]
        return slopes[0], slopes[1] * self.bias_penalised

    def gradient(self, data: Dataset) -> tuple[Array, Array]:
        """The derivatives by the weights, of shape (n,) or (n, K), and by the bias."""
        y, _, _, z = self.model(data)
        scale, _ = self.factors(data)
        r = scale * LOSSES[self.loss].by_logit(z, y)
        by_weights, by_bias = self.penalty_gradient(data)
        return data.X.T @ r + by_weights, r.sum(axis=0) + by_bias

    def sizes(self, data: Dataset) -> tuple[Array, Array, Array, Array]:
        """The sizes of the terms that are added up for each entry.

        Returns:
            For the weights and for the bias, with the residuals as they are; and the same with
            residuals of size 1, which is what rounding is relative to.
        """
        y, _, _, z = self.model(data)
        scale, _ = self.factors(data)
        r = abs(scale) * np.abs(LOSSES[self.loss].by_logit(z, y))
        ones = np.full_like(z, abs(scale)) * np.maximum(1, r.max() / abs(scale))
        by_weights, by_bias = (np.abs(part) for part in self.penalty_gradient(data))
        X = np.abs(data.X).T
        return (
            X @ r + by_weights,
            r.sum(axis=0) + by_bias,
            X @ ones + by_weights,
            ones.sum(axis=0) + by_bias,
        )

    def hessian(self, data: Dataset) -> Array:
        """The second derivatives, the weights in order, then the bias if there is one."""
        y, _, _, z = self.model(data)
        scale, weight = self.factors(data)
        X = np.column_stack([data.X, np.ones(data.m)]) if self.has_bias else data.X
        second: Array = scale * (X.T * LOSSES[self.loss].curvature(z, y)) @ X
        if PENALTIES[self.penalty].power == 2:
            penalised = np.ones(X.shape[1])
            if self.has_bias and not self.bias_penalised:
                penalised[-1] = 0.0
            second += np.diag(2 * weight * penalised)
        return second

    def formula(self) -> str:
        """The cost in one line of words and signs.

        Examples:
            >>> print(Convention(penalty="lambda/(2m) * sum(w^2)").formula())
            mean log loss + lambda/(2m) * sum(w^2)
            >>> print(Convention(reduction="sum", penalty="1/2 * sum(w^2), loss times C").formula())
            C * summed log loss + 1/2 * sum(w^2)
        """
        if self.loss in ELEMENTWISE:
            return TITLES.get(self.loss, self.loss)
        loss = LOSSES[self.loss]
        reduced = {"mean": "mean ", "sum": "summed ", None: ""}[self.reduction]
        words = f"{'halved ' if loss.factor == 0.5 else ''}{reduced}{loss.title}"
        if self.penalty == "none":
            return words
        times, _, _ = self.penalty.partition(", loss times C")
        product = "C * " if times != self.penalty else ""
        sign = "-" if loss.factor < 0 else "+"
        bias = ", the bias included" if self.bias_penalised else ""
        return f"{product}{words} {sign} {times}{bias}"
