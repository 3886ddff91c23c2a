r"""Checkers for the page on separable data: no minimum, growth like $\ln t$, and the ridge.

The small example has two points without bias, $x = -1$ with label 0 and $x = 1$ with label 1. All
that depends on it is a function of the one weight w, which may be an array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._slope import curvature, partials, slope
from lrproof.equations._textbook import loss, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "separable_clock",
    "separable_cost",
    "separable_cost_positive",
    "separable_no_minimum",
    "separable_ridge_curvature",
    "separable_ridge_slope",
    "separable_slope",
    "separable_slope_below_cost",
    "separable_step_from_above",
    "separable_step_from_below",
    "separating_direction_slope",
]


def separable_cost(w: Number) -> tuple[Number, Number]:
    r"""Check that the cost of the two examples is $\ln(1 + e^{-w})$.

    Args:
        w: Weight, any real number.

    Returns:
        The mean of the two losses; the logarithm.

    Examples:
        >>> from lrproof.equations.separable_data import separable_cost
        >>> print("{:.6f} = {:.6f}".format(*separable_cost(w=2.0)))
        0.126928 = 0.126928

    Equation: [separable-cost](#separable-cost).
    """
    return _cost(w), np.log(1 + np.exp(-w))


def separable_slope(w: Number) -> tuple[Number, Number]:
    r"""Check that $\partial J / \partial w = -\sigma(-w)$.

    Args:
        w: Weight, any real number.

    Returns:
        The derivative of the cost with respect to the weight; $-\sigma(-w)$.

    Examples:
        >>> from lrproof.equations.separable_data import separable_slope
        >>> print("{:.6f} = {:.6f}".format(*separable_slope(w=2.0)))
        -0.119203 = -0.119203

    Equation: [separable-slope](#separable-slope).
    """
    return slope(_cost, w), -sigmoid(-w)


def separable_no_minimum(w: Number) -> tuple[Number, Number, float]:
    r"""Check that the slope of the cost is $-1 / (1 + e^w)$, which is negative.

    Args:
        w: Weight, any real number.

    Returns:
        The derivative of the cost with respect to the weight; the fraction; 0, which is larger.

    Examples:
        >>> from lrproof.equations.separable_data import separable_no_minimum
        >>> print("{:.6f} = {:.6f} < {:.6f}".format(*separable_no_minimum(w=2.0)))
        -0.119203 = -0.119203 < 0.000000

    Equation: [separable-no-minimum](#separable-no-minimum).
    """
    return slope(_cost, w), -1 / (1 + np.exp(w)), 0.0


def separable_cost_positive(w: Number) -> tuple[Number, Number, float]:
    r"""Check that the cost is positive.

    Args:
        w: Weight, any real number.

    Returns:
        The mean of the two losses; $\ln(1 + e^{-w})$; 0, which is smaller.

    Examples:
        >>> from lrproof.equations.separable_data import separable_cost_positive
        >>> print("{:.6f} = {:.6f} > {:.6f}".format(*separable_cost_positive(w=2.0)))
        0.126928 = 0.126928 > 0.000000

    Equation: [separable-cost-positive](#separable-cost-positive).
    """
    return _cost(w), np.log(1 + np.exp(-w)), 0.0


def separable_clock(w: Number) -> tuple[Number, float]:
    r"""Check that $w + e^w$ grows with speed 1 along the gradient flow.

    Args:
        w: Weight, any real number.

    Returns:
        The derivative of $w + e^w$ times minus the derivative of the cost; 1.

    Examples:
        >>> from lrproof.equations.separable_data import separable_clock
        >>> print("{:.6f} = {:.6f}".format(*separable_clock(w=2.0)))
        1.000000 = 1.000000

    Equation: [separable-clock](#separable-clock).
    """
    return slope(lambda w: w + np.exp(w), w) * -slope(_cost, w), 1.0


def separable_slope_below_cost(w: Number) -> tuple[Number, Number]:
    r"""Check that $\sigma(-w) \le \ln(1 + e^{-w})$: the slope is never steeper than J is high.

    Args:
        w: Weight, any real number.

    Returns:
        $\sigma(-w)$; the logarithm, which must not be smaller.

    Examples:
        >>> from lrproof.equations.separable_data import separable_slope_below_cost
        >>> print("{:.6f} <= {:.6f}".format(*separable_slope_below_cost(w=2.0)))
        0.119203 <= 0.126928

    Equation: [separable-slope-below-cost](#separable-slope-below-cost).
    """
    return sigmoid(-w), np.log(1 + np.exp(-w))


def separable_step_from_above(w: Number) -> tuple[Number, Number]:
    r"""Check that a step of gradient descent with rate 1 adds at most 1 to $e^w$.

    Args:
        w: Weight, any real number.

    Returns:
        $e^w$ after the step; $e^w + 1$ before it, which must not be smaller.

    Examples:
        >>> from lrproof.equations.separable_data import separable_step_from_above
        >>> print("{:.6f} <= {:.6f}".format(*separable_step_from_above(w=2.0)))
        8.324500 <= 8.389056

    Equation: [separable-step-from-above](#separable-step-from-above).
    """
    return np.exp(w - slope(_cost, w)), np.exp(w) + 1


def separable_step_from_below(w: Number) -> tuple[Number, Number]:
    r"""Check that a step of gradient descent with rate 1 adds at least 1 to $w + e^w$.

    Args:
        w: Weight, any real number.

    Returns:
        $w + e^w$ after the step; $w + e^w + 1$ before it, which must not be larger.

    Examples:
        >>> from lrproof.equations.separable_data import separable_step_from_below
        >>> print("{:.6f} >= {:.6f}".format(*separable_step_from_below(w=2.0)))
        10.443702 >= 10.389056

    Equation: [separable-step-from-below](#separable-step-from-below).
    """
    after = w - slope(_cost, w)
    return after + np.exp(after), w + np.exp(w) + 1


def separating_direction_slope(
    x: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, v: ArrayLike, c: float
) -> tuple[Number, Number]:
    r"""Check by how much the cost changes when the parameters move in a direction.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        w: Weights of shape (n,).
        b: Bias, one number.
        v: Direction of the weights, of shape (n,).
        c: Direction of the bias, one number.

    Returns:
        The derivative of the cost at $(w + tv,\ b + tc)$ with respect to t, at $t = 0$; the mean of
        $(f^{(i)} - y^{(i)})(v \cdot x^{(i)} + c)$.

    Examples:
        >>> from lrproof.equations.separable_data import separating_direction_slope
        >>> separable = {"x": [[-1.0], [1.0]], "y": [0, 1]}
        >>> sides = separating_direction_slope(**separable, w=[2.0], b=0.0, v=[1.0], c=0.0)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.119203 = -0.119203

    Equation: [separating-direction-slope](#separating-direction-slope).
    """
    rows, labels = np.asarray(x), np.asarray(y)
    start, direction = np.append(w, b), np.append(v, c)

    def cost(parameters: Any) -> Any:
        return np.mean(loss(sigmoid(rows @ parameters[:-1] + parameters[-1]), labels))

    f = sigmoid(rows @ start[:-1] + b)
    return partials(cost, start) @ direction, np.mean((f - labels) * (rows @ direction[:-1] + c))


def separable_ridge_slope(w: Number, lambda_: float) -> tuple[Number, Number]:
    r"""Check that the slope with a ridge is $-1 / (1 + e^w) + \frac{\lambda}{2} w$.

    Args:
        w: Weight, any real number.
        lambda_: Strength of the penalty.

    Returns:
        The derivative of $J + \frac{\lambda}{4} w^2$ with respect to the weight; the sum.

    Examples:
        >>> from lrproof.equations.separable_data import separable_ridge_slope
        >>> print("{:.6f} = {:.6f}".format(*separable_ridge_slope(w=2.0, lambda_=0.1)))
        -0.019203 = -0.019203

    Equation: [separable-ridge-slope](#separable-ridge-slope).
    """
    by_weight = slope(lambda w: _cost(w) + lambda_ / 4 * w**2, w)
    return by_weight, -1 / (1 + np.exp(w)) + lambda_ / 2 * w


def separable_ridge_curvature(w: Number, lambda_: float) -> tuple[Number, Number, float]:
    r"""Check that the second derivative with a ridge is $\sigma(w)(1 - \sigma(w)) + \lambda/2$.

    This is more than $\lambda/2$, so that a positive $\lambda$ leaves exactly one minimum.

    Args:
        w: Weight, any real number.
        lambda_: Strength of the penalty.

    Returns:
        The second derivative of $J + \frac{\lambda}{4} w^2$; the sum; $\lambda/2$, which is
        smaller.

    Examples:
        >>> from lrproof.equations.separable_data import separable_ridge_curvature
        >>> sides = separable_ridge_curvature(w=2.0, lambda_=0.1)
        >>> print("{:.6f} = {:.6f} > {:.6f}".format(*sides))
        0.154994 = 0.154994 > 0.050000

    Equation: [separable-ridge-curvature](#separable-ridge-curvature).
    """
    f = sigmoid(w)
    bend = curvature(lambda w: _cost(w) + lambda_ / 4 * w**2, w)
    return bend, f * (1 - f) + lambda_ / 2, lambda_ / 2


def _cost(w: Any) -> Any:
    """Return the mean loss of the two examples, entry by entry; w may be complex."""
    return (loss(sigmoid(-w), 0) + loss(sigmoid(w), 1)) / 2
