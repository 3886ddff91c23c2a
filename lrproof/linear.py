r"""Linear regression by least squares, in the form of `lrproof.logistic`.

The prediction is the logit itself, $f = z = w \cdot x + b$, and the loss is $L = \frac{1}{2} (f -
y)^2$. The cost is the mean loss of m examples, plus $\frac{\lambda}{2m} \lVert w \rVert^2$ if a
ridge is asked for; the bias is not penalised.

Its gradient is written as that of logistic regression is, with another f. Its Hessian does not
depend on the weights, so one Newton step from anywhere ends at the minimum, which `solve` finds.

The type of the result follows the arrays that go in, as in `lrproof.logistic`. Arrays are never
changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.shapes import linear_model, require_finite

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.shapes import Array

__all__ = ["cost", "gradient", "hessian", "solve"]


def cost(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0) -> float:
    r"""Return the cost, half the mean square of the residuals plus the penalty.

    It is $J = \frac{1}{2m} \sum_i (f^{(i)} - y^{(i)})^2 + \frac{\lambda}{2m} \lVert w \rVert^2$.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Targets of shape (m,), any real numbers.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        The mean loss of the examples, plus the penalty.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, λ is negative, or a number is not finite.

    Examples:
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print(f"{cost(X, y, w=[0.0, 0.0], b=0.0):.6f}")
        0.333333
        >>> print(f"{cost(X, y, w=[0.5, 0.0], b=0.0):.6f}")
        0.083333
    """
    X, y, w, z, ridge = _dataset(X, y, w, b, penalty)
    r = z - y
    return float(np.mean(r * r) / 2 + ridge / 2 * (w @ w))


def gradient(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0
) -> tuple[Array, float]:
    r"""Return the derivatives of the cost with respect to the weights and to the bias.

    They are $\frac{1}{m} X^\top (f - y) + \frac{\lambda}{m} w$ and
    $\frac{1}{m} \sum_i (f^{(i)} - y^{(i)})$.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Targets of shape (m,), any real numbers.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        The derivatives by the weights, of shape (n,), and the derivative by the bias, one number.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, λ is negative, or a number is not finite.

    Examples:
        The formula is that of logistic regression, the numbers are not:

        >>> from lrproof import logistic
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print(gradient(X, y, w=[0.0, 0.0], b=0.0)[0].round(6))
        [-1.333333 -0.333333]
        >>> print(logistic.gradient(X, y, w=[0.0, 0.0], b=0.0)[0].round(6))
        [-0.666667  0.      ]
    """
    X, y, w, z, ridge = _dataset(X, y, w, b, penalty)
    r = z - y
    return X.T @ r / len(X) + ridge * w, float(np.mean(r))


def hessian(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, penalty: float = 0.0) -> Array:
    r"""Return the second derivatives of the cost: the weights in order, then the bias.

    With $\tilde X = [X\ \mathbf 1]$ the Hessian is $\frac{1}{m} \tilde X^\top \tilde X$, plus
    $\frac{\lambda}{m}$ on the diagonal entries of the weights. It depends neither on the targets
    nor on weights and bias; they are asked for so that `cost`, `gradient` and `hessian` are called
    alike.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Targets of shape (m,), any real numbers.
        w: Weights of shape (n,).
        b: Bias, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        The matrix of shape (n + 1, n + 1). Row and column j < n belong to weight j, the last ones
        to the bias.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, λ is negative, or a number is not finite.

    Examples:
        Four times the Hessian of logistic regression at zero, where each slope is 1/4:

        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> print(hessian(X, y, w=[0.0, 0.0], b=0.0).round(6))
        [[ 3.333333 -0.333333  1.333333]
         [-0.333333  2.        0.666667]
         [ 1.333333  0.666667  1.      ]]
    """
    X, _, w, z, ridge = _dataset(X, y, w, b, penalty)
    with_ones: Array = np.column_stack([X, np.ones_like(z)])
    second: Array = with_ones.T @ with_ones / len(X)
    second[:-1, :-1] += ridge * np.eye(len(w))
    return second


def solve(X: ArrayLike, y: ArrayLike, penalty: float = 0.0) -> tuple[Array, float]:
    r"""Return the weights and the bias with the smallest cost.

    They minimise the length of $\begin{bmatrix} X & \mathbf 1 \\ \sqrt\lambda I & 0 \end{bmatrix}
    \begin{bmatrix} w \\ b \end{bmatrix} - \begin{bmatrix} y \\ 0 \end{bmatrix}$, whose square is
    $2m J$. It is found from a singular value decomposition of that matrix, not from the normal
    equations, which would square its condition number. The columns are scaled to length 1 before,
    so that the units of the features do not matter.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Targets of shape (m,), any real numbers.
        penalty: Strength λ of the ridge, 0 or more; the bias is not penalised.

    Returns:
        The weights, of shape (n,), and the bias, one number.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, λ is negative, a number is not finite, or the columns
            of X and a column of ones are linearly dependent while λ is 0.

    Examples:
        >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [1.0, 3.0, 5.0, 7.0]
        >>> w, b = solve(X, y)
        >>> print(w.round(6), f"{b:.6f}")
        [2.] 1.000000
        >>> w, b = solve(X, y, penalty=5.0)
        >>> print(w.round(6), f"{b:.6f}")
        [1.] 2.500000
    """
    w = np.zeros(np.shape(X)[-1:], dtype=bool)
    X, y, w, _, ridge = _dataset(X, y, w, 0.0, penalty)
    m, n = X.shape
    system: Array = np.zeros((m + n, n + 1), dtype=X.dtype)
    system[:m, :n], system[:m, n] = X, 1
    system[m:, :n] = np.sqrt(ridge * m) * np.eye(n)
    lengths: Array = np.linalg.norm(system, axis=0)
    lengths = np.where(lengths > 0, lengths, 1)
    target: Array = np.append(y, np.zeros_like(w))
    solution, _, rank, _ = np.linalg.lstsq(system / lengths, target, rcond=None)
    if rank <= n:
        msg = (
            f"the least-squares problem has no single solution: its rank is {rank} of {n + 1}, "
            "because the columns of X and a column of ones are linearly dependent; drop columns, "
            "or use a penalty > 0"
        )
        raise ValueError(msg)
    solution = solution / lengths
    return solution[:-1], float(solution[-1])


def _dataset(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: ArrayLike, penalty: ArrayLike
) -> tuple[Array, Array, Array, Array, Array]:
    """Check the arguments; return X, y, w, the predictions and λ/m."""
    X, y, w, z, ridge = linear_model(X, y, w, b, penalty)
    require_finite(y=y)
    return X, y, w, z, ridge
