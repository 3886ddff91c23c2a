r"""Checkers for the page on Newton's method.

Of m examples with n features, x has the shape (m, n) and y the shape (m,). The parameters theta
have the shape (n + 1,), with the bias first. The gradient is found from values of the cost, and the
Hessian from values of the gradient, so that no rule for the slope of the sigmoid is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._slope import curvature, partials, slope
from lrproof.equations._textbook import loss, sigmoid, with_ones

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "irls_working_response",
    "newton_downhill",
    "newton_equation",
    "newton_hessian",
    "newton_intercept",
    "newton_intercept_curvature",
    "newton_intercept_error",
    "newton_intercept_slope",
    "newton_overshoot_left",
    "newton_overshoot_right",
    "newton_step",
    "working_response",
]


def newton_hessian(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> tuple[Number, Number, Number]:
    r"""Check that the Hessian is $\frac{1}{m} \tilde X^T \operatorname{diag}(f(1 - f)) \tilde X$.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).

    Returns:
        The second derivatives of the cost; each entry as a mean over the examples; the product of
        matrices. All have the shape (n + 1, n + 1).

    Examples:
        >>> from lrproof.equations.newton import newton_hessian
        >>> sides = newton_hessian([[-1.0], [1.0], [3.0]], [0, 0, 1], theta=[0.0, 0.0])
        >>> for side in sides:
        ...     print(side.round(6).tolist())
        [[0.25, 0.25], [0.25, 0.916667]]
        [[0.25, 0.25], [0.25, 0.916667]]
        [[0.25, 0.25], [0.25, 0.916667]]

    Equation: [newton-hessian](#newton-hessian).
    """
    rows, f = with_ones(x), sigmoid(with_ones(x) @ np.asarray(theta))
    weighted = [s * np.outer(row, row) for s, row in zip(f * (1 - f), rows, strict=True)]
    product = rows.T @ np.diag(f * (1 - f)) @ rows / len(rows)
    return _hessian(x, y, theta), np.mean(weighted, axis=0), product


def newton_equation(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the step solves $H (\theta^+ - \theta) = -\nabla J$.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).

    Returns:
        The Hessian, by its formula, times the step; minus the gradient, from values of the cost.

    Examples:
        >>> from lrproof.equations.newton import newton_equation
        >>> left, right = newton_equation([[-1.0], [1.0], [3.0]], [0, 0, 1], theta=[0.0, 0.0])
        >>> print(left.round(6), right.round(6))
        [-0.166667  0.5     ] [-0.166667  0.5     ]

    Equation: [newton-equation](#newton-equation).
    """
    rows, f = with_ones(x), sigmoid(with_ones(x) @ np.asarray(theta))
    product = rows.T @ ((f * (1 - f))[:, np.newaxis] * rows) / len(rows)
    return product @ _step(x, y, theta), -_gradient(x, y, theta)


def newton_step(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that Newton's step goes to $\theta - H^{-1} \nabla J$.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).

    Returns:
        The parameters after a step with derivatives that were found from values alone; with the
        formulas for gradient and Hessian. Both have the shape (n + 1,).

    Examples:
        >>> from lrproof.equations.newton import newton_step
        >>> left, right = newton_step([[-1.0], [1.0], [3.0]], [0, 0, 1], theta=[0.0, 0.0])
        >>> print(left.round(6), right.round(6))
        [-1.666667  1.      ] [-1.666667  1.      ]

    Equation: [newton-step](#newton-step).
    """
    rows, start = with_ones(x), np.asarray(theta)
    f = sigmoid(rows @ start)
    product = rows.T @ ((f * (1 - f))[:, np.newaxis] * rows)
    after = start - np.linalg.solve(product, rows.T @ (f - np.asarray(y)))
    return start + _step(x, y, theta), after


def working_response(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $s (r - z) = y - f$ for the working response $r = z + (y - f) / s$.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).

    Returns:
        The slope of the sigmoid, from its values, times the correction of the logit; the residual
        $y - f$. Both have the shape (m,).

    Examples:
        >>> from lrproof.equations.newton import working_response
        >>> left, right = working_response([[-1.0], [3.0]], [0, 1], theta=[0.0, 0.0])
        >>> print(left.round(6), right.round(6))
        [-0.5  0.5] [-0.5  0.5]

    Equation: [working-response](#working-response).
    """
    z = with_ones(x) @ np.asarray(theta)
    f = sigmoid(z)
    correction = (np.asarray(y) - f) / (f * (1 - f))
    return slope(sigmoid, z) * correction, np.asarray(y) - f


def irls_working_response(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that Newton's step solves the normal equations of weighted least squares.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).

    Returns:
        $\tilde X^T \operatorname{diag}(s) \tilde X \theta^+$ with derivatives from values;
        $\tilde X^T \operatorname{diag}(s)\,r$. Both have the shape (n + 1,).

    Examples:
        >>> from lrproof.equations.newton import irls_working_response
        >>> left, right = irls_working_response([[-1.0], [1.0], [3.0]], [0, 0, 1], [0.0, 0.0])
        >>> print(left.round(6), right.round(6))
        [-0.5  1.5] [-0.5  1.5]

    Equation: [irls-working-response](#irls-working-response).
    """
    rows, start = with_ones(x), np.asarray(theta)
    z = rows @ start
    f = sigmoid(z)
    s = f * (1 - f)
    response = z + (np.asarray(y) - f) / s
    return rows.T @ np.diag(s) @ rows @ (start + _step(x, y, theta)), rows.T @ (s * response)


def newton_intercept(y: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check Newton's step for a bias alone.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.

    Returns:
        The bias less the first derivative of the cost over the second;
        $b - 1 - e^b + \bar y\,(2 + e^b + e^{-b})$.

    Examples:
        >>> from lrproof.equations.newton import newton_intercept
        >>> print("{:.6f} = {:.6f}".format(*newton_intercept(y=[1, 1, 0], b=3.0)))
        -3.328654 = -3.328654

    Equation: [newton-intercept](#newton-intercept).
    """
    cost = _intercept_cost(y)
    grown = 2 + np.exp(b) + np.exp(-b)
    return b - slope(cost, b) / curvature(cost, b), b - 1 - np.exp(b) + _mean(y) * grown


def newton_intercept_slope(y: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check the slope of Newton's map for a bias alone.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.

    Returns:
        The derivative of the map; $(\sigma - \bar y)(1 - 2\sigma) / (\sigma(1 - \sigma))$.

    Examples:
        >>> from lrproof.equations.newton import newton_intercept_slope
        >>> print("{:.6f} = {:.6f}".format(*newton_intercept_slope(y=[1, 1, 0], b=3.0)))
        -5.728370 = -5.728370

    Equation: [newton-intercept-slope](#newton-intercept-slope).
    """
    f = sigmoid(b)
    return slope(_newton_map(y), b), (f - _mean(y)) * (1 - 2 * f) / (f * (1 - f))


def newton_intercept_curvature(y: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check the second derivative of Newton's map for a bias alone.

    Args:
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        b: Bias, one number.

    Returns:
        The second derivative of the map; $-e^b + \bar y\,(e^b + e^{-b})$.

    Examples:
        >>> from lrproof.equations.newton import newton_intercept_curvature
        >>> print("{:.6f} = {:.6f}".format(*newton_intercept_curvature(y=[1, 1, 0], b=3.0)))
        -6.661988 = -6.661988

    Equation: [newton-intercept-curvature](#newton-intercept-curvature).
    """
    right = -np.exp(b) + _mean(y) * (np.exp(b) + np.exp(-b))
    return curvature(_newton_map(y), b), right


def newton_intercept_error(y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the second derivative of Newton's map is $1 - 2 \bar y$ at the minimum.

    Args:
        y: Labels of shape (m,), with a mean strictly between 0 and 1.

    Returns:
        $-e^b + \bar y\,(e^b + e^{-b})$ at $e^b = \bar y / (1 - \bar y)$; $1 - 2 \bar y$.

    Examples:
        >>> from lrproof.equations.newton import newton_intercept_error
        >>> print("{:.6f} = {:.6f}".format(*newton_intercept_error(y=[1, 1, 0])))
        -0.333333 = -0.333333

    Equation: [newton-intercept-error](#newton-intercept-error).
    """
    odds = _mean(y) / (1 - _mean(y))
    return -odds + _mean(y) * (odds + 1 / odds), 1 - 2 * _mean(y)


def newton_overshoot_right(z: Number) -> tuple[Number, Number]:
    r"""Check that from $s = 3 + z^2$ Newton's step lands below $-s$, for the mean 2/3.

    Args:
        z: Any real number.

    Returns:
        $e^s$; $6s + 1 + 2e^{-s}$, which is smaller.

    Examples:
        >>> from lrproof.equations.newton import newton_overshoot_right
        >>> print("{:.6f} > {:.6f}".format(*newton_overshoot_right(z=0.0)))
        20.085537 > 19.099574

    Equation: [newton-overshoot-right](#newton-overshoot-right).
    """
    s = 3 + z**2
    return np.exp(s), 6 * s + 1 + 2 * np.exp(-s)


def newton_overshoot_left(z: Number) -> tuple[Number, Number]:
    r"""Check that from $-s = -(3 + z^2)$ Newton's step lands above $s$, for the mean 2/3.

    Args:
        z: Any real number.

    Returns:
        $2e^s + 1$; $6s + e^{-s}$, which is smaller.

    Examples:
        >>> from lrproof.equations.newton import newton_overshoot_left
        >>> print("{:.6f} > {:.6f}".format(*newton_overshoot_left(z=0.0)))
        41.171074 > 18.049787

    Equation: [newton-overshoot-left](#newton-overshoot-left).
    """
    s = 3 + z**2
    return 2 * np.exp(s) + 1, 6 * s + np.exp(-s)


def newton_downhill(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the slope of the cost along Newton's step is minus a quadratic form.

    Args:
        x: Features of shape (m, n), one example in each row.
        y: Labels of shape (m,), each 0 or 1, or soft labels between them.
        theta: Bias and weights, of shape (n + 1,).

    Returns:
        The step times the gradient; minus the step times the Hessian times the step.

    Examples:
        >>> from lrproof.equations.newton import newton_downhill
        >>> sides = newton_downhill([[-1.0], [1.0], [3.0]], [0, 0, 1], theta=[0.0, 0.0])
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.777778 = -0.777778

    Equation: [newton-downhill](#newton-downhill).
    """
    rows, step = with_ones(x), _step(x, y, theta)
    f = sigmoid(rows @ np.asarray(theta))
    return step @ _gradient(x, y, theta), -np.mean(f * (1 - f) * (rows @ step) ** 2)


def _cost(x: ArrayLike, y: ArrayLike) -> Callable[[Any], Any]:
    """Return the cost as a function of the parameters, an array whose last axis is theirs."""
    rows, labels = with_ones(x), np.asarray(y)
    return lambda theta: np.mean(loss(sigmoid(theta @ rows.T), labels), axis=-1)


def _gradient(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> Any:
    return partials(_cost(x, y), theta)


def _hessian(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> Any:
    """Return the derivatives of the gradient, without the slope of the sigmoid."""
    rows, labels = with_ones(x), np.asarray(y)

    def row(feature: Any) -> Any:
        return partials(lambda theta: np.mean((sigmoid(rows @ theta) - labels) * feature), theta)

    return np.array([row(feature) for feature in rows.T])


def _step(x: ArrayLike, y: ArrayLike, theta: ArrayLike) -> Any:
    return -np.linalg.solve(_hessian(x, y, theta), _gradient(x, y, theta))


def _mean(y: ArrayLike) -> Any:
    return np.asarray(y, dtype=float).mean()


def _intercept_cost(y: ArrayLike) -> Callable[[Any], Any]:
    return lambda b: np.mean(loss(sigmoid(np.asarray(b)[..., np.newaxis]), np.asarray(y)), axis=-1)


def _newton_map(y: ArrayLike) -> Callable[[Any], Any]:
    """Return the map of a step with a bias alone, for complex numbers too."""
    return lambda b: b - (sigmoid(b) - _mean(y)) / (sigmoid(b) * (1 - sigmoid(b)))
