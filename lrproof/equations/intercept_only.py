r"""Checkers for the page on a model with a bias and no features.

The labels y are an array of shape (m,) in which both 0 and 1 occur. Every example has the same
logit, the bias b.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._slope import curvature, slope
from lrproof.equations._textbook import loss, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "intercept_all_ones",
    "intercept_closed_form",
    "intercept_cost",
    "intercept_curvature",
    "intercept_gradient",
    "intercept_prediction_is_mean",
    "mean_of_labels",
]


def mean_of_labels(y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\bar y = \frac{1}{m} \sum_i y^{(i)}$.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.

    Returns:
        The mean of the labels; their sum divided by m.

    Examples:
        >>> from lrproof.equations.intercept_only import mean_of_labels
        >>> print("{:.6f} = {:.6f}".format(*mean_of_labels(y=[1, 1, 1, 0])))
        0.750000 = 0.750000

    Equation: [mean-of-labels](#mean-of-labels).
    """
    labels = np.asarray(y, dtype=float)
    return labels.mean(), labels.sum() / len(labels)


def intercept_cost(y: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that the cost is $-\bar y \ln f - (1 - \bar y) \ln(1 - f)$ with $f = \sigma(b)$.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.

    Returns:
        The mean of the m losses; the formula with the mean of the labels.

    Examples:
        >>> from lrproof.equations.intercept_only import intercept_cost
        >>> print("{:.6f} = {:.6f}".format(*intercept_cost(y=[1, 1, 1, 0], b=0.5)))
        0.599077 = 0.599077

    Equation: [intercept-cost](#intercept-cost).
    """
    f = 1 / (1 + np.exp(-b))
    mean = np.asarray(y, dtype=float).mean()
    return _cost(y, b), -mean * np.log(f) - (1 - mean) * np.log(1 - f)


def intercept_gradient(y: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that $\partial J / \partial b = \sigma(b) - \bar y$.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.

    Returns:
        The derivative of the cost with respect to the bias; $\sigma(b) - \bar y$.

    Examples:
        >>> from lrproof.equations.intercept_only import intercept_gradient
        >>> print("{:.6f} = {:.6f}".format(*intercept_gradient(y=[1, 1, 1, 0], b=0.5)))
        -0.127541 = -0.127541

    Equation: [intercept-gradient](#intercept-gradient).
    """
    return slope(lambda b: _cost(y, b), b), 1 / (1 + np.exp(-b)) - np.asarray(y, dtype=float).mean()


def intercept_prediction_is_mean(y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\sigma\bigl(\ln \frac{\bar y}{1 - \bar y}\bigr) = \bar y$.

    Args:
        y: Labels of shape (m,), with a mean strictly between 0 and 1.

    Returns:
        The prediction for the logarithm of the odds; the mean of the labels.

    Examples:
        >>> from lrproof.equations.intercept_only import intercept_prediction_is_mean
        >>> print("{:.6f} = {:.6f}".format(*intercept_prediction_is_mean(y=[1, 1, 1, 0])))
        0.750000 = 0.750000

    Equation: [intercept-prediction-is-mean](#intercept-prediction-is-mean).
    """
    mean = np.asarray(y, dtype=float).mean()
    return sigmoid(np.log(mean / (1 - mean))), mean


def intercept_closed_form(y: ArrayLike, b: float) -> tuple[Number, float, Number, Number]:
    r"""Check that the cost is smallest at $b = \ln \frac{\bar y}{1 - \bar y}$.

    Args:
        y: Labels of shape (m,), with a mean strictly between 0 and 1.
        b: Any other bias, one number.

    Returns:
        The slope of the cost at the closed form; 0; the cost at the closed form; the cost at b,
        which must not be smaller.

    Examples:
        >>> from lrproof.equations.intercept_only import intercept_closed_form
        >>> slope, zero, lowest, other = intercept_closed_form(y=[1, 1, 1, 0], b=0.5)
        >>> print(f"{abs(slope):.6f} = {zero:.6f}, {lowest:.6f} <= {other:.6f}")
        0.000000 = 0.000000, 0.562335 <= 0.599077

    Equation: [intercept-closed-form](#intercept-closed-form).
    """
    mean = np.asarray(y, dtype=float).mean()
    best = np.log(mean / (1 - mean))
    return slope(lambda b: _cost(y, b), best), 0.0, _cost(y, best), _cost(y, b)


def intercept_curvature(y: ArrayLike, b: float) -> tuple[Number, Number, float]:
    r"""Check that $\partial^2 J / \partial b^2 = f(1 - f)$, and that this is positive.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.

    Returns:
        The second derivative of the cost; $f(1 - f)$ with $f = \sigma(b)$; 0, which is smaller.

    Examples:
        >>> from lrproof.equations.intercept_only import intercept_curvature
        >>> print("{:.6f} = {:.6f} > {:.6f}".format(*intercept_curvature(y=[1, 1, 1, 0], b=0.5)))
        0.235004 = 0.235004 > 0.000000

    Equation: [intercept-curvature](#intercept-curvature).
    """
    f = 1 / (1 + np.exp(-b))
    return curvature(lambda b: _cost(y, b), b), f * (1 - f), 0.0


def intercept_all_ones(b: float) -> tuple[Number, Number, float]:
    r"""Check that with labels 1 alone the slope is $\sigma(b) - 1 = -1 / (1 + e^b)$, so negative.

    Args:
        b: Bias, one number.

    Returns:
        $\sigma(b) - 1$; the fraction; 0, which is larger.

    Examples:
        >>> from lrproof.equations.intercept_only import intercept_all_ones
        >>> print("{:.6f} = {:.6f} < {:.6f}".format(*intercept_all_ones(b=0.5)))
        -0.377541 = -0.377541 < 0.000000

    Equation: [intercept-all-ones](#intercept-all-ones).
    """
    return sigmoid(b) - 1, -1 / (1 + np.exp(b)), 0.0


def _cost(y: ArrayLike, b: Any) -> Any:
    """Return the mean of the m losses; b may be complex and an array of any shape."""
    return np.mean(loss(sigmoid(np.asarray(b)[..., np.newaxis]), np.asarray(y)), axis=-1)
