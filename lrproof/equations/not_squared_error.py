r"""Checkers for the page on the squared error: saturation, and curvature of the wrong sign.

The loss is $\frac{1}{2} (\sigma(z) - y)^2$. Derivatives are found from its values alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._slope import curvature, slope
from lrproof.equations._textbook import sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "squared_cost_curvature",
    "squared_error_is_proper",
    "squared_negative_curvature_label_one",
    "squared_sigmoid_by_logit",
    "squared_sigmoid_curvature",
    "squared_sigmoid_curvature_by_weight",
    "squared_sigmoid_curvature_label_one",
    "squared_sigmoid_curvature_label_zero",
    "squared_sigmoid_negative_curvature",
    "squared_sigmoid_saturation",
    "squared_sigmoid_slope_bound",
    "squared_sigmoid_slope_gap",
]


def squared_sigmoid_by_logit(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial z = (f - y)\,f\,(1 - f)$ for half the squared error.

    Args:
        z: Logit, any real number; or an array of logits.
        y: Label, 0 or 1, or a soft label between them; in the shape of z.

    Returns:
        The derivative of the loss with respect to the logit; the product.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_by_logit
        >>> print("{:.6f} = {:.6f}".format(*squared_sigmoid_by_logit(z=np.log(4), y=0)))
        0.128000 = 0.128000

    Equation: [squared-sigmoid-by-logit](#squared-sigmoid-by-logit).
    """
    f = sigmoid(z)
    return slope(lambda z: _loss(z, y), z), (f - y) * f * (1 - f)


def squared_sigmoid_saturation(z: Number) -> tuple[Number, Number]:
    r"""Check that the slope for the label 1 is $-e^z (1 - f)^3$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        The derivative of the loss with respect to the logit at y = 1; the product.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_saturation
        >>> print("{:.6e} = {:.6e}".format(*squared_sigmoid_saturation(z=-10.0)))
        -4.539375e-05 = -4.539375e-05

    Equation: [squared-sigmoid-saturation](#squared-sigmoid-saturation).
    """
    return slope(lambda z: _loss(z, 1), z), -np.exp(z) * (1 - sigmoid(z)) ** 3


def squared_sigmoid_slope_bound(z: Number) -> tuple[Number, float]:
    r"""Check that the slope for the label 1 is at most 4/27 in size.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        Minus the derivative of the loss at y = 1; 4/27, which is not smaller.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_slope_bound
        >>> print("{:.6f} <= {:.6f}".format(*squared_sigmoid_slope_bound(z=-1.0)))
        0.143735 <= 0.148148

    Equation: [squared-sigmoid-slope-bound](#squared-sigmoid-slope-bound).
    """
    return -slope(lambda z: _loss(z, 1), z), 4 / 27


def squared_sigmoid_slope_gap(z: Number) -> tuple[Number, Number]:
    r"""Check that the gap to 4/27 is $(f - \frac13)^2 (\frac13 + (1 - f))$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        4/27 less the size of the slope at y = 1; the product, which is never negative.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_slope_gap
        >>> print("{:.6f} = {:.6f}".format(*squared_sigmoid_slope_gap(z=-1.0)))
        0.004413 = 0.004413

    Equation: [squared-sigmoid-slope-gap](#squared-sigmoid-slope-gap).
    """
    f = sigmoid(z)
    return 4 / 27 + slope(lambda z: _loss(z, 1), z), (f - 1 / 3) ** 2 * (1 / 3 + (1 - f))


def squared_sigmoid_curvature(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial^2 L / \partial z^2$ is $f(1-f)$ times $f(1-f) + (f-y)(1-2f)$.

    Args:
        z: Logit, any real number; or an array of logits.
        y: Label, 0 or 1, or a soft label between them; one number.

    Returns:
        The second derivative of the loss with respect to the logit; the product.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_curvature
        >>> print("{:.6f} = {:.6f}".format(*squared_sigmoid_curvature(z=np.log(4), y=0)))
        -0.051200 = -0.051200

    Equation: [squared-sigmoid-curvature](#squared-sigmoid-curvature).
    """
    f = sigmoid(z)
    return _bend(z, y), f * (1 - f) * (f * (1 - f) + (f - y) * (1 - 2 * f))


def squared_sigmoid_curvature_label_zero(z: Number) -> tuple[Number, Number]:
    r"""Check that the curvature for the label 0 is $f^2 (1 - f)(2 - 3f)$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        The second derivative of the loss at y = 0; the product.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_curvature_label_zero
        >>> print("{:.6f} = {:.6f}".format(*squared_sigmoid_curvature_label_zero(z=1.0)))
        -0.027766 = -0.027766

    Equation: [squared-sigmoid-curvature-label-zero](#squared-sigmoid-curvature-label-zero).
    """
    f = sigmoid(z)
    return _bend(z, 0), f**2 * (1 - f) * (2 - 3 * f)


def squared_sigmoid_curvature_label_one(z: Number) -> tuple[Number, Number]:
    r"""Check that the curvature for the label 1 is $f (1 - f)^2 (3f - 1)$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        The second derivative of the loss at y = 1; the product.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_curvature_label_one
        >>> print("{:.6f} = {:.6f}".format(*squared_sigmoid_curvature_label_one(z=1.0)))
        0.063092 = 0.063092

    Equation: [squared-sigmoid-curvature-label-one](#squared-sigmoid-curvature-label-one).
    """
    f = sigmoid(z)
    return _bend(z, 1), f * (1 - f) ** 2 * (3 * f - 1)


def squared_sigmoid_negative_curvature() -> tuple[Number, float]:
    r"""Check that the curvature at $z = \ln 4$ is $-32/625$ for the label 0.

    Returns:
        The second derivative of the loss there; the fraction.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_negative_curvature
        >>> print("{:.6f} = {:.6f}".format(*squared_sigmoid_negative_curvature()))
        -0.051200 = -0.051200

    Equation: [squared-sigmoid-negative-curvature](#squared-sigmoid-negative-curvature).
    """
    return _bend(np.log(4), 0), -32 / 625


def squared_negative_curvature_label_one() -> tuple[Number, float]:
    r"""Check that the curvature at $z = -\ln 4$ is $-32/625$ for the label 1.

    Returns:
        The second derivative of the loss there; the fraction.

    Examples:
        >>> from lrproof.equations import not_squared_error
        >>> sides = not_squared_error.squared_negative_curvature_label_one()
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.051200 = -0.051200

    Equation: [squared-negative-curvature-label-one](#squared-negative-curvature-label-one).
    """
    return _bend(-np.log(4), 1), -32 / 625


def squared_sigmoid_curvature_by_weight(
    x: Number, w: Number, b: Number, y: Number
) -> tuple[Number, Number]:
    r"""Check that $\partial^2 L / \partial w^2 = x^2\,\partial^2 L / \partial z^2$.

    Args:
        x: Feature, one number.
        w: Weight, one number.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The second derivative of the loss with respect to the weight; that with respect to the
        logit, times $x^2$.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_sigmoid_curvature_by_weight
        >>> sides = squared_sigmoid_curvature_by_weight(x=2.0, w=0.5, b=0.1, y=0)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.141015 = -0.141015

    Equation: [squared-sigmoid-curvature-by-weight](#squared-sigmoid-curvature-by-weight).
    """
    # The poles are at a distance of π / |x| from w: steps of 1 / |x| keep the circle away from
    # them, and wide enough for the loss to change on it where x is tiny.
    unit = np.where(x == 0, 1, np.abs(x))
    by_weight = unit**2 * curvature(lambda t: _loss((w + t / unit) * x + b, y), 0.0)
    return by_weight, _bend(w * x + b, y) * x**2


def squared_cost_curvature(x: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check the second derivative of the cost with respect to the bias, where all weights are 0.

    With $f = \sigma(b)$ it is $f(1-f)\,\bigl(f(1-f) + (f - \bar y)(1-2f)\bigr)$.

    Args:
        x: Features of shape (m, n); with weights 0 they do not matter.
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The second derivative of the cost; the product, with the mean of the labels.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_cost_curvature
        >>> sides = squared_cost_curvature(x=[[1.0], [2.0], [3.0]], b=np.log(4), y=[0, 1, 0])
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.019200 = -0.019200

    Equation: [squared-cost-curvature](#squared-cost-curvature).
    """
    features, labels = np.asarray(x, dtype=float), np.asarray(y)
    logits = features @ np.zeros(features.shape[1])
    by_bias = np.mean([_bend(z + b, y) for z, y in zip(logits, labels, strict=True)])
    f = sigmoid(b)
    return by_bias, f * (1 - f) * (f * (1 - f) + (f - np.mean(labels)) * (1 - 2 * f))


def squared_error_is_proper(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the expected loss is $\frac12 (f - y)^2 + \frac12 y (1 - y)$.

    Args:
        f: Prediction, one number.
        y: Probability that the label is 1.

    Returns:
        The mean of the loss over both labels, with their probabilities; the sum.

    Examples:
        >>> from lrproof.equations.not_squared_error import squared_error_is_proper
        >>> print("{:.6f} = {:.6f}".format(*squared_error_is_proper(f=0.8, y=0.5)))
        0.170000 = 0.170000

    Equation: [squared-error-is-proper](#squared-error-is-proper).
    """
    expected = y * (f - 1) ** 2 / 2 + (1 - y) * f**2 / 2
    return expected, (f - y) ** 2 / 2 + y * (1 - y) / 2


def _loss(z: Any, y: Any) -> Any:
    return (sigmoid(z) - y) ** 2 / 2


def _bend(z: Any, y: Any) -> Any:
    return curvature(lambda z: _loss(z, y), z)
