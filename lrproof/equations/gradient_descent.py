r"""Checkers for the page on gradient descent: a parabola above the loss, and the descent lemma.

Of m examples with n features, x has the shape (m, n) and y the shape (m,). Where the bias is among
the parameters, theta has the shape (n + 1,), and its first entry is the bias.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._slope import curvature, partials, slope
from lrproof.equations._textbook import loss, sigmoid, softplus_loss, with_ones

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "cauchy_schwarz",
    "cost_quadratic_bound",
    "descent_lemma",
    "descent_map_slope",
    "gradient_step",
    "lagrange_identity",
    "parabola_gap",
    "parabola_gap_at_zero",
    "parabola_gap_curvature",
    "parabola_gap_slope",
    "quadratic_bound",
    "safe_rate",
]


def gradient_step(
    x: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, alpha: float
) -> tuple[Number, Number]:
    r"""Check the step of gradient descent for the weights.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        w: Weights of shape (n,).
        b: Bias, one number.
        alpha: Size of the step.

    Returns:
        The weights less alpha times the derivatives of the cost; the formula, both of shape (n,).

    Examples:
        >>> from lrproof.equations.gradient_descent import gradient_step
        >>> left, right = gradient_step([[-1.0], [1.0], [2.0]], [0, 0, 1], w=[0.0], b=0.0, alpha=1)
        >>> print(left.round(6), right.round(6))
        [0.333333] [0.333333]

    Equation: [gradient-step](#gradient-step).
    """
    rows, labels, weights = _arrays(x, y, w)
    residuals = sigmoid(rows @ weights + b) - labels
    by_weights = partials(lambda w: np.mean(loss(sigmoid(rows @ w + b), labels)), weights)
    return weights - alpha * by_weights, weights - alpha / len(labels) * rows.T @ residuals


def parabola_gap(z: Number, d: Number, y: Number) -> tuple[Number, Number]:
    r"""Check how far the parabola lies above the loss, without the label.

    Args:
        z: Logit before the move.
        d: By how much the logit moves.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        $L + (f - y) d + d^2/8$ less the loss at $z + d$; the formula in which the label cancelled.

    Examples:
        >>> from lrproof.equations.gradient_descent import parabola_gap
        >>> print("{:.6f} = {:.6f}".format(*parabola_gap(z=0.5, d=2.0, y=1)))
        0.140106 = 0.140106

    Equation: [parabola-gap](#parabola-gap).
    """
    return _gap(z, d, y), np.log(1 + np.exp(z)) + sigmoid(z) * d + d**2 / 8 - np.log(
        1 + np.exp(z + d)
    )


def parabola_gap_slope(z: Number, d: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the slope of the gap is $\sigma(z) - \sigma(z + d) + d/4$.

    Args:
        z: Logit before the move.
        d: By how much the logit moves.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the gap with respect to d; the formula.

    Examples:
        >>> from lrproof.equations.gradient_descent import parabola_gap_slope
        >>> print("{:.6f} = {:.6f}".format(*parabola_gap_slope(z=0.5, d=2.0, y=1)))
        0.198318 = 0.198318

    Equation: [parabola-gap-slope](#parabola-gap-slope).
    """
    return slope(lambda d: _gap(z, d, y), d), sigmoid(z) - sigmoid(z + d) + d / 4


def parabola_gap_at_zero(z: Number, y: Number) -> tuple[Number, Number, float]:
    r"""Check that the parabola and the loss have the same value and slope where nothing moves.

    Args:
        z: Logit before the move.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The gap at $d = 0$; its derivative with respect to d, there; 0.

    Examples:
        >>> from lrproof.equations.gradient_descent import parabola_gap_at_zero
        >>> gap, slope, _ = parabola_gap_at_zero(z=0.5, y=1)
        >>> print(f"{abs(gap):.6f} {abs(slope):.6f}")
        0.000000 0.000000

    Equation: [parabola-gap-at-zero](#parabola-gap-at-zero).
    """
    return _gap(z, 0.0, y), slope(lambda d: _gap(z, d, y), 0.0), 0.0


def parabola_gap_curvature(z: Number, d: Number, y: Number) -> tuple[Number, Number, Number, float]:
    r"""Check that the second derivative of the gap is a square.

    Args:
        z: Logit before the move.
        d: By how much the logit moves.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The second derivative of the gap with respect to d; 1/4 less the slope of the sigmoid; the
        square; 0, which must not be larger.

    Examples:
        >>> from lrproof.equations.gradient_descent import parabola_gap_curvature
        >>> sides = parabola_gap_curvature(z=0.5, d=2.0, y=1)
        >>> print("{:.6f} = {:.6f} = {:.6f} >= {:.6f}".format(*sides))
        0.179896 = 0.179896 = 0.179896 >= 0.000000

    Equation: [parabola-gap-curvature](#parabola-gap-curvature).
    """
    f = sigmoid(z + d)
    return curvature(lambda d: _gap(z, d, y), d), 1 / 4 - f * (1 - f), (1 / 2 - f) ** 2, 0.0


def quadratic_bound(z: Number, d: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss at $z + d$ is at most $L + (f - y) d + d^2/8$.

    Args:
        z: Logit before the move.
        d: By how much the logit moves.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss after the move; the parabola, which must not be smaller.

    Examples:
        >>> from lrproof.equations.gradient_descent import quadratic_bound
        >>> print("{:.6f} <= {:.6f}".format(*quadratic_bound(z=0.5, d=2.0, y=1)))
        0.078890 <= 0.218996

    Equation: [quadratic-bound](#quadratic-bound).
    """
    return softplus_loss(z + d, y), _parabola(z, d, y)


def cost_quadratic_bound(
    x: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, v: ArrayLike, c: float
) -> tuple[Number, Number]:
    r"""Check that the cost after a move is at most a quadratic in the move.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        w: Weights of shape (n,).
        b: Bias, one number.
        v: Move of the weights, of shape (n,).
        c: Move of the bias, one number.

    Returns:
        The cost at $(w + v,\ b + c)$; the mean of the parabolas, which must not be smaller.

    Examples:
        >>> from lrproof.equations.gradient_descent import cost_quadratic_bound
        >>> x, y = [[-1.0], [1.0], [2.0]], [0, 0, 1]
        >>> sides = cost_quadratic_bound(x, y, w=[0.0], b=0.0, v=[1.0], c=-0.5)
        >>> print("{:.6f} <= {:.6f}".format(*sides))
        0.458968 <= 0.474397

    Equation: [cost-quadratic-bound](#cost-quadratic-bound).
    """
    rows, labels, weights = _arrays(x, y, w)
    moved = weights + np.asarray(v)
    z = rows @ moved + b + c
    return np.mean(softplus_loss(z, labels)), np.mean(
        _parabola(rows @ weights + b, rows @ np.asarray(v) + c, labels)
    )


def lagrange_identity(x: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that both sides of the Cauchy-Schwarz inequality differ by a sum of squares.

    Args:
        x: Features of shape (m, n), one example in each row.
        theta: Any vector of shape (n + 1,).

    Returns:
        $\lVert \tilde x \rVert^2 \lVert \theta \rVert^2 - (\tilde x \cdot \theta)^2$ for each
        example; half the sum of the squares, both of shape (m,).

    Examples:
        >>> from lrproof.equations.gradient_descent import lagrange_identity
        >>> left, right = lagrange_identity([[2.0], [-1.0]], [0.5, 1.5])
        >>> print(left.round(6), right.round(6))
        [0.25 4.  ] [0.25 4.  ]

    Equation: [lagrange-identity](#lagrange-identity).
    """
    rows, vector = with_ones(x), np.asarray(theta)
    crossed = rows[:, :, np.newaxis] * vector - rows[:, np.newaxis, :] * vector[:, np.newaxis]
    left = np.sum(rows**2, axis=1) * np.sum(vector**2) - (rows @ vector) ** 2
    return left, np.sum(crossed**2, axis=(1, 2)) / 2


def cauchy_schwarz(x: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $(\tilde x \cdot \theta)^2$ is at most the product of the squared lengths.

    Args:
        x: Features of shape (m, n), one example in each row.
        theta: Any vector of shape (n + 1,).

    Returns:
        The squared product for each example; the product of the squared lengths, which must not be
        smaller. Both have the shape (m,).

    Examples:
        >>> from lrproof.equations.gradient_descent import cauchy_schwarz
        >>> left, right = cauchy_schwarz([[2.0], [-1.0]], [0.5, 1.5])
        >>> print(left.round(6), right.round(6))
        [12.25  1.  ] [12.5  5. ]

    Equation: [cauchy-schwarz](#cauchy-schwarz).
    """
    rows, vector = with_ones(x), np.asarray(theta)
    return (rows @ vector) ** 2, np.sum(rows**2, axis=1) * np.sum(vector**2)


def descent_lemma(
    x: ArrayLike, y: ArrayLike, theta: ArrayLike, alpha: float
) -> tuple[Number, Number]:
    r"""Check that a step lowers the cost by $\alpha (1 - \alpha M / 2) \lVert \nabla J \rVert^2$.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).
        alpha: Size of the step.

    Returns:
        The cost after the step; the cost before it less the promised fall, which must not be
        smaller.

    Examples:
        >>> from lrproof.equations.gradient_descent import descent_lemma
        >>> sides = descent_lemma([[-1.0], [1.0], [2.0]], [0, 0, 1], theta=[0.0, 0.0], alpha=1.0)
        >>> print("{:.6f} <= {:.6f}".format(*sides))
        0.576034 <= 0.606342

    Equation: [descent-lemma](#descent-lemma).
    """
    rows, parameters = with_ones(x), np.asarray(theta)

    def cost(theta: Any) -> Any:
        return np.mean(loss(sigmoid(rows @ theta), np.asarray(y)))

    gradient = partials(cost, parameters)
    fall = alpha * (1 - alpha * _bound(x) / 2) * np.sum(gradient**2)
    return cost(parameters - alpha * gradient), cost(parameters) - fall


def safe_rate(x: ArrayLike, alpha: float) -> tuple[Number, Number]:
    r"""Check that the promised fall is largest at $\alpha = 1/M$, by completing the square.

    Args:
        x: Features of shape (m, n), one example in each row; they decide M.
        alpha: Size of the step.

    Returns:
        $\alpha (1 - \alpha M / 2)$; $\frac{1}{2M}$ less a square.

    Examples:
        >>> from lrproof.equations.gradient_descent import safe_rate
        >>> print("{:.6f} = {:.6f}".format(*safe_rate([[-1.0], [1.0], [2.0]], alpha=1.0)))
        0.625000 = 0.625000

    Equation: [safe-rate](#safe-rate).
    """
    bound = _bound(x)
    return alpha * (1 - alpha * bound / 2), 1 / (2 * bound) - bound / 2 * (alpha - 1 / bound) ** 2


def descent_map_slope(y: ArrayLike, b: float, alpha: float) -> tuple[Number, Number]:
    r"""Check the slope of the map that a step of gradient descent is, with a bias alone.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.
        alpha: Size of the step.

    Returns:
        $1 - \alpha\,\partial^2 J / \partial b^2$, with the second derivative found from values of
        the cost; $1 - \alpha\,\sigma(b)(1 - \sigma(b))$.

    Examples:
        >>> from lrproof.equations.gradient_descent import descent_map_slope
        >>> print("{:.6f} = {:.6f}".format(*descent_map_slope([1, 1, 0], b=0.5, alpha=10.0)))
        -1.350037 = -1.350037

    Equation: [descent-map-slope](#descent-map-slope).
    """
    labels = np.asarray(y)

    def cost(b: Any) -> Any:
        return np.mean(loss(sigmoid(b[..., np.newaxis]), labels), axis=-1)

    return 1 - alpha * curvature(cost, b), 1 - alpha * sigmoid(b) * (1 - sigmoid(b))


def _arrays(x: ArrayLike, y: ArrayLike, w: ArrayLike) -> tuple[Any, Any, Any]:
    return np.asarray(x), np.asarray(y), np.asarray(w)


def _bound(x: ArrayLike) -> Any:
    """Return a number that no curvature exceeds: the squared entries over 4m."""
    return np.sum(with_ones(x) ** 2) / (4 * len(np.asarray(x)))


def _parabola(z: Any, d: Any, y: Any) -> Any:
    return softplus_loss(z, y) + (sigmoid(z) - y) * d + d**2 / 8


def _gap(z: Any, d: Any, y: Any) -> Any:
    return _parabola(z, d, y) - softplus_loss(z + d, y)
