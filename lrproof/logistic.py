r"""Logistic regression in numpy: prediction, loss, cost, gradient and Hessian.

For one example with features $x$, weights $w$, bias $b$ and label $y$, the logit is
$z = w \cdot x + b$, the prediction is $f = \sigma(z)$ and the loss is
$L = -y \ln f - (1 - y) \ln(1 - f)$. The cost $J$ is the mean loss of $m$ examples, plus
$\frac{\lambda}{2m} \lVert w \rVert^2$ if a ridge is asked for; the bias is not penalised.

Every function computes with logits rather than with predictions, because a prediction that is close
to 1 has already lost its distance to 1: in float64 `sigmoid(37.0)` is exactly 1. So results keep
nearly all their digits however large a logit is, and nothing overflows.

The type of the result follows the arrays that go in: float32 arrays give float32; integers,
booleans and plain Python numbers adapt to the arrays beside them, and are float64 on their own.
Arrays are never changed. Complex numbers are refused: the absolute values that keep these functions
stable have no complex derivative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.shapes import (
    design,
    linear_model,
    real,
    require_penalty,
    require_unit_interval,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.shapes import Array, Numbers

__all__ = [
    "cost",
    "gradient",
    "hessian",
    "logit",
    "loss",
    "newton_step",
    "residual",
    "sigmoid",
    "sigmoid_derivative",
    "smoothness",
    "softplus",
]


def sigmoid(z: ArrayLike) -> Numbers:
    r"""Return $\sigma(z) = 1 / (1 + e^{-z})$, the prediction for a logit.

    The fraction is written with $e^{-|z|}$, which cannot overflow: as it stands for $z \ge 0$, and
    as the equal $e^z / (1 + e^z)$ for $z < 0$.

    Args:
        z: Logits, of any shape; infinite ones are allowed.

    Returns:
        Predictions from 0 to 1, in the shape of z.

    Raises:
        TypeError: If z does not hold real numbers.

    Examples:
        >>> print(sigmoid(0.0))
        0.5
        >>> print(sigmoid([-2.0, 2.0]).round(6))
        [0.119203 0.880797]

        Neither end overflows. The upper one rounds to 1; its distance to 1 is at the lower one:

        >>> print(sigmoid([800.0, 40.0, -40.0]))
        [1.00000000e+00 1.00000000e+00 4.24835426e-18]
    """
    (z,) = real(z=z)
    shrunk: Array = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, shrunk) / (1 + shrunk)


def sigmoid_derivative(z: ArrayLike) -> Numbers:
    r"""Return $\sigma'(z) = \sigma(z)(1 - \sigma(z))$, the slope of the sigmoid.

    Computed as $e^{-|z|} / (1 + e^{-|z|})^2$, which is the same (the slope is an even function) and
    subtracts nothing.

    Args:
        z: Logits, of any shape.

    Returns:
        Slopes from 0 to 1/4, in the shape of z.

    Raises:
        TypeError: If z does not hold real numbers.

    Examples:
        >>> print(sigmoid_derivative([0.0, 2.0, -2.0]).round(6))
        [0.25     0.104994 0.104994]

        Written as f (1 - f) in floating point, the slope at 40 would be 0:

        >>> f = sigmoid(40.0)
        >>> print(f * (1 - f), f"{sigmoid_derivative(40.0):.6g}")
        0.0 4.24835e-18
    """
    (z,) = real(z=z)
    shrunk: Array = np.exp(-np.abs(z))
    return shrunk / (1 + shrunk) ** 2


def softplus(z: ArrayLike) -> Numbers:
    r"""Return $\ln(1 + e^z)$, the loss of an example with label 0.

    Computed as $\max(z, 0) + \ln(1 + e^{-|z|})$: both terms are positive and neither overflows.

    Args:
        z: Logits, of any shape.

    Returns:
        Positive numbers in the shape of z.

    Raises:
        TypeError: If z does not hold real numbers.

    Examples:
        >>> print(softplus([-1.0, 0.0, 1.0]).round(6))
        [0.313262 0.693147 1.313262]
        >>> print(softplus(1000.0))
        1000.0
    """
    (z,) = real(z=z)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def logit(f: ArrayLike) -> Numbers:
    r"""Return $\ln\frac{f}{1 - f}$, the logit whose prediction is f: the inverse of `sigmoid`.

    From 1/4 on it is computed as the equal $2 \operatorname{artanh}(2f - 1)$, where $2f - 1$ has no
    rounding error, so that logits near 0 keep their digits.

    Args:
        f: Predictions from 0 to 1, of any shape.

    Returns:
        Logits in the shape of f; minus infinity for 0, infinity for 1.

    Raises:
        TypeError: If f does not hold real numbers.
        ValueError: If f has an entry that is not between 0 and 1.

    Examples:
        >>> print(logit([0.5, 0.75, 1.0]).round(6))
        [0.       1.098612      inf]
        >>> print(logit(sigmoid(-3.0)).round(6))
        -3.0
    """
    (f,) = real(f=f)
    require_unit_interval("f", f)
    with np.errstate(divide="ignore"):
        return np.where(f < 0.25, np.log(f / (1 - f)), 2 * np.arctanh(2 * f - 1))[()]


def residual(z: ArrayLike, y: ArrayLike) -> Numbers:
    r"""Return $f - y = \sigma(z) - y$, the derivative of the loss with respect to the logit.

    Computed as $(1 - y)\,\sigma(z) - y\,\sigma(-z)$. That is the same, since
    $\sigma(-z) = 1 - \sigma(z)$, but does not round to 0 while the example still has something to
    teach.

    Args:
        z: Logits, of any shape.
        y: Labels from 0 to 1, in the shape of z; or one label for all.

    Returns:
        Residuals from -1 to 1, in the shape of z.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If y has another shape than z or an entry that is not between 0 and 1.

    Examples:
        >>> print(residual([1.0, 1.0], [0, 1]).round(6))
        [ 0.731059 -0.268941]
        >>> print(sigmoid(40.0) - 1, f"{residual(40.0, 1):.6g}")
        0.0 -4.24835e-18
    """
    z, y = _logits_and_labels(z, y)
    return (1 - y) * sigmoid(z) - y * sigmoid(-z)


def loss(z: ArrayLike, y: ArrayLike) -> Numbers:
    r"""Return the loss $L = -y \ln f - (1 - y) \ln(1 - f)$ of a logit, where $f = \sigma(z)$.

    Computed from the logit as $\max(z, 0) - yz + \ln(1 + e^{-|z|})$ (Martín Abadi et al.,
    TensorFlow, `sigmoid_cross_entropy_with_logits`), with the first two terms joined so that they
    do not cancel: $(1 - y)|z|$ for $z > 0$, $y|z|$ otherwise.

    Args:
        z: Logits, of any shape; finite.
        y: Labels from 0 to 1, in the shape of z; or one label for all. Labels between 0 and 1 are
            soft: the chance that the label is 1.

    Returns:
        Losses, 0 or more, in the shape of z.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If y has another shape than z or an entry that is not between 0 and 1.

    Examples:
        A coin flip costs ln 2; a confident logit costs little where it is right, and about its own
        size where it is wrong:

        >>> print(loss([0.0, 3.0, 3.0], [1, 1, 0]).round(6))
        [0.693147 0.048587 3.048587]

        From the prediction, which rounds to 0 or 1, neither of these could be told:

        >>> print(loss([-800.0, 40.0], [1, 1]))
        [8.00000000e+02 4.24835426e-18]
    """
    z, y = _logits_and_labels(z, y)
    size = np.abs(z)
    return size * np.where(z > 0, 1 - y, y) + np.log1p(np.exp(-size))


def cost(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0) -> float:
    r"""Return the cost $J = \frac{1}{m} \sum_i L^{(i)} + \frac{\lambda}{2m} \lVert w \rVert^2$.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m,), from 0 to 1.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        The mean loss of the examples, plus the penalty.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a label is not between 0 and 1, λ is negative, or a
            number is not finite.

    Examples:
        Three examples with two features:

        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]

        Before anything is learnt every example costs ln 2. These weights are better; their ridge
        costs (1 / 6)(1 + 0.25) = 0.208333:

        >>> print(f"{cost(X, y, w=[0.0, 0.0], b=0.0):.6f}")
        0.693147
        >>> print(f"{cost(X, y, w=[1.0, -0.5], b=0.0):.6f}")
        0.398992
        >>> print(f"{cost(X, y, w=[1.0, -0.5], b=0.0, penalty=1.0):.6f}")
        0.607325
    """
    X, y, w, z, ridge = _dataset(X, y, w, b, penalty)
    return float(np.mean(loss(z, y)) + ridge / 2 * (w @ w))


def gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0
) -> tuple[Array, float]:
    r"""Return the derivatives of the cost with respect to the weights and to the bias.

    They are $\frac{1}{m} X^\top (f - y) + \frac{\lambda}{m} w$ and
    $\frac{1}{m} \sum_i (f^{(i)} - y^{(i)})$.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m,), from 0 to 1.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        The derivatives by the weights, of shape (n,), and the derivative by the bias, one number.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a label is not between 0 and 1, λ is negative, or a
            number is not finite.

    Examples:
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> by_weights, by_bias = gradient(X, y, w=[0.0, 0.0], b=0.0)
        >>> print(by_weights.round(6), round(by_bias, 6))
        [-0.666667  0.      ] -0.166667

        One small step against the gradient lowers the cost:

        >>> print(f"{cost(X, y, w=-0.1 * by_weights, b=-0.1 * by_bias):.6f}")
        0.648178
    """
    X, y, w, z, ridge = _dataset(X, y, w, b, penalty)
    r = residual(z, y)
    return X.T @ r / len(X) + ridge * w, float(np.mean(r))


def hessian(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0) -> Array:
    r"""Return the second derivatives of the cost: the weights in order, then the bias.

    With $S = \operatorname{diag}(\sigma'(z))$ and $\tilde X = [X\ \mathbf 1]$ the Hessian is
    $\frac{1}{m} \tilde X^\top S \tilde X$, plus $\frac{\lambda}{m}$ on the diagonal entries of the
    weights. It is symmetric and has no negative eigenvalue. It does not depend on the labels; they
    are asked for so that `cost`, `gradient` and `hessian` are called alike.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m,), from 0 to 1.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        The matrix of shape (n + 1, n + 1). Row and column j < n belong to weight j, the last ones
        to the bias.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a label is not between 0 and 1, λ is negative, or a
            number is not finite.

    Examples:
        At zero each slope is 1/4, so this is a quarter of the mean product of two columns:

        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print(hessian(X, y, w=[0.0, 0.0], b=0.0).round(6))
        [[ 0.833333 -0.083333  0.333333]
         [-0.083333  0.5       0.166667]
         [ 0.333333  0.166667  0.25    ]]
    """
    X, _, w, z, ridge = _dataset(X, y, w, b, penalty)
    with_ones = np.column_stack([X, np.ones_like(z)])
    # A product of a matrix with its own transpose comes out exactly symmetric.
    root: Array = np.sqrt(sigmoid_derivative(z))[:, np.newaxis] * with_ones
    second: Array = root.T @ root / len(X)
    second[:-1, :-1] += ridge * np.eye(len(w))
    return second


def newton_step(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0
) -> tuple[Array, float]:
    r"""Return the Newton step, what to add to the weights and to the bias.

    The step d solves $\nabla^2 J \cdot d = -\nabla J$. It ends at the minimum of the quadratic that
    has the cost's value, gradient and Hessian at the start. A whole step can raise the cost;
    `lrproof.descent.newton` shortens it until it does not.

    The Hessian is scaled to a diagonal of ones before it is solved. So the units of the features do
    not matter, and a small Hessian is not taken for a singular one.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m,), from 0 to 1.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        What to add to the weights, of shape (n,), and to the bias, one number.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a label is not between 0 and 1, λ is negative, a number
            is not finite, or the Hessian is singular in floating point.

    Examples:
        Without features, two ones and one zero. At 0 the gradient is 1/2 - 2/3 and the Hessian 1/4,
        so the step is 2/3; the minimum is at ln 2 = 0.693147:

        >>> X, y = np.empty((3, 0)), [1, 1, 0]
        >>> _, step = newton_step(X, y, w=[], b=0.0)
        >>> print(f"{step:.6f}")
        0.666667

        Here the second column is twice the first, so no step is the best one:

        >>> X, y = [[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [0, 1, 1]
        >>> newton_step(X, y, w=[0.0, 0.0], b=0.0)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ValueError: the Hessian is singular: its rank is 2 of 3, because the columns of X and ...
    """
    by_weights, by_bias = gradient(X, y, w, b, penalty)
    scale, scaled, rank = _scaled(hessian(X, y, w, b, penalty))
    if rank < len(scale):
        *_, at_zero = _scaled(hessian(X, y, np.zeros_like(by_weights), 0.0, penalty))
        reason = (
            "at these weights too many slopes of the sigmoid vanish; start nearer to zero"
            if at_zero == len(scale)
            else "the columns of X and a column of ones are linearly dependent; drop columns, or "
            "use a penalty > 0"
        )
        msg = f"the Hessian is singular: its rank is {rank} of {len(scale)}, because {reason}"
        raise ValueError(msg)
    step = -scale * np.linalg.solve(scaled, scale * np.append(by_weights, by_bias))
    return step[:-1], float(step[-1])


def smoothness(X: ArrayLike, penalty: float = 0.0) -> float:
    r"""Return a number L that no curvature of the cost exceeds: the gradient is L-Lipschitz.

    With $\tilde X = [X\ \mathbf 1]$ it is $\frac{1}{4m} \lambda_{\max}(\tilde X^\top \tilde X) +
    \frac{\lambda}{m}$. No eigenvalue of the Hessian is larger, whatever the weights, because no
    slope of the sigmoid is larger than 1/4. So 1/L is a safe rate for gradient descent.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        L, at least 1/4; infinity if the squares of X are too large for a float.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If X is no matrix with a row, λ is negative, or a number is not finite.

    Examples:
        At zero every slope is 1/4, and the bound is the largest eigenvalue:

        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> largest = np.linalg.eigvalsh(hessian(X, y, w=[0.0, 0.0], b=0.0))[-1]
        >>> print(f"{largest:.6f} {smoothness(X):.6f}")
        0.984700 0.984700
        >>> print(f"{np.linalg.eigvalsh(hessian(X, y, w=[2.0, 0.0], b=1.0))[-1]:.6f}")
        0.207169
    """
    X, strength = real(X=X, penalty=penalty)
    m, _ = design(X)
    require_penalty(strength)
    largest = float(np.linalg.norm(np.column_stack([X, np.ones(m, X.dtype)]), 2))
    return largest * largest / (4 * m) + float(strength) / m


def _scaled(second: Array) -> tuple[Array, Array, int]:
    """Return D, DHD with a diagonal of ones, and its rank, for a diagonal D given as a vector."""
    diagonal: Array = np.diagonal(second)
    if not np.isfinite(diagonal).all():
        msg = "X is too large: its squares overflow in the Hessian; scale its columns"
        raise ValueError(msg)
    scale: Array = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1))
    scaled: Array = scale[:, np.newaxis] * second * scale
    return scale, scaled, int(np.linalg.matrix_rank(scaled, hermitian=True))


def _logits_and_labels(z: ArrayLike, y: ArrayLike) -> list[Array]:
    z, y = real(z=z, y=y)
    if y.ndim and y.shape != z.shape:
        msg = f"y must have the shape of z, {z.shape}, or be one number; got shape {y.shape}"
        raise ValueError(msg)
    require_unit_interval("y", y)
    return [z, y]


def _dataset(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: ArrayLike, penalty: ArrayLike
) -> tuple[Array, Array, Array, Array, Array]:
    """Check the arguments; return X, y, w, the logits and λ/m."""
    X, y, w, z, ridge = linear_model(X, y, w, b, penalty)
    require_unit_interval("y", y)
    return X, y, w, z, ridge
