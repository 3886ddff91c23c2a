r"""Checkers for the page on the cost: from one example to m.

A dataset has features x of shape (m, n), one example in each row, labels y of shape (m,), weights w
of shape (n,) and a bias b. A side with the index j has an entry for every feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof import logistic
from lrproof.equations._slope import partials, slope
from lrproof.equations._textbook import cost, loss, predictions, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "cost_by_bias",
    "cost_by_weight",
    "cost_definition",
    "cost_written_out",
    "gradient_of_a_mean",
    "half_of_squared_error",
    "per_example_lemma",
    "total_by_weight",
]


def cost_definition(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the package's `cost` is $\frac{1}{m} \sum_i L^{(i)}$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The function that people call, `lrproof.logistic.cost`; the sum of the losses over m.

    Examples:
        >>> from lrproof.equations.cost import cost_definition
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print("{:.6f} = {:.6f}".format(*cost_definition(x=X, w=[1.0, -0.5], b=0.0, y=y)))
        0.398992 = 0.398992

    Equation: [cost-definition](#cost-definition).
    """
    losses = loss(predictions(x, w, b), np.asarray(y))
    return logistic.cost(x, y, w, b), np.sum(losses) / len(losses)


def cost_written_out(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $J = -\frac{1}{m} \sum_i (y^{(i)} \ln f^{(i)} + (1 - y^{(i)}) \ln(1 - f^{(i)}))$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The cost J by `lrproof.logistic.cost`; the formula with one minus in front.

    Examples:
        >>> from lrproof.equations.cost import cost_written_out
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print("{:.6f} = {:.6f}".format(*cost_written_out(x=X, w=[1.0, -0.5], b=0.0, y=y)))
        0.398992 = 0.398992

    Equation: [cost-written-out](#cost-written-out).
    """
    f, labels = predictions(x, w, b), np.asarray(y)
    total = np.sum(labels * np.log(f) + (1 - labels) * np.log(1 - f))
    return logistic.cost(x, y, w, b), -total / len(f)


def gradient_of_a_mean(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the derivative of the mean loss is the mean of the derivatives.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the mean with respect to the weights, of shape (n,); the mean of the
        derivatives, each found for one example alone.

    Examples:
        >>> from lrproof.equations.cost import gradient_of_a_mean
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_of_a_mean(x=X, w=[1.0, -0.5], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.195979 -0.197716] [-0.195979 -0.197716]

    Equation: [gradient-of-a-mean](#gradient-of-a-mean).
    """

    def of_example(row: ArrayLike, label: float) -> Number:
        derivatives: Number = partials(lambda w: loss(sigmoid(np.dot(row, w) + b), label), w)
        return derivatives

    one_by_one = [of_example(*pair) for pair in zip(np.asarray(x), np.asarray(y), strict=True)]
    return partials(lambda w: cost(x, w, b, y), w), sum(one_by_one) / len(one_by_one)


def per_example_lemma(x: Number, w: Number, r: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w = (f - y)\,x$ where $z = wx + r$, for any rest r.

    Args:
        x: Input of the weight, any real number.
        w: Weight, any real number.
        r: All that the logit contains besides.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to w; $(f - y)\,x$.

    Examples:
        >>> from lrproof.equations.cost import per_example_lemma
        >>> print("{:.6f} = {:.6f}".format(*per_example_lemma(x=2.0, w=0.5, r=0.1, y=1)))
        -0.499480 = -0.499480

    Equation: [per-example-lemma](#per-example-lemma).
    """
    return slope(lambda w: loss(sigmoid(w * x + r), y), w), (sigmoid(w * x + r) - y) * x


def cost_by_weight(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\frac{\partial J}{\partial w_j} = \frac1m \sum_i (f^{(i)}-y^{(i)}) x_j^{(i)}$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the cost with respect to the weights, of shape (n,); the means of
        residual times feature.

    Examples:
        >>> from lrproof.equations.cost import cost_by_weight
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = cost_by_weight(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.666667  0.      ] [-0.666667  0.      ]

    Equation: [cost-by-weight](#cost-by-weight).
    """
    products = [
        residual * row
        for residual, row in zip(predictions(x, w, b) - np.asarray(y), np.asarray(x), strict=True)
    ]
    return partials(lambda w: cost(x, w, b, y), w), sum(products) / len(products)


def cost_by_bias(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\frac{\partial J}{\partial b} = \frac1m \sum_i (f^{(i)} - y^{(i)})$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivative of the cost with respect to the bias; the mean residual.

    Examples:
        >>> from lrproof.equations.cost import cost_by_bias
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print("{:.6f} = {:.6f}".format(*cost_by_bias(x=X, w=[0.0, 0.0], b=0.0, y=y)))
        -0.166667 = -0.166667

    Equation: [cost-by-bias](#cost-by-bias).
    """
    residuals = predictions(x, w, b) - np.asarray(y)
    return slope(lambda b: cost(x, w, b, y), b), np.sum(residuals) / len(residuals)


def total_by_weight(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the derivative of the sum of all losses is m times that of the cost.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the total loss with respect to the weights, of shape (n,); m times those
        of the cost.

    Examples:
        >>> from lrproof.equations.cost import total_by_weight
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = total_by_weight(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-2.  0.] [-2.  0.]

    Equation: [total-by-weight](#total-by-weight).
    """
    features, labels = np.asarray(x), np.asarray(y)
    return (
        partials(lambda w: np.sum(loss(sigmoid(features @ w + b), labels)), w),
        len(labels) * partials(lambda w: cost(x, w, b, y), w),
    )


def half_of_squared_error(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the derivative of $\frac{1}{2}(f - y)^2$ with respect to f is $f - y$.

    Args:
        f: Prediction.
        y: Label.

    Returns:
        The derivative of half the squared error; the residual.

    Examples:
        >>> from lrproof.equations.cost import half_of_squared_error
        >>> print("{:.6f} = {:.6f}".format(*half_of_squared_error(f=0.8, y=1)))
        -0.200000 = -0.200000

    Equation: [half-of-squared-error](#half-of-squared-error).
    """
    return slope(lambda f: (f - y) ** 2 / 2, f), f - y
