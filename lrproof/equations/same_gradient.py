r"""Checkers for the page on the gradient that many models share.

The losses are $A(z) - yz$, up to a term without z, for several functions A; and one loss that is
not of this form. Derivatives are found from values alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.equations._any import any_function
from lrproof.equations._slope import curvature, partials, slope
from lrproof.equations._textbook import sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "canonical_curvature",
    "canonical_gradient",
    "canonical_gradient_by_weight",
    "canonical_linear",
    "canonical_linear_loss",
    "canonical_logistic",
    "canonical_poisson",
    "canonical_poisson_loss",
    "canonical_softmax",
    "canonical_softmax_loss",
    "linear_gradient_matrix",
    "linear_hessian",
    "linear_loss_by_weight",
    "squared_sigmoid_by_weight",
]


def linear_loss_by_weight(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w_j = (f - y)\,x_j$ in linear regression, where $f = z$.

    Args:
        x: Features of shape (n,).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Target, any number.

    Returns:
        The derivatives of the loss with respect to the weights, of shape (n,); $(f - y)\,x$.

    Examples:
        >>> from lrproof.equations.same_gradient import linear_loss_by_weight
        >>> left, right = linear_loss_by_weight(x=[2.0, -1.0], w=[0.5, 0.5], b=0.1, y=3.0)
        >>> print(left.round(6), right.round(6))
        [-4.8  2.4] [-4.8  2.4]

    Equation: [linear-loss-by-weight](#linear-loss-by-weight).
    """
    f = np.dot(w, x) + b
    return partials(lambda w: (np.dot(w, x) + b - y) ** 2 / 2, w), (f - y) * np.asarray(x)


def canonical_linear_loss(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that half the squared error is $\frac12 z^2 - yz + \frac12 y^2$ where $f = z$.

    Args:
        z: Prediction, any real number.
        y: Target, any number.

    Returns:
        Half the square of the residual; the sum.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_linear_loss
        >>> print("{:.6f} = {:.6f}".format(*canonical_linear_loss(z=3.0, y=1.0)))
        2.000000 = 2.000000

    Equation: [canonical-linear-loss](#canonical-linear-loss).
    """
    return (z - y) ** 2 / 2, z**2 / 2 - y * z + y**2 / 2


def canonical_gradient(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial z = A'(z) - y = f - y$ for the loss $A(z) - yz$.

    Args:
        z: Logit, any real number.
        y: Label, any number.

    Returns:
        The derivative of the loss with respect to the logit; the slope of A less the label. The
        function A has no special property.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_gradient
        >>> print("{:.6f} = {:.6f}".format(*canonical_gradient(z=1.0, y=0.5)))
        -0.699088 = -0.699088

    Equation: [canonical-gradient](#canonical-gradient).
    """
    A = any_function("A")
    return slope(lambda z: A(z) - y * z, z), slope(A, z) - y


def canonical_gradient_by_weight(
    x: ArrayLike, w: ArrayLike, b: float, y: float
) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w_j = (f - y)\,x_j$ for $L = A(z) - yz$ and $f = A'(z)$.

    Args:
        x: Features of shape (n,).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Label, any number.

    Returns:
        The derivatives of the loss with respect to the weights, of shape (n,); $(f - y)\,x$.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_gradient_by_weight
        >>> left, right = canonical_gradient_by_weight(x=[2.0, -1.0], w=[0.5, 0.5], b=0.1, y=3.0)
        >>> print(left.round(6), right.round(6))
        [-6.441532  3.220766] [-6.441532  3.220766]

    Equation: [canonical-gradient-by-weight](#canonical-gradient-by-weight).
    """
    A = any_function("A")

    def of_weights(w: ArrayLike) -> Number:
        z = np.dot(w, x) + b
        loss: Number = A(z) - y * z
        return loss

    f = slope(A, np.dot(w, x) + b)
    return partials(of_weights, w), (f - y) * np.asarray(x)


def canonical_linear(z: Number) -> tuple[Number, Number]:
    r"""Check that the slope of $\frac12 z^2$ is the prediction of linear regression.

    Args:
        z: Logit, any real number.

    Returns:
        The derivative; the prediction z.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_linear
        >>> print("{:.6f} = {:.6f}".format(*canonical_linear(z=3.0)))
        3.000000 = 3.000000

    Equation: [canonical-linear](#canonical-linear).
    """
    return slope(lambda z: z**2 / 2, z), z


def canonical_logistic(z: Number) -> tuple[Number, Number]:
    r"""Check that the slope of $\ln(1 + e^z)$ is the prediction of logistic regression.

    Args:
        z: Logit, any real number.

    Returns:
        The derivative; the prediction $\sigma(z)$.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_logistic
        >>> print("{:.6f} = {:.6f}".format(*canonical_logistic(z=np.log(4))))
        0.800000 = 0.800000

    Equation: [canonical-logistic](#canonical-logistic).
    """
    return slope(lambda z: np.log(1 + np.exp(z)), z), sigmoid(z)


def canonical_poisson_loss(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $f - y \ln f$ is $e^z - yz$ where $f = e^z$.

    Args:
        z: Logarithm of the expected count, any real number.
        y: Count.

    Returns:
        The loss of the prediction; the formula in z.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_poisson_loss
        >>> print("{:.6f} = {:.6f}".format(*canonical_poisson_loss(z=np.log(4), y=1)))
        2.613706 = 2.613706

    Equation: [canonical-poisson-loss](#canonical-poisson-loss).
    """
    f = np.exp(z)
    return f - y * np.log(f), np.exp(z) - y * z


def canonical_poisson(z: Number) -> tuple[Number, Number]:
    r"""Check that the slope of $e^z$ is the prediction of Poisson regression.

    Args:
        z: Logarithm of the expected count, any real number.

    Returns:
        The derivative; the prediction $e^z$.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_poisson
        >>> print("{:.6f} = {:.6f}".format(*canonical_poisson(z=np.log(4))))
        4.000000 = 4.000000

    Equation: [canonical-poisson](#canonical-poisson).
    """
    return slope(np.exp, z), np.exp(z)


def canonical_softmax_loss(z: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $-\sum_k y_k \ln p_k$ is $\ln \sum_c e^{z_c} - \sum_k y_k z_k$.

    Args:
        z: Logits of shape (K,).
        y: Label of shape (K,): 1 for one class, else 0; or numbers that add up to 1.

    Returns:
        The loss of the probabilities; the formula in z.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_softmax_loss
        >>> print("{:.6f} = {:.6f}".format(*canonical_softmax_loss(z=[0.0, 1.0, 2.0], y=[0, 0, 1])))
        0.407606 = 0.407606

    Equation: [canonical-softmax-loss](#canonical-softmax-loss).
    """
    exponentials = np.exp(z)
    p = exponentials / np.sum(exponentials)
    return -np.dot(y, np.log(p)), np.log(np.sum(exponentials)) - np.dot(y, z)


def canonical_softmax(z: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the slopes of $\ln \sum_c e^{z_c}$ are the probabilities of softmax.

    Args:
        z: Logits of shape (K,).

    Returns:
        The derivatives, of shape (K,); the probabilities.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_softmax
        >>> left, right = canonical_softmax(z=[0.0, 1.0, 2.0])
        >>> print(left.round(6), right.round(6))
        [0.090031 0.244728 0.665241] [0.090031 0.244728 0.665241]

    Equation: [canonical-softmax](#canonical-softmax).
    """
    exponentials = np.exp(z)
    return partials(lambda z: np.log(np.sum(np.exp(z))), z), exponentials / np.sum(exponentials)


def canonical_curvature(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial^2 L / \partial z^2 = A''(z)$ for the loss $A(z) - yz$.

    Args:
        z: Logit, any real number.
        y: Label, any number.

    Returns:
        The second derivative of the loss with respect to the logit; that of A.

    Examples:
        >>> from lrproof.equations.same_gradient import canonical_curvature
        >>> print("{:.6f} = {:.6f}".format(*canonical_curvature(z=1.0, y=0.5)))
        0.071031 = 0.071031

    Equation: [canonical-curvature](#canonical-curvature).
    """
    A = any_function("A")
    return curvature(lambda z: A(z) - y * z, z), curvature(A, z)


def squared_sigmoid_by_weight(x: Number, w: Number, b: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w = (f - y)\,f\,(1 - f)\,x$ for squared error and sigmoid.

    Args:
        x: Feature, one number.
        w: Weight, one number.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of half the squared error with respect to the weight; the product.

    Examples:
        >>> from lrproof.equations.same_gradient import squared_sigmoid_by_weight
        >>> sides = squared_sigmoid_by_weight(x=2.0, w=np.log(2), b=0.0, y=1)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.064000 = -0.064000

    Equation: [squared-sigmoid-by-weight](#squared-sigmoid-by-weight).
    """
    f = sigmoid(w * x + b)
    return slope(lambda w: (sigmoid(w * x + b) - y) ** 2 / 2, w), (f - y) * f * (1 - f) * x


def linear_gradient_matrix(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $\nabla_w J = \frac1m X^\top (Xw + b \mathbf 1 - y)$ for linear regression.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Targets of shape (m,), any numbers.

    Returns:
        The derivatives of the mean of half the squared errors, of shape (n,); the product.

    Examples:
        >>> from lrproof.equations.same_gradient import linear_gradient_matrix
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = linear_gradient_matrix(x=X, w=[0.0, 0.0], b=0.0, y=y)
        >>> print(left.round(6), right.round(6))
        [-1.333333 -0.333333] [-1.333333 -0.333333]

    Equation: [linear-gradient-matrix](#linear-gradient-matrix).
    """
    X, targets = np.asarray(x, dtype=float), np.asarray(y)
    by_weights = partials(lambda w: np.mean((X @ w + b - targets) ** 2) / 2, w)
    return by_weights, X.T @ (X @ np.asarray(w) + b - targets) / len(X)


def linear_hessian(x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_w^2 J = \frac1m X^\top X$ for linear regression, whatever the weights.

    Args:
        x: Features of shape (m, n).
        w: Weights of shape (n,).
        b: Bias, one number.
        y: Targets of shape (m,), any numbers.

    Returns:
        The second derivatives, of shape (n, n), from the cost along the sum and the difference of
        two axes; the product.

    Examples:
        >>> from lrproof.equations.same_gradient import linear_hessian
        >>> X, y = [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]], [1, 0, 1]
        >>> left, right = linear_hessian(x=X, w=[1.0, -0.5], b=0.0, y=y)
        >>> print(left.round(6).tolist())
        [[3.333333, -0.333333], [-0.333333, 2.0]]
        >>> print(right.round(6).tolist())
        [[3.333333, -0.333333], [-0.333333, 2.0]]

    Equation: [linear-hessian](#linear-hessian).
    """
    X, targets, start = np.asarray(x, dtype=float), np.asarray(y), np.asarray(w, dtype=float)

    def bend(v: ArrayLike) -> Number:
        along = X @ np.asarray(v)
        residuals = X @ start + b - targets
        second: Number = curvature(
            lambda t: np.mean((residuals + np.multiply.outer(t, along)) ** 2, axis=-1) / 2, 0.0
        )
        return second

    axes = np.eye(X.shape[1])
    second = np.array([[(bend(j + k) - bend(j - k)) / 4 for k in axes] for j in axes])
    return second, X.T @ X / len(X)
