r"""Checkers for the page on convexity: the Hessian of the cost, and its bounds.

A dataset has features x of shape (m, n) and labels y of shape (m,). The parameters are weights w of
shape (n,) and a bias b; or one vector theta of shape (n + 1,), the bias first, with a direction v
of the same shape. Second derivatives are found from values of the cost, by Cauchy's formula along
straight lines.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from lrproof.equations._slope import curvature, slope
from lrproof.equations._textbook import cost, sigmoid, softplus_loss, with_ones

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from lrproof.equations._slope import Number

    Penalty: TypeAlias = Callable[[Any], Any]

__all__ = [
    "bias_curvature",
    "hessian_entry",
    "hessian_matrix",
    "hessian_psd",
    "hessian_quadratic_form",
    "hessian_regularized",
    "hessian_with_bias",
    "loss_curvature",
    "ridge_quadratic_form",
    "slope_along_direction",
    "smoothness_bound",
    "smoothness_certificate",
    "strict_convexity",
]


def loss_curvature(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial^2 L / \partial z^2 = f\,(1 - f)$.

    Args:
        z: Logit, any real number; or an array of logits.
        y: Label, 0 or 1, or a soft label between them; one number.

    Returns:
        The second derivative of the loss with respect to the logit; $f(1 - f)$.

    Examples:
        >>> from lrproof.equations.convexity import loss_curvature
        >>> print("{:.6f} = {:.6f}".format(*loss_curvature(z=np.log(4), y=1)))
        0.160000 = 0.160000

    Equation: [loss-curvature](#loss-curvature).
    """
    f = sigmoid(z)
    return curvature(lambda z: softplus_loss(z, y), z), f * (1 - f)


def hessian_entry(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check each second derivative of the cost with respect to two weights.

    It is $\frac{1}{m} \sum_i f^{(i)}(1 - f^{(i)})\,x_j^{(i)} x_k^{(i)}$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The second derivatives, of shape (n, n); the means of products.

    Examples:
        >>> from lrproof.equations.convexity import hessian_entry
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = hessian_entry(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6).tolist())
        [[0.833333, -0.083333], [-0.083333, 0.5]]
        >>> print(right.round(6).tolist())
        [[0.833333, -0.083333], [-0.083333, 0.5]]

    Equation: [hessian-entry](#hessian-entry).
    """
    X = np.asarray(x, dtype=float)
    f = sigmoid(X @ np.asarray(w) + b)
    n = X.shape[1]
    sums = np.zeros((n, n))
    for row, p in zip(X, f, strict=True):
        for j, k in product(range(n), repeat=2):
            sums[j, k] += p * (1 - p) * row[j] * row[k]
    return _bends(x, w, b, y), sums / len(X)


def hessian_matrix(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_w^2 J = \frac{1}{m} X^\top \operatorname{diag}(f \odot (1 - f))\,X$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The second derivatives of the cost, of shape (n, n); the product of three matrices.

    Examples:
        >>> from lrproof.equations.convexity import hessian_matrix
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = hessian_matrix(x=X, w=[1.0, -0.5], b=0.0, y=y)
        >>> print(left.round(6).tolist())
        [[0.168692, 0.138214], [0.138214, 0.421152]]
        >>> print(right.round(6).tolist())
        [[0.168692, 0.138214], [0.138214, 0.421152]]

    Equation: [hessian-matrix](#hessian-matrix).
    """
    X = np.asarray(x, dtype=float)
    f = sigmoid(X @ np.asarray(w) + b)
    return _bends(x, w, b, y), X.T @ np.diag(f * (1 - f)) @ X / len(X)


def hessian_with_bias(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike
) -> tuple[Number, Number, Number]:
    r"""Check that $H$, a sum over examples, is $\nabla^2 J$ and a product of three matrices.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The sum over examples that defines H, of shape (n + 1, n + 1); the second derivatives of the
        cost; the product of three matrices.

    Examples:
        >>> from lrproof.equations.convexity import hessian_with_bias
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> for side in hessian_with_bias(x=X, theta=[0.0, 0.0], y=y):
        ...     print(side.round(6).tolist())
        [[0.25, 0.125], [0.125, 0.375]]
        [[0.25, 0.125], [0.125, 0.375]]
        [[0.25, 0.125], [0.125, 0.375]]

    Equation: [hessian-with-bias](#hessian-with-bias).
    """
    X, f = with_ones(x), _predictions(x, theta)
    each = [p * (1 - p) * np.outer(row, row) for row, p in zip(X, f, strict=True)]
    product_of_three = X.T @ np.diag(f * (1 - f)) @ X / len(X)
    return np.mean(each, axis=0), _bends(X, theta, 0.0, y), product_of_three


def hessian_quadratic_form(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $v^\top H v = \frac1m \sum_i f^{(i)}(1-f^{(i)})(v \cdot \tilde x^{(i)})^2$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.

    Returns:
        The second derivative of the cost along v; the mean of squares with positive factors.

    Examples:
        >>> from lrproof.equations.convexity import hessian_quadratic_form
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> sides = hessian_quadratic_form(x=X, theta=[0.0, 0.0], y=y, v=[1.0, 2.0])
        >>> print("{:.6f} = {:.6f}".format(*sides))
        2.250000 = 2.250000

    Equation: [hessian-quadratic-form](#hessian-quadratic-form).
    """
    f, along = _predictions(x, theta), with_ones(x) @ np.asarray(v)
    return _along(x, theta, y, v), np.mean(f * (1 - f) * along**2)


def hessian_psd(x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike) -> tuple[Number, float]:
    r"""Check that the cost bends downwards in no direction: $v^\top H v \ge 0$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.

    Returns:
        The second derivative of the cost along v; 0, which must not be larger.

    Examples:
        >>> from lrproof.equations.convexity import hessian_psd
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> sides = hessian_psd(x=X, theta=[0.0, 0.0], y=y, v=[1.0, 2.0])
        >>> print("{:.6f} >= {:.6f}".format(*sides))
        2.250000 >= 0.000000

    Equation: [hessian-psd](#hessian-psd).
    """
    return _along(x, theta, y, v), 0.0


def strict_convexity(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $v^\top H v$ is a form in $\tilde X v$ alone, with positive coefficients.

    It is $\frac{1}{m} (\tilde X v)^\top \operatorname{diag}(f \odot (1 - f))\,(\tilde X v)$, so it
    is 0 if and only if $\tilde X v = 0$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.

    Returns:
        The second derivative of the cost along v; the form.

    Examples:
        The second feature is twice the first, and the direction undoes it:

        >>> from lrproof.equations.convexity import strict_convexity
        >>> X, y = [[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [0, 1, 1]
        >>> left, right = strict_convexity(x=X, theta=[0.2, 0.3, -0.1], y=y, v=[0.0, 2.0, -1.0])
        >>> print(abs(left) < 1e-12, right)
        True 0.0

    Equation: [strict-convexity](#strict-convexity).
    """
    f, along = _predictions(x, theta), with_ones(x) @ np.asarray(v)
    return _along(x, theta, y, v), along @ np.diag(f * (1 - f)) @ along / len(f)


def slope_along_direction(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $v^\top \nabla J = \frac{1}{m} (\tilde X v)^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.

    Returns:
        The derivative of the cost along v; the mean of residuals times $v \cdot \tilde x$.

    Examples:
        >>> from lrproof.equations.convexity import slope_along_direction
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> sides = slope_along_direction(x=X, theta=[0.0, 0.0], y=y, v=[1.0, 2.0])
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.500000 = -0.500000

    Equation: [slope-along-direction](#slope-along-direction).
    """
    X, direction = with_ones(x), np.asarray(v)
    along = slope(lambda t: cost(X, np.asarray(theta) + t * direction, 0.0, y), 0.0)
    return along, (X @ direction) @ (_predictions(x, theta) - np.asarray(y)) / len(X)


def smoothness_bound(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $v^\top H v \le \frac{1}{4m} \lVert \tilde X v \rVert^2$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.

    Returns:
        The second derivative of the cost along v; the bound, which must not be smaller.

    Examples:
        >>> from lrproof.equations.convexity import smoothness_bound
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> sides = smoothness_bound(x=X, theta=[0.5, 1.0], y=y, v=[1.0, 2.0])
        >>> print("{:.6f} <= {:.6f}".format(*sides))
        0.891230 <= 2.250000

    Equation: [smoothness-bound](#smoothness-bound).
    """
    along = with_ones(x) @ np.asarray(v)
    return _along(x, theta, y, v), along @ along / (4 * len(along))


def smoothness_certificate(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that the gap is $\frac1m \sum_i (\frac12 - f^{(i)})^2 (v \cdot \tilde x^{(i)})^2$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.

    Returns:
        The bound less the second derivative of the cost along v; the mean of squares.

    Examples:
        >>> from lrproof.equations.convexity import smoothness_certificate
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> sides = smoothness_certificate(x=X, theta=[0.5, 1.0], y=y, v=[1.0, 2.0])
        >>> print("{:.6f} = {:.6f}".format(*sides))
        1.358770 = 1.358770

    Equation: [smoothness-certificate](#smoothness-certificate).
    """
    f, along = _predictions(x, theta), with_ones(x) @ np.asarray(v)
    gap = along @ along / (4 * len(along)) - _along(x, theta, y, v)
    return gap, np.mean((1 / 2 - f) ** 2 * along**2)


def bias_curvature(x: ArrayLike, b: float, y: ArrayLike, lambda_: float) -> tuple[Number, Number]:
    r"""Check that at $w = 0$ the second derivative by the bias is $\sigma(b)(1 - \sigma(b))$.

    Args:
        x: Features of shape (m, n); with weights 0 they do not matter.
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, which does not matter either.

    Returns:
        The second derivative of the penalised cost with respect to the bias; the product.

    Examples:
        >>> from lrproof.equations.convexity import bias_curvature
        >>> sides = bias_curvature(x=[[2.0], [5.0]], b=np.log(4), y=[0, 1], lambda_=1.0)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        0.160000 = 0.160000

    Equation: [bias-curvature](#bias-curvature).
    """
    X = np.asarray(x, dtype=float)
    weights, only_bias = np.zeros(X.shape[1] + 1), np.eye(X.shape[1] + 1)[0]
    weights[0] = b
    second = _along(x, weights, y, only_bias, _ridge(len(X), lambda_))
    return second, sigmoid(b) * (1 - sigmoid(b))


def hessian_regularized(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float
) -> tuple[Number, Number]:
    r"""Check that a penalty adds $\frac{\lambda}{m} I$ to $\nabla_w^2 J$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The second derivatives of the penalised cost, of shape (n, n); the product of three matrices
        and $\frac{\lambda}{m}$ on the diagonal.

    Examples:
        >>> from lrproof.equations.convexity import hessian_regularized
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = hessian_regularized(x=X, w=[0.0, 0.0], b=0.0, y=y, lambda_=1.5)
        >>> print(left.round(6).tolist())
        [[1.333333, -0.083333], [-0.083333, 1.0]]
        >>> print(right.round(6).tolist())
        [[1.333333, -0.083333], [-0.083333, 1.0]]

    Equation: [hessian-regularized](#hessian-regularized).
    """
    X = np.asarray(x, dtype=float)
    m, n = X.shape
    f = sigmoid(X @ np.asarray(w) + b)
    second = _bends(x, w, b, y, lambda w: lambda_ / (2 * m) * np.sum(w**2, axis=-1))
    return second, X.T @ np.diag(f * (1 - f)) @ X / m + lambda_ / m * np.eye(n)


def ridge_quadratic_form(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike, lambda_: float
) -> tuple[Number, Number]:
    r"""Check that a penalty adds $\frac{\lambda}{m} \sum_{k \ge 1} v_k^2$ to $v^\top H v$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights, of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        v: Direction of shape (n + 1,), the bias first.
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The second derivative of the penalised cost along v; both sums.

    Examples:
        >>> from lrproof.equations.convexity import ridge_quadratic_form
        >>> X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
        >>> sides = ridge_quadratic_form(x=X, theta=[0.0, 0.0], y=y, v=[1.0, 2.0], lambda_=1.0)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        3.250000 = 3.250000

    Equation: [ridge-quadratic-form](#ridge-quadratic-form).
    """
    f, direction = _predictions(x, theta), np.asarray(v)
    m = len(f)
    second = _along(x, theta, y, v, _ridge(m, lambda_))
    squares = np.mean(f * (1 - f) * (with_ones(x) @ direction) ** 2)
    return second, squares + lambda_ / m * np.sum(direction[1:] ** 2)


def _predictions(x: ArrayLike, theta: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(sigmoid(with_ones(x) @ np.asarray(theta)))


def _ridge(m: int, strength: float) -> Penalty:
    return lambda theta: strength / (2 * m) * np.sum(theta[..., 1:] ** 2, axis=-1)


def _no_penalty(_: Any) -> float:
    return 0.0


def _bend(
    X: ArrayLike, start: ArrayLike, b: float, y: ArrayLike, v: ArrayLike, penalty: Penalty
) -> Any:
    """Return the second derivative of the cost along v, from its values on a line."""
    rows, labels, at, direction = (np.asarray(a, dtype=float) for a in (X, y, start, v))
    # In steps of 1 / unit no logit moves by more than the radius of Cauchy's circle.
    unit = max(1.0, float(np.max(np.abs(rows @ direction))))

    def on_line(t: Any) -> Any:
        points = at + np.multiply.outer(t / unit, direction)
        losses = softplus_loss(points @ rows.T + b, labels)
        return np.mean(losses, axis=-1) + penalty(points)

    return unit**2 * curvature(on_line, 0.0)


def _along(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, v: ArrayLike, penalty: Penalty = _no_penalty
) -> Any:
    return _bend(with_ones(x), theta, 0.0, y, v, penalty)


def _bends(
    X: ArrayLike, start: ArrayLike, b: float, y: ArrayLike, penalty: Penalty = _no_penalty
) -> NDArray[np.float64]:
    """Return all second derivatives, from those along the sum and the difference of two axes."""
    axes = np.eye(len(np.asarray(start)))
    return np.array(
        [
            [
                (_bend(X, start, b, y, j + k, penalty) - _bend(X, start, b, y, j - k, penalty)) / 4
                for k in axes
            ]
            for j in axes
        ]
    )
