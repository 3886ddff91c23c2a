r"""Softmax regression in numpy: logistic regression with K classes.

For one example with features $x$, weights $W$ (one row for each class) and biases $b$, the logits
are $z_k = \sum_j W_{kj} x_j + b_k$. The predictions are $p_k = e^{z_k} / \sum_c e^{z_c}$ and the
loss is $L = -\sum_k y_k \ln p_k$. The labels $y_k$ of an example are probabilities: 0 or more, and
1 in sum. Of a known class, one is 1 and the others are 0.

Every function computes with logits, after subtracting the largest one, which changes no prediction.
So no exponential overflows. A prediction close to 1 has lost its distance to 1; where that distance
is needed, it is computed as the sum of the other predictions. So results keep nearly all their
digits.

The type of the result follows the arrays that go in, as in `lrproof.logistic`. Arrays are never
changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.shapes import design, real, require_finite, require_shape

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.shapes import Array, Numbers

__all__ = [
    "cost",
    "gradient",
    "hessian",
    "jacobian",
    "log_softmax",
    "loss",
    "residual",
    "softmax",
]


def softmax(z: ArrayLike) -> Array:
    r"""Return the predictions $p_k = e^{z_k} / \sum_c e^{z_c}$.

    Args:
        z: Logits of shape (K,), or (…, K) for many examples; finite, with K of 1 or more.

    Returns:
        Predictions from 0 to 1, in the shape of z; along the last axis they add to 1.

    Raises:
        TypeError: If z does not hold real numbers.
        ValueError: If z has no last axis of length 1 or more, or an entry is not finite.

    Examples:
        >>> print(softmax([1.0, 2.0, 3.0]).round(6))
        [0.090031 0.244728 0.665241]

        The same number added to every logit changes nothing, however large it is:

        >>> print(softmax([1001.0, 1002.0, 1003.0]).round(6))
        [0.090031 0.244728 0.665241]

        With two classes, the prediction for the first is the sigmoid of the difference:

        >>> from lrproof.logistic import sigmoid
        >>> print(f"{softmax([2.0, -1.0])[0]:.6f} {sigmoid(3.0):.6f}")
        0.952574 0.952574
    """
    grown: Array = np.exp(_shifted(z))
    p: Array = grown / grown.sum(axis=-1, keepdims=True)
    return p


def log_softmax(z: ArrayLike) -> Array:
    r"""Return $\ln p_k = z_k - \ln \sum_c e^{z_c}$, the logarithms of the predictions.

    With the largest logit $z_*$ the sum is $e^{z_*} (1 + \ldots)$, where the dots are the others.
    So it is computed as $z_k - z_* - \ln(1 + \sum_{c \ne *} e^{z_c - z_*})$.

    Args:
        z: Logits of shape (K,), or (…, K) for many examples; finite, with K of 1 or more.

    Returns:
        Numbers not above 0, in the shape of z.

    Raises:
        TypeError: If z does not hold real numbers.
        ValueError: If z has no last axis of length 1 or more, or an entry is not finite.

    Examples:
        >>> print(log_softmax([1.0, 2.0, 3.0]).round(6))
        [-2.407606 -1.407606 -0.407606]

        The logarithm of a prediction that rounds to 1, and of one that rounds to 0:

        >>> print(log_softmax([40.0, 0.0, -800.0]))
        [-4.24835426e-18 -4.00000000e+01 -8.40000000e+02]
    """
    shifted = _shifted(z)
    others: Array = np.exp(shifted)
    np.put_along_axis(others, shifted.argmax(axis=-1, keepdims=True), 0, axis=-1)
    log_p: Array = shifted - np.log1p(others.sum(axis=-1, keepdims=True))
    return log_p


def loss(z: ArrayLike, y: ArrayLike) -> Numbers:
    r"""Return the loss $L = -\sum_k y_k \ln p_k$ of logits z, where p is `softmax` of z.

    Args:
        z: Logits of shape (K,), or (…, K) for many examples; finite.
        y: Labels in the shape of z: probabilities, along the last axis 1 in sum up to 1e-6.

    Returns:
        One loss, 0 or more, for each example: of shape (…).

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If y has another shape than z or holds no probabilities, or an entry of z is not
            finite.

    Examples:
        >>> print(f"{loss([1.0, 2.0, 3.0], [0, 0, 1]):.6f}")
        0.407606
        >>> print(loss([[0.0, 0.0], [8.0, 0.0]], [[1, 0], [0, 1]]).round(6))
        [0.693147 8.000335]
    """
    z, y = _logits_and_labels(z, y)
    losses: Numbers = -(y * log_softmax(z)).sum(axis=-1)
    return losses


def residual(z: ArrayLike, y: ArrayLike) -> Array:
    r"""Return $p - y$, the derivatives of the loss with respect to the logits.

    Since the labels and the predictions both add to 1, $p_k - y_k = p_k \sum_{c \ne k} y_c - y_k
    \sum_{c \ne k} p_c$. Computed like this it does not round to 0 while the example still has
    something to teach.

    Args:
        z: Logits of shape (K,), or (…, K) for many examples; finite.
        y: Labels in the shape of z: probabilities, along the last axis 1 in sum up to 1e-6.

    Returns:
        Residuals from -1 to 1, in the shape of z; along the last axis they add to 0.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If y has another shape than z or holds no probabilities, or an entry of z is not
            finite.

    Examples:
        >>> print(residual([1.0, 2.0, 3.0], [0, 0, 1]).round(6))
        [ 0.090031  0.244728 -0.334759]
        >>> print(softmax([40.0, 0.0])[0] - 1, f"{residual([40.0, 0.0], [1, 0])[0]:.6g}")
        0.0 -4.24835e-18
    """
    z, y = _logits_and_labels(z, y)
    p = softmax(z)
    return p * _others(y) - y * _others(p)


def jacobian(z: ArrayLike) -> Array:
    r"""Return $\frac{\partial p_k}{\partial z_c} = p_k (\delta_{kc} - p_c)$.

    As a matrix it is $\operatorname{diag}(p) - p p^\top$. On the diagonal $1 - p_k$ is computed as
    the sum of the other predictions.

    Args:
        z: Logits of shape (K,), or (…, K) for many examples; finite, with K of 1 or more.

    Returns:
        The matrix of shape (K, K), a row for each prediction and a column for each logit; or
        matrices of shape (…, K, K). Each is symmetric, and its rows add to 0.

    Raises:
        TypeError: If z does not hold real numbers.
        ValueError: If z has no last axis of length 1 or more, or an entry is not finite.

    Examples:
        >>> print(jacobian([1.0, 2.0, 3.0]).round(6))
        [[ 0.081925 -0.022033 -0.059892]
         [-0.022033  0.184836 -0.162803]
         [-0.059892 -0.162803  0.222695]]
    """
    p = softmax(z)
    matrix: Array = -p[..., :, np.newaxis] * p[..., np.newaxis, :]
    diagonal = np.arange(p.shape[-1])
    matrix[..., diagonal, diagonal] = p * _others(p)
    return matrix


def hessian(z: ArrayLike) -> Array:
    r"""Return the second derivatives of the loss with respect to the logits.

    The first ones are $p - y$, and y is constant. So the Hessian is the `jacobian` of the
    predictions, $\operatorname{diag}(p) - p p^\top$, whatever the labels are. It has no negative
    eigenvalue: $v^\top H v$ is the variance of v under the probabilities p. It is always singular,
    because a vector of equal entries has no variance.

    Args:
        z: Logits of shape (K,), or (…, K) for many examples; finite, with K of 1 or more.

    Returns:
        The matrix of shape (K, K), or matrices of shape (…, K, K).

    Raises:
        TypeError: If z does not hold real numbers.
        ValueError: If z has no last axis of length 1 or more, or an entry is not finite.

    Examples:
        >>> H, p = hessian([1.0, 2.0, 3.0]), softmax([1.0, 2.0, 3.0])
        >>> v = np.array([1.0, -1.0, 2.0])
        >>> print(f"{v @ H @ v:.6f} {p @ v**2 - (p @ v) ** 2:.6f}")
        1.613255 1.613255
    """
    return jacobian(z)


def cost(X: ArrayLike, y: ArrayLike, W: ArrayLike, b: ArrayLike) -> float:
    r"""Return the cost $J = \frac{1}{m} \sum_i L^{(i)}$, the mean loss of m examples.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m, K): probabilities, 1 in sum in each row.
        W: Weights of shape (K, n), a row for each class.
        b: Biases of shape (K,).

    Returns:
        The mean loss.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a row of y holds no probabilities, or a number is not
            finite.

    Examples:
        Before anything is learnt, each of three classes has probability 1/3 and costs ln 3:

        >>> X, y = [[1.0, 2.0], [0.0, 1.0]], [[1, 0, 0], [0, 0, 1]]
        >>> print(f"{cost(X, y, W=np.zeros((3, 2)), b=np.zeros(3)):.6f}")
        1.098612
    """
    X, y, z = _dataset(X, y, W, b)
    return float(np.mean(loss(z, y)))


def gradient(X: ArrayLike, y: ArrayLike, W: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    r"""Return the derivatives of the cost with respect to the weights and to the biases.

    With the predictions and the labels in the rows of $P$ and $Y$ they are $\frac{1}{m} (P -
    Y)^\top X$ and $\frac{1}{m} (P - Y)^\top \mathbf 1$.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m, K): probabilities, 1 in sum in each row.
        W: Weights of shape (K, n), a row for each class.
        b: Biases of shape (K,).

    Returns:
        The derivatives by the weights, of shape (K, n), and by the biases, of shape (K,). Over the
        classes they add to 0.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a row of y holds no probabilities, or a number is not
            finite.

    Examples:
        >>> X, y = [[1.0, 2.0], [0.0, 1.0]], [[1, 0, 0], [0, 0, 1]]
        >>> dW, db = gradient(X, y, W=np.zeros((3, 2)), b=np.zeros(3))
        >>> print(dW.round(6))
        [[-0.333333 -0.5     ]
         [ 0.166667  0.5     ]
         [ 0.166667  0.      ]]
        >>> print(db.round(6))
        [-0.166667  0.333333 -0.166667]
    """
    X, y, z = _dataset(X, y, W, b)
    r = residual(z, y)
    return r.T @ X / len(X), r.mean(axis=0)


def _shifted(z: ArrayLike) -> Array:
    """Subtract the largest logit of each example."""
    (z,) = real(z=z)
    if not z.ndim or not z.shape[-1]:
        msg = f"z must have shape (…, K), one logit for each class, with K >= 1; got {z.shape}"
        raise ValueError(msg)
    require_finite(z=z)
    shifted: Array = z - z.max(axis=-1, keepdims=True)
    return shifted


def _others(values: Array) -> Array:
    """Add, for each class, the values of the other classes."""
    size = values.shape[-1]
    return values @ (np.ones((size, size), values.dtype) - np.eye(size, dtype=values.dtype))


def _logits_and_labels(z: ArrayLike, y: ArrayLike) -> list[Array]:
    z, y = real(z=z, y=y)
    require_shape("y", y, z.shape, "the shape of z")
    _require_probabilities(y)
    return [z, y]


def _require_probabilities(y: Array) -> None:
    if not (y >= 0).all():
        msg = f"y must hold probabilities, 0 or more; found {y[~(y >= 0)][0]}"
        raise ValueError(msg)
    total = y.sum(axis=-1)
    wrong = total[~(np.abs(total - 1) <= 1e-6)]
    if wrong.size:
        msg = f"y must hold probabilities that add to 1 over the classes; found a sum of {wrong[0]}"
        raise ValueError(msg)


def _dataset(X: ArrayLike, y: ArrayLike, W: ArrayLike, b: ArrayLike) -> tuple[Array, Array, Array]:
    """Check the arguments; return X, y and the logits of shape (m, K)."""
    X, y, W, b = real(X=X, y=y, W=W, b=b)
    m, n = design(X)
    if W.ndim != 2 or W.shape[1] != n or not len(W):
        msg = (
            f"W must have shape (K, {n}), a row for each class and a weight for each column of X; "
            f"got {W.shape}"
        )
        raise ValueError(msg)
    require_shape("b", b, (len(W),), "one bias for each row of W")
    require_shape("y", y, (m, len(W)), "a row for each row of X and a label for each row of W")
    require_finite(W=W, b=b)
    _require_probabilities(y)
    return X, y, X @ W.T + b
