r"""Checkers for the page on regularization: a penalty on the weights, and none on the bias.

A dataset has features x of shape (m, n), one example in each row, labels y of shape (m,), weights w
of shape (n,) and a bias b. The penalty is $\frac{\lambda}{2m} \sum_k w_k^2$. A side with the index
j has an entry for every feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof import logistic
from lrproof.equations import _textbook
from lrproof.equations._slope import partials, slope
from lrproof.equations._textbook import loss, predictions, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from lrproof.equations._slope import Number

__all__ = [
    "bias_not_penalized",
    "cost_regularized",
    "cost_with_inverse_strength",
    "delta_picks_one",
    "gradient_regularized",
    "gradient_regularized_matrix",
    "penalty_by_weight",
    "weight_by_weight",
    "weight_decay",
]


def cost_regularized(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float
) -> tuple[Number, Number, Number]:
    r"""Check that the package's `cost` is the mean loss plus $\frac{\lambda}{2m} \sum_k w_k^2$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The function that people call, `lrproof.logistic.cost`; the formula with a sum of squares;
        the formula with the length of w.

    Examples:
        >>> from lrproof.equations.regularization import cost_regularized
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> sides = cost_regularized(x=X, w=[1.0, -0.5], b=0.0, y=y, lambda_=1.0)
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*sides))
        0.607325 = 0.607325 = 0.607325

    Equation: [cost-regularized](#cost-regularized).
    """
    features, weights, labels = np.asarray(x), np.asarray(w), np.asarray(y)
    m = len(features)
    mean = np.sum(loss(sigmoid(features @ weights + b), labels)) / m
    return (
        logistic.cost(x, y, w, b, penalty=lambda_),
        mean + lambda_ / (2 * m) * np.sum(weights**2),
        mean + lambda_ / (2 * m) * np.linalg.norm(weights) ** 2,
    )


def weight_by_weight(w: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\partial w_k / \partial w_j$ is 1 for k = j and 0 otherwise.

    Args:
        w: Weights of shape (n,).

    Returns:
        The derivatives, of shape (n, n): row j, column k; the Kronecker delta.

    Examples:
        >>> from lrproof.equations.regularization import weight_by_weight
        >>> derivatives, delta = weight_by_weight(w=[0.5, -2.0])
        >>> print(derivatives)
        [[1. 0.]
         [0. 1.]]
        >>> print(delta)
        [[1. 0.]
         [0. 1.]]

    Equation: [weight-by-weight](#weight-by-weight).
    """
    weights = np.asarray(w)

    def of_weight(k: int) -> Any:
        return partials(lambda w: w[k], weights)

    n = len(weights)
    return np.column_stack([of_weight(k) for k in range(n)]), np.eye(n)


def delta_picks_one(w: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\sum_k w_k \delta_{jk} = w_j$.

    Args:
        w: Weights of shape (n,).

    Returns:
        The sum for each j, of shape (n,); the weights.

    Examples:
        >>> from lrproof.equations.regularization import delta_picks_one
        >>> sums, weights = delta_picks_one(w=[0.5, -2.0])
        >>> print(sums, weights)
        [ 0.5 -2. ] [ 0.5 -2. ]

    Equation: [delta-picks-one](#delta-picks-one).
    """
    weights = np.asarray(w)
    places = range(len(weights))
    return np.array([sum(weights[k] * (j == k) for k in places) for j in places]), weights


def penalty_by_weight(x: ArrayLike, w: ArrayLike, lambda_: float) -> tuple[Number, Number]:
    r"""Check that the derivative of $\frac{\lambda}{2m} \sum_k w_k^2$ is $\frac{\lambda}{m} w_j$.

    Args:
        x: Features of shape (m, n); only their number m matters.
        w: Weights of shape (n,).
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The derivatives of the penalty with respect to the weights, of shape (n,);
        $\frac{\lambda}{m} w$.

    Examples:
        >>> from lrproof.equations.regularization import penalty_by_weight
        >>> X = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]
        >>> left, right = penalty_by_weight(x=X, w=[2.0, -1.0], lambda_=1.5)
        >>> print(left.round(6), right.round(6))
        [ 1.  -0.5] [ 1.  -0.5]

    Equation: [penalty-by-weight](#penalty-by-weight).
    """
    m = len(np.asarray(x))
    return partials(lambda w: lambda_ / (2 * m) * np.sum(w**2), w), lambda_ / m * np.asarray(w)


def gradient_regularized(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float
) -> tuple[Number, Number]:
    r"""Check that the penalty adds $\frac{\lambda}{m} w_j$ to the derivative by $w_j$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The derivatives of the cost with its penalty with respect to the weights, of shape (n,); the
        formula $\frac{1}{m} \sum_i (f^{(i)} - y^{(i)}) x_j^{(i)} + \frac{\lambda}{m} w_j$.

    Examples:
        >>> from lrproof.equations.regularization import gradient_regularized
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_regularized(x=X, w=[1.0, -0.5], b=0.0, y=y, lambda_=1.0)
        >>> print(left.round(6), right.round(6))
        [ 0.137354 -0.364382] [ 0.137354 -0.364382]

    Equation: [gradient-regularized](#gradient-regularized).
    """
    return (
        partials(lambda w: _cost(x, w, b, y, lambda_), w),
        _mean_of_products(x, w, b, y) + lambda_ / len(np.asarray(x)) * np.asarray(w),
    )


def gradient_regularized_matrix(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float
) -> tuple[Number, Number]:
    r"""Check that $\nabla_w J = \frac{1}{m} X^\top (f - y) + \frac{\lambda}{m} w$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The derivatives of the cost with its penalty with respect to the weights, of shape (n,); the
        formula with a product.

    Examples:
        >>> from lrproof.equations.regularization import gradient_regularized_matrix
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> sides = gradient_regularized_matrix(x=X, w=[1.0, -0.5], b=0.0, y=y, lambda_=1.0)
        >>> print(sides[0].round(6), sides[1].round(6))
        [ 0.137354 -0.364382] [ 0.137354 -0.364382]

    Equation: [gradient-regularized-matrix](#gradient-regularized-matrix).
    """
    features = np.asarray(x)
    product = features.T @ _residuals(x, w, b, y)
    return (
        partials(lambda w: _cost(x, w, b, y, lambda_), w),
        product / len(features) + lambda_ / len(features) * np.asarray(w),
    )


def bias_not_penalized(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float
) -> tuple[Number, Number]:
    r"""Check that the derivative by the bias is the mean residual, whatever the penalty is.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, 0 or more.

    Returns:
        The derivative of the cost with its penalty with respect to the bias; the mean residual.

    Examples:
        >>> from lrproof.equations.regularization import bias_not_penalized
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> sides = bias_not_penalized(x=X, w=[0.0, 0.0], b=0.0, y=y, lambda_=7.0)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.166667 = -0.166667

    Equation: [bias-not-penalized](#bias-not-penalized).
    """
    residuals = _residuals(x, w, b, y)
    return slope(lambda b: _cost(x, w, b, y, lambda_), b), np.sum(residuals) / len(residuals)


def weight_decay(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float, alpha: float
) -> tuple[Number, Number]:
    r"""Check that a step of gradient descent shrinks each weight by $1 - \frac{\alpha\lambda}{m}$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, 0 or more.
        alpha: Size of the step, more than 0.

    Returns:
        The weights after the step, of shape (n,), with derivatives from values of the cost; the
        shrunk weights less $\alpha$ times the gradient without penalty.

    Examples:
        >>> from lrproof.equations.regularization import weight_decay
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = weight_decay(x=X, w=[1.0, -0.5], b=0.0, y=y, lambda_=3.0, alpha=0.5)
        >>> print(left.round(6), right.round(6))
        [ 0.597989 -0.151142] [ 0.597989 -0.151142]

    Equation: [weight-decay](#weight-decay).
    """
    weights, m = np.asarray(w), len(np.asarray(x))
    return (
        weights - alpha * partials(lambda w: _cost(x, w, b, y, lambda_), w),
        weights * (1 - alpha * lambda_ / m) - alpha * _mean_of_products(x, w, b, y),
    )


def cost_with_inverse_strength(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, lambda_: float
) -> tuple[Number, Number]:
    r"""Check that $J = \frac{\lambda}{m} (\frac{1}{2} \sum_k w_k^2 + C \sum_i L^{(i)})$.

    Here C is $1 / \lambda$, as in scikit-learn.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        lambda_: Strength of the penalty, more than 0.

    Returns:
        The cost J by `lrproof.logistic.cost`; the product.

    Examples:
        >>> from lrproof.equations.regularization import cost_with_inverse_strength
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> sides = cost_with_inverse_strength(x=X, w=[1.0, -0.5], b=0.0, y=y, lambda_=1.0)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        0.607325 = 0.607325

    Equation: [cost-with-inverse-strength](#cost-with-inverse-strength).
    """
    features, weights, labels = np.asarray(x), np.asarray(w), np.asarray(y)
    total = np.sum(loss(sigmoid(features @ weights + b), labels))
    return (
        logistic.cost(x, y, w, b, penalty=lambda_),
        lambda_ / len(labels) * (np.sum(weights**2) / 2 + total / lambda_),
    )


def _cost(x: ArrayLike, w: Any, b: Any, y: ArrayLike, lambda_: float) -> Any:
    """Return the cost with its penalty; w and b may be complex."""
    m = len(np.asarray(x))
    return _textbook.cost(x, w, b, y) + lambda_ / (2 * m) * np.sum(np.asarray(w) ** 2)


def _residuals(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(predictions(x, w, b) - np.asarray(y))


def _mean_of_products(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> NDArray[np.float64]:
    pairs = zip(_residuals(x, w, b, y), np.asarray(x), strict=True)
    return np.asarray(np.mean([residual * row for residual, row in pairs], axis=0))
