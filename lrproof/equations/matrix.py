r"""Checkers for the page on the matrix form: from a sum over examples to a product.

A dataset has features x of shape (m, n), one example in each row, labels y of shape (m,), weights w
of shape (n,) and a bias b. Columns and rows are arrays with one axis here. What a page writes as a
product is computed as a product; derivatives come from values of the cost, written as a mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof import logistic
from lrproof.equations._slope import partials, slope
from lrproof.equations._textbook import cost, loss, sigmoid, with_ones

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from lrproof.equations._slope import Number

__all__ = [
    "cost_by_logits",
    "cost_matrix",
    "gradient_bias_column",
    "gradient_bias_matrix",
    "gradient_by_chain",
    "gradient_columns",
    "gradient_entry",
    "gradient_matrix",
    "logit_two_ways",
    "logits_by_weights",
    "logits_columns",
    "logits_matrix",
    "logits_stacked",
    "predictions_matrix",
    "stacked_features",
    "update_rule",
    "update_rule_bias",
    "update_rule_stacked",
]


def logit_two_ways(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, Number, Number]:
    r"""Check that $w^\top x^{(i)} + b = (x^{(i)})^\top w + b$ is the logit.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.

    Returns:
        The logits as sums, of shape (m,); with w as the row; with the example as the row.

    Examples:
        >>> from lrproof.equations.matrix import logit_two_ways
        >>> X = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]
        >>> for side in logit_two_ways(x=X, w=[1.0, -0.5], b=0.25):
        ...     print(side)
        [ 0.25 -0.25  3.75]
        [ 0.25 -0.25  3.75]
        [ 0.25 -0.25  3.75]

    Equation: [logit-two-ways](#logit-two-ways).
    """
    features, weights = np.asarray(x), np.asarray(w)
    sums = [sum(row[k] * weights[k] for k in range(len(weights))) + b for row in features]
    return np.array(sums), weights @ features.T + b, features @ weights + b


def logits_matrix(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that $z = Xw + b \mathbf 1$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.

    Returns:
        The logits as sums, of shape (m,); the product of a matrix and a column, plus b for each.

    Examples:
        >>> from lrproof.equations.matrix import logits_matrix
        >>> X = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]
        >>> left, right = logits_matrix(x=X, w=[1.0, -0.5], b=0.25)
        >>> print(left, right)
        [ 0.25 -0.25  3.75] [ 0.25 -0.25  3.75]

    Equation: [logits-matrix](#logits-matrix).
    """
    features, weights = np.asarray(x), np.asarray(w)
    sums = [sum(row[k] * weights[k] for k in range(len(weights))) + b for row in features]
    return np.array(sums), features @ weights + b * np.ones(len(features))


def predictions_matrix(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that $f = \sigma(Xw + b \mathbf 1)$, entry by entry.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.

    Returns:
        The package's `sigmoid` of each logit, of shape (m,); the formula.

    Examples:
        >>> from lrproof.equations.matrix import predictions_matrix
        >>> X = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]
        >>> left, right = predictions_matrix(x=X, w=[1.0, -0.5], b=0.25)
        >>> print(left.round(6), right.round(6))
        [0.562177 0.437823 0.977023] [0.562177 0.437823 0.977023]

    Equation: [predictions-matrix](#predictions-matrix).
    """
    features, weights = np.asarray(x), np.asarray(w)
    logits = np.array([np.dot(row, weights) + b for row in features])
    return logistic.sigmoid(logits), 1 / (1 + np.exp(-(features @ weights + b)))


def cost_matrix(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $J = -\frac{1}{m} (y^\top \ln f + (\mathbf 1 - y)^\top \ln(\mathbf 1 - f))$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The function that people call, `lrproof.logistic.cost`; the formula with two inner products.

    Examples:
        >>> from lrproof.equations.matrix import cost_matrix
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print("{:.6f} = {:.6f}".format(*cost_matrix(x=X, w=[1.0, -0.5], b=0.0, y=y)))
        0.398992 = 0.398992

    Equation: [cost-matrix](#cost-matrix).
    """
    labels = np.asarray(y)
    f = sigmoid(np.asarray(x) @ np.asarray(w) + b)
    return logistic.cost(x, y, w, b), -(labels @ np.log(f) + (1 - labels) @ np.log(1 - f)) / len(f)


def gradient_entry(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\frac{\partial J}{\partial w_j} = \frac{1}{m} x_j^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the cost with respect to the weights, of shape (n,); for each column of X
        its inner product with the residuals, over m.

    Examples:
        >>> from lrproof.equations.matrix import gradient_entry
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_entry(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.666667  0.      ] [-0.666667  0.      ]

    Equation: [gradient-entry](#gradient-entry).
    """
    residuals = _residuals(x, w, b, y)
    products = [column @ residuals for column in np.asarray(x).T]
    return partials(lambda w: cost(x, w, b, y), w), np.array(products) / len(residuals)


def gradient_matrix(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_w J = \frac{1}{m} X^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the cost with respect to the weights, of shape (n,); the product.

    Examples:
        >>> from lrproof.equations.matrix import gradient_matrix
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_matrix(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.666667  0.      ] [-0.666667  0.      ]

    Equation: [gradient-matrix](#gradient-matrix).
    """
    features = np.asarray(x)
    product = features.T @ _residuals(x, w, b, y)
    return partials(lambda w: cost(x, w, b, y), w), product / len(features)


def logits_by_weights(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that $\partial z / \partial w = X$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.

    Returns:
        The derivatives, of shape (m, n): a row for each logit, a column for each weight; X.

    Examples:
        >>> from lrproof.equations.matrix import logits_by_weights
        >>> X = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]
        >>> left, right = logits_by_weights(x=X, w=[1.0, -0.5], b=0.25)
        >>> print(left)
        [[ 1.  2.]
         [ 0.  1.]
         [ 3. -1.]]
        >>> print(right)
        [[ 1.  2.]
         [ 0.  1.]
         [ 3. -1.]]

    Equation: [logits-by-weights](#logits-by-weights).
    """
    features = np.asarray(x, dtype=float)

    def of_logit(row: NDArray[np.float64]) -> Any:
        return partials(lambda w: np.dot(row, w) + b, w)

    return np.array([of_logit(row) for row in features]), features


def cost_by_logits(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_z J = \frac{1}{m} (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the mean loss with respect to the logits, of shape (m,); the residuals
        over m.

    Examples:
        >>> from lrproof.equations.matrix import cost_by_logits
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = cost_by_logits(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.166667  0.166667 -0.166667] [-0.166667  0.166667 -0.166667]

    Equation: [cost-by-logits](#cost-by-logits).
    """
    logits, labels = np.asarray(x) @ np.asarray(w) + b, np.asarray(y)
    return (
        partials(lambda z: np.mean(loss(sigmoid(z), labels)), logits),
        _residuals(x, w, b, y) / len(labels),
    )


def gradient_by_chain(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $(\partial z / \partial w)^\top \nabla_z J = \frac{1}{m} X^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the cost with respect to the weights, of shape (n,), without the chain
        rule; the product.

    Examples:
        >>> from lrproof.equations.matrix import gradient_by_chain
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_by_chain(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.666667  0.      ] [-0.666667  0.      ]

    Equation: [gradient-by-chain](#gradient-by-chain).
    """
    features = np.asarray(x)
    product = features.T @ _residuals(x, w, b, y)
    return partials(lambda w: cost(x, w, b, y), w), product / len(features)


def gradient_bias_matrix(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $\frac{\partial J}{\partial b} = \frac{1}{m} \mathbf 1^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivative of the cost with respect to the bias; the product of a row of ones and the
        residuals, over m.

    Examples:
        >>> from lrproof.equations.matrix import gradient_bias_matrix
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print("{:.6f} = {:.6f}".format(*gradient_bias_matrix(x=X, w=[0.0, 0.0], b=0.0, y=y)))
        -0.166667 = -0.166667

    Equation: [gradient-bias-matrix](#gradient-bias-matrix).
    """
    residuals = _residuals(x, w, b, y)
    m = len(residuals)
    return slope(lambda b: cost(x, w, b, y), b), np.ones(m) @ residuals / m


def update_rule(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, alpha: float
) -> tuple[Number, Number]:
    r"""Check that a step of gradient descent is $w - \frac{\alpha}{m} X^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        alpha: Size of the step, more than 0.

    Returns:
        The weights after the step, of shape (n,), with derivatives from values of the cost; the
        formula.

    Examples:
        >>> from lrproof.equations.matrix import update_rule
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = update_rule(x=X, w=[0.0, 0.0], b=0.0, y=y, alpha=0.3)
        >>> print(left.round(6), right.round(6))
        [0.2 0. ] [0.2 0. ]

    Equation: [update-rule](#update-rule).
    """
    features, weights = np.asarray(x), np.asarray(w)
    return (
        weights - alpha * partials(lambda w: cost(x, w, b, y), w),
        weights - alpha / len(features) * (features.T @ _residuals(x, w, b, y)),
    )


def update_rule_bias(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, alpha: float
) -> tuple[Number, Number]:
    r"""Check that the bias steps to $b - \frac{\alpha}{m} \mathbf 1^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        alpha: Size of the step, more than 0.

    Returns:
        The bias after a step of gradient descent, with the derivative from values of the cost; the
        formula.

    Examples:
        >>> from lrproof.equations.matrix import update_rule_bias
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> sides = update_rule_bias(x=X, w=[0.0, 0.0], b=0.0, y=y, alpha=0.3)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        0.050000 = 0.050000

    Equation: [update-rule-bias](#update-rule-bias).
    """
    residuals = _residuals(x, w, b, y)
    m = len(residuals)
    return (
        b - alpha * slope(lambda b: cost(x, w, b, y), b),
        b - alpha / m * (np.ones(m) @ residuals),
    )


def stacked_features(x: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\tilde X = [\mathbf 1\ X]$: a column of ones before the features.

    Args:
        x: Features of shape (m, n).

    Returns:
        The features with a 1 before those of each example, of shape (m, n + 1); the two blocks.

    Examples:
        >>> from lrproof.equations.matrix import stacked_features
        >>> left, right = stacked_features(x=[[5.0, 7.0], [6.0, 8.0]])
        >>> print(left)
        [[1. 5. 7.]
         [1. 6. 8.]]
        >>> print(right)
        [[1. 5. 7.]
         [1. 6. 8.]]

    Equation: [stacked-features](#stacked-features).
    """
    features = np.asarray(x, dtype=float)
    return np.array([[1.0, *row] for row in features]), with_ones(x)


def logits_stacked(x: ArrayLike, theta: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $z = \tilde X \theta$, where $\theta$ is the bias and the weights.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights in one vector of shape (n + 1,).

    Returns:
        The logits $w \cdot x^{(i)} + b$, of shape (m,); the product.

    Examples:
        >>> from lrproof.equations.matrix import logits_stacked
        >>> X = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]
        >>> left, right = logits_stacked(x=X, theta=[0.25, 1.0, -0.5])
        >>> print(left, right)
        [ 0.25 -0.25  3.75] [ 0.25 -0.25  3.75]

    Equation: [logits-stacked](#logits-stacked).
    """
    parameters = np.asarray(theta)
    logits = [np.dot(row, parameters[1:]) + parameters[0] for row in np.asarray(x)]
    return np.array(logits), with_ones(x) @ parameters


def gradient_bias_column(x: ArrayLike, theta: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_\theta J$ is $\frac{1}{m} \tilde X^\top (f - y)$, block by block.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights in one vector of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the cost with respect to the bias and the weights, of shape (n + 1,); the
        two blocks.

    Examples:
        >>> from lrproof.equations.matrix import gradient_bias_column
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_bias_column(x=X, theta=[0.0, 0.0, 0.0], y=y)
        >>> print(left.round(6), right.round(6))
        [-0.166667 -0.666667  0.      ] [-0.166667 -0.666667  0.      ]

    Equation: [gradient-bias-column](#gradient-bias-column).
    """
    parameters, features = np.asarray(theta), np.asarray(x)
    residuals = _residuals(x, parameters[1:], parameters[0], y)
    blocks = [np.sum(residuals, keepdims=True), features.T @ residuals]
    return (
        partials(lambda theta: _cost_stacked(x, theta, y), parameters),
        np.concatenate(blocks) / len(features),
    )


def update_rule_stacked(
    x: ArrayLike, theta: ArrayLike, y: ArrayLike, alpha: float
) -> tuple[Number, Number]:
    r"""Check that a step of gradient descent is $\theta - \frac{\alpha}{m} \tilde X^\top (f - y)$.

    Args:
        x: Features of shape (m, n).
        theta: The bias and the weights in one vector of shape (n + 1,).
        y: Labels of shape (m,), 0 or 1; or soft labels between them.
        alpha: Size of the step, more than 0.

    Returns:
        The parameters after the step, of shape (n + 1,), with derivatives from values of the cost;
        the formula.

    Examples:
        >>> from lrproof.equations.matrix import update_rule_stacked
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = update_rule_stacked(x=X, theta=[0.0, 0.0, 0.0], y=y, alpha=0.3)
        >>> print(left.round(6), right.round(6))
        [0.05 0.2  0.  ] [0.05 0.2  0.  ]

    Equation: [update-rule-stacked](#update-rule-stacked).
    """
    parameters, matrix = np.asarray(theta), with_ones(x)
    residuals = sigmoid(matrix @ parameters) - np.asarray(y)
    return (
        parameters - alpha * partials(lambda theta: _cost_stacked(x, theta, y), parameters),
        parameters - alpha / len(matrix) * (matrix.T @ residuals),
    )


def logits_columns(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that $z = w^\top X + b \mathbf 1^\top$ if the examples are the columns of X.

    Args:
        x: Features of shape (n, m), one example in each column.
        w: Weights of shape (n,).
        b: Bias, one number.

    Returns:
        The logits as sums, of shape (m,); the product of a row and a matrix, plus b for each.

    Examples:
        >>> from lrproof.equations.matrix import logits_columns
        >>> X = [[1.0, 0.0, 3.0], [2.0, 1.0, -1.0]]
        >>> left, right = logits_columns(x=X, w=[1.0, -0.5], b=0.25)
        >>> print(left, right)
        [ 0.25 -0.25  3.75] [ 0.25 -0.25  3.75]

    Equation: [logits-columns](#logits-columns).
    """
    features, weights = np.asarray(x), np.asarray(w)
    sums = [sum(column * weights) + b for column in features.T]
    return np.array(sums), weights @ features + b * np.ones(features.shape[1])


def gradient_columns(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_w J = \frac{1}{m} X (f - y)^\top$ if the examples are the columns of X.

    Args:
        x: Features of shape (n, m), one example in each column.
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Labels of shape (m,), 0 or 1; or soft labels between them.

    Returns:
        The derivatives of the cost with respect to the weights, of shape (n,); the product.

    Examples:
        >>> from lrproof.equations.matrix import gradient_columns
        >>> X, y = [[1.0, 0.0, 3.0], [2.0, 1.0, -1.0]], [1, 0, 1]
        >>> left, right = gradient_columns(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-0.666667  0.      ] [-0.666667  0.      ]

    Equation: [gradient-columns](#gradient-columns).
    """
    features = np.asarray(x)
    residuals = sigmoid(np.asarray(w) @ features + b) - np.asarray(y)
    return (
        partials(lambda w: cost(features.T, w, b, y), w),
        features @ residuals / features.shape[1],
    )


def _residuals(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> NDArray[np.float64]:
    """Return f - y, one example at a time."""
    logits = [np.dot(row, np.asarray(w)) + b for row in np.asarray(x)]
    return np.asarray(sigmoid(np.array(logits)) - np.asarray(y))


def _cost_stacked(x: ArrayLike, theta: Any, y: ArrayLike) -> Any:
    """Return the cost as a function of the bias and the weights, in one complex vector."""
    return cost(x, theta[1:], theta[0], y)
