r"""Checkers for the page on softmax: one example of one of K classes.

Logits z, labels y and directions v are arrays of shape (K,), weights W of shape (K, n), biases b of
shape (K,), features x of shape (n,). The labels add to 1. A side with indices is an array with an
axis for each index, in the order of the alphabet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof import softmax
from lrproof.equations._slope import curvature, partials
from lrproof.equations._textbook import sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "labels_add_to_one",
    "log_softmax",
    "log_softmax_slope",
    "logit_by_class_weight",
    "softmax_by_bias",
    "softmax_by_weight",
    "softmax_convex",
    "softmax_definition",
    "softmax_flat_direction",
    "softmax_gradient",
    "softmax_gradient_matrix",
    "softmax_hessian",
    "softmax_hessian_entry",
    "softmax_jacobian",
    "softmax_loss",
    "softmax_loss_logits",
    "softmax_quadratic_form",
    "softmax_residuals_cancel",
    "softmax_shift",
    "softmax_sum",
    "softmax_two_classes",
    "softmax_two_weights",
]


def labels_add_to_one(y: ArrayLike) -> tuple[Number, float]:
    r"""Check that $\sum_k y_k = 1$.

    Args:
        y: Labels of shape (K,): 1 for the class of the example, else 0; or probabilities.

    Returns:
        Their sum; 1.

    Examples:
        >>> from lrproof.equations.softmax import labels_add_to_one
        >>> print("{:.6f} = {:.6f}".format(*labels_add_to_one(y=[0, 1, 0])))
        1.000000 = 1.000000

    Equation: [labels-add-to-one](#labels-add-to-one).
    """
    return np.sum(np.asarray(y, dtype=float)), 1.0


def softmax_definition(z: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the package's `softmax` is $p_k = e^{z_k} / \sum_c e^{z_c}$.

    Args:
        z: Logits of shape (K,).

    Returns:
        The function that people call, `lrproof.softmax.softmax`; the quotients.

    Examples:
        >>> from lrproof.equations.softmax import softmax_definition
        >>> left, right = softmax_definition(z=[1.0, 2.0, 3.0])
        >>> print(left.round(6), right.round(6))
        [0.090031 0.244728 0.665241] [0.090031 0.244728 0.665241]

    Equation: [softmax-definition](#softmax-definition).
    """
    return softmax.softmax(z), np.exp(z) / np.sum(np.exp(z))


def softmax_sum(z: ArrayLike) -> tuple[Number, Number, float]:
    r"""Check that the predictions add to 1.

    Args:
        z: Logits of shape (K,).

    Returns:
        The sum of the predictions; the sum of the exponentials divided by itself; 1.

    Examples:
        >>> from lrproof.equations.softmax import softmax_sum
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*softmax_sum(z=[1.0, 2.0, 3.0])))
        1.000000 = 1.000000 = 1.000000

    Equation: [softmax-sum](#softmax-sum).
    """
    grown = np.exp(z)
    return np.sum(_softmax(z)), sum(grown) / np.sum(grown), 1.0


def softmax_shift(z: ArrayLike, t: float) -> tuple[Number, Number]:
    r"""Check that a number added to every logit changes no prediction.

    Args:
        z: Logits of shape (K,).
        t: The number.

    Returns:
        The predictions for z; those for z + t.

    Examples:
        >>> from lrproof.equations.softmax import softmax_shift
        >>> left, right = softmax_shift(z=[1.0, 2.0, 3.0], t=5.0)
        >>> print(left.round(6), right.round(6))
        [0.090031 0.244728 0.665241] [0.090031 0.244728 0.665241]

    Equation: [softmax-shift](#softmax-shift).
    """
    return _softmax(z), _softmax(np.asarray(z) + t)


def softmax_two_classes(z: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the softmax of two logits is the sigmoid of their difference.

    Args:
        z: Logits of shape (K,), of which the first two are taken.

    Returns:
        The first prediction of the softmax of two logits; $\sigma(z_1 - z_2)$.

    Examples:
        >>> from lrproof.equations.softmax import softmax_two_classes
        >>> print("{:.6f} = {:.6f}".format(*softmax_two_classes(z=[2.0, -1.0])))
        0.952574 = 0.952574

    Equation: [softmax-two-classes](#softmax-two-classes).
    """
    first, second, *_ = np.asarray(z)
    return softmax.softmax([first, second])[0], sigmoid(first - second)


def softmax_two_weights(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> tuple[Number, Number]:
    r"""Check that a difference of logits needs the differences of the weights and biases alone.

    Args:
        x: Features of shape (n,).
        W: Weights of shape (K, n).
        b: Biases of shape (K,).

    Returns:
        $z_1 - z_2$; the sum with the differences.

    Examples:
        >>> from lrproof.equations.softmax import softmax_two_weights
        >>> sides = softmax_two_weights(x=[2.0, -1.0], W=[[1.0, 0.5], [0.25, 3.0]], b=[0.1, 0.2])
        >>> print("{:.6f} = {:.6f}".format(*sides))
        3.900000 = 3.900000

    Equation: [softmax-two-weights](#softmax-two-weights).
    """
    z, (first, second, *_), bias = _logits(x, W, b), np.asarray(W), np.asarray(b)
    return z[0] - z[1], np.sum((first - second) * x) + bias[0] - bias[1]


def log_softmax(z: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\ln p_k = z_k - \ln \sum_c e^{z_c}$.

    Args:
        z: Logits of shape (K,).

    Returns:
        The logarithms of the predictions; the differences.

    Examples:
        >>> from lrproof.equations.softmax import log_softmax
        >>> left, right = log_softmax(z=[1.0, 2.0, 3.0])
        >>> print(left.round(6), right.round(6))
        [-2.407606 -1.407606 -0.407606] [-2.407606 -1.407606 -0.407606]

    Equation: [log-softmax](#log-softmax).
    """
    return np.log(_softmax(z)), np.asarray(z) - np.log(np.sum(np.exp(z)))


def log_softmax_slope(z: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\partial \ln p_k / \partial z_c = \delta_{kc} - p_c$.

    Args:
        z: Logits of shape (K,).

    Returns:
        The derivatives, of shape (K, K) with a row for each c and a column for each k; the
        differences.

    Examples:
        >>> from lrproof.equations.softmax import log_softmax_slope
        >>> left, right = log_softmax_slope(z=[0.0, 0.0])
        >>> print(left.round(6).tolist(), right.round(6).tolist())
        [[0.5, -0.5], [-0.5, 0.5]] [[0.5, -0.5], [-0.5, 0.5]]

    Equation: [log-softmax-slope](#log-softmax-slope).
    """
    p = _softmax(z)
    return _jacobian(lambda z: np.log(_softmax(z)), z).T, np.eye(len(p)) - p[:, np.newaxis]


def softmax_jacobian(z: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\partial p_k / \partial z_c = p_k (\delta_{kc} - p_c)$.

    Args:
        z: Logits of shape (K,).

    Returns:
        The derivatives, of shape (K, K); the products. Both are symmetric.

    Examples:
        >>> from lrproof.equations.softmax import softmax_jacobian
        >>> left, right = softmax_jacobian(z=[0.0, 0.0])
        >>> print(left.round(6).tolist(), right.round(6).tolist())
        [[0.25, -0.25], [-0.25, 0.25]] [[0.25, -0.25], [-0.25, 0.25]]

    Equation: [softmax-jacobian](#softmax-jacobian).
    """
    p = _softmax(z)
    return _jacobian(_softmax, z), p * (np.eye(len(p)) - p[:, np.newaxis])


def softmax_loss(z: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the package's `loss` is $-\sum_k y_k \ln p_k$.

    Args:
        z: Logits of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The function that people call, `lrproof.softmax.loss`; the sum.

    Examples:
        >>> from lrproof.equations.softmax import softmax_loss
        >>> print("{:.6f} = {:.6f}".format(*softmax_loss(z=[1.0, 2.0, 3.0], y=[0, 0, 1])))
        0.407606 = 0.407606

    Equation: [softmax-loss](#softmax-loss).
    """
    return softmax.loss(z, y), _loss(z, y)


def softmax_loss_logits(z: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that the loss is $\ln \sum_c e^{z_c} - \sum_k y_k z_k$.

    Args:
        z: Logits of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The loss; the formula in the logits.

    Examples:
        >>> from lrproof.equations.softmax import softmax_loss_logits
        >>> print("{:.6f} = {:.6f}".format(*softmax_loss_logits(z=[1.0, 2.0, 3.0], y=[0, 0, 1])))
        0.407606 = 0.407606

    Equation: [softmax-loss-logits](#softmax-loss-logits).
    """
    return _loss(z, y), np.log(np.sum(np.exp(z))) - np.dot(y, z)


def softmax_gradient(z: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial z_k = p_k - y_k$.

    Args:
        z: Logits of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The derivatives of the loss with respect to the logits, of shape (K,); $p - y$.

    Examples:
        >>> from lrproof.equations.softmax import softmax_gradient
        >>> left, right = softmax_gradient(z=[1.0, 2.0, 3.0], y=[0, 0, 1])
        >>> print(left.round(6), right.round(6))
        [ 0.090031  0.244728 -0.334759] [ 0.090031  0.244728 -0.334759]

    Equation: [softmax-gradient](#softmax-gradient).
    """
    return partials(lambda z: _loss(z, y), z), _softmax(z) - np.asarray(y)


def logit_by_class_weight(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\partial z_c / \partial W_{kj} = \delta_{ck} x_j$.

    Args:
        x: Features of shape (n,).
        W: Weights of shape (K, n).
        b: Biases of shape (K,).

    Returns:
        The derivatives, of shape (K, n, K): the indices are c, j, k; the products.

    Examples:
        >>> from lrproof.equations.softmax import logit_by_class_weight
        >>> left, right = logit_by_class_weight(x=[2.0, 5.0], W=[[1.0, 2.0]] * 2, b=[0.0, 0.0])
        >>> print(left.tolist())
        [[[2.0, 0.0], [5.0, 0.0]], [[0.0, 2.0], [0.0, 5.0]]]
        >>> print(right.tolist())
        [[[2.0, 0.0], [5.0, 0.0]], [[0.0, 2.0], [0.0, 5.0]]]

    Equation: [logit-by-class-weight](#logit-by-class-weight).
    """
    shape = np.shape(W)
    by_weights = _jacobian(lambda w: _logits(x, w.reshape(shape), b), np.ravel(W))
    left = by_weights.reshape(-1, *shape).transpose(0, 2, 1)
    return left, np.eye(shape[0])[:, np.newaxis, :] * np.asarray(x)[:, np.newaxis]


def softmax_by_weight(
    x: ArrayLike, W: ArrayLike, b: ArrayLike, y: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial W_{kj} = (p_k - y_k) x_j$.

    Args:
        x: Features of shape (n,).
        W: Weights of shape (K, n).
        b: Biases of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The derivatives, of shape (n, K): the indices are j, k; the products.

    Examples:
        >>> from lrproof.equations.softmax import softmax_by_weight
        >>> left, right = softmax_by_weight([2.0, -1.0], np.zeros((2, 2)), [0.0, 0.0], y=[1, 0])
        >>> print(left.round(6).tolist(), right.round(6).tolist())
        [[-1.0, 1.0], [0.5, -0.5]] [[-1.0, 1.0], [0.5, -0.5]]

    Equation: [softmax-by-weight](#softmax-by-weight).
    """
    p = _softmax(_logits(x, W, b))
    return _by_weights(x, W, b, y).T, np.asarray(x)[:, np.newaxis] * (p - np.asarray(y))


def softmax_by_bias(
    x: ArrayLike, W: ArrayLike, b: ArrayLike, y: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial b_k = p_k - y_k$.

    Args:
        x: Features of shape (n,).
        W: Weights of shape (K, n).
        b: Biases of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The derivatives of the loss with respect to the biases, of shape (K,); $p - y$.

    Examples:
        >>> from lrproof.equations.softmax import softmax_by_bias
        >>> left, right = softmax_by_bias([2.0, -1.0], np.zeros((2, 2)), [0.0, 0.0], y=[1, 0])
        >>> print(left.round(6), right.round(6))
        [-0.5  0.5] [-0.5  0.5]

    Equation: [softmax-by-bias](#softmax-by-bias).
    """
    p = _softmax(_logits(x, W, b))
    return partials(lambda b: _loss(_logits(x, W, b), y), b), p - np.asarray(y)


def softmax_gradient_matrix(
    x: ArrayLike, W: ArrayLike, b: ArrayLike, y: ArrayLike
) -> tuple[Number, Number]:
    r"""Check that $\nabla_W L = (p - y) x^\top$.

    Args:
        x: Features of shape (n,).
        W: Weights of shape (K, n).
        b: Biases of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The derivatives in the shape of W; the package's own gradient for one example.

    Examples:
        >>> from lrproof.equations.softmax import softmax_gradient_matrix
        >>> sides = softmax_gradient_matrix([2.0, -1.0], np.zeros((2, 2)), [0.0, 0.0], y=[1, 0])
        >>> print(*(side.round(6).tolist() for side in sides))
        [[-1.0, 0.5], [1.0, -0.5]] [[-1.0, 0.5], [1.0, -0.5]]

    Equation: [softmax-gradient-matrix](#softmax-gradient-matrix).
    """
    by_W, _ = softmax.gradient(np.atleast_2d(x), np.atleast_2d(y), W, b)
    return _by_weights(x, W, b, y), by_W


def softmax_hessian_entry(z: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\partial^2 L / \partial z_k \partial z_c = p_k \delta_{kc} - p_k p_c$.

    Args:
        z: Logits of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The second derivatives, of shape (K, K); the differences. Both are symmetric.

    Examples:
        >>> from lrproof.equations.softmax import softmax_hessian_entry
        >>> left, right = softmax_hessian_entry(z=[0.0, 0.0], y=[1, 0])
        >>> print(left.round(6).tolist(), right.round(6).tolist())
        [[0.25, -0.25], [-0.25, 0.25]] [[0.25, -0.25], [-0.25, 0.25]]

    Equation: [softmax-hessian-entry](#softmax-hessian-entry).
    """
    p = _softmax(z)
    return _hessian(z, y), p * np.eye(len(p)) - p * p[:, np.newaxis]


def softmax_hessian(z: ArrayLike, y: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $\nabla_z^2 L = \operatorname{diag}(p) - p p^\top$.

    Args:
        z: Logits of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The second derivatives, of shape (K, K); the package's own `hessian`.

    Examples:
        >>> from lrproof.equations.softmax import softmax_hessian
        >>> left, right = softmax_hessian(z=[0.0, 0.0], y=[1, 0])
        >>> print(left.round(6).tolist(), right.round(6).tolist())
        [[0.25, -0.25], [-0.25, 0.25]] [[0.25, -0.25], [-0.25, 0.25]]

    Equation: [softmax-hessian](#softmax-hessian).
    """
    return _hessian(z, y), softmax.hessian(z)


def softmax_quadratic_form(z: ArrayLike, v: ArrayLike) -> tuple[Number, Number, Number]:
    r"""Check that the quadratic form of the Hessian is a variance, and a sum of squares.

    Args:
        z: Logits of shape (K,).
        v: Direction of shape (K,).

    Returns:
        $v^\top (\operatorname{diag}(p) - p p^\top) v$; the mean of the squares minus the square of
        the mean; $\frac{1}{2} \sum_k \sum_c p_k p_c (v_k - v_c)^2$.

    Examples:
        >>> from lrproof.equations.softmax import softmax_quadratic_form
        >>> sides = softmax_quadratic_form(z=[1.0, 2.0, 3.0], v=[1.0, -1.0, 2.0])
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*sides))
        1.613255 = 1.613255 = 1.613255

    Equation: [softmax-quadratic-form](#softmax-quadratic-form).
    """
    p, v = _softmax(z), np.asarray(v)
    gaps = v[:, np.newaxis] - v
    return _form(z, v), np.dot(p, v**2) - np.dot(p, v) ** 2, p @ gaps**2 @ p / 2


def softmax_convex(z: ArrayLike, v: ArrayLike) -> tuple[Number, float]:
    r"""Check that the quadratic form of the Hessian is never negative.

    Args:
        z: Logits of shape (K,).
        v: Direction of shape (K,).

    Returns:
        $v^\top (\operatorname{diag}(p) - p p^\top) v$; 0. The first side must not be smaller.

    Examples:
        >>> from lrproof.equations.softmax import softmax_convex
        >>> print("{:.6f} >= {:.6f}".format(*softmax_convex([1.0, 2.0, 3.0], [1.0, -1.0, 2.0])))
        1.613255 >= 0.000000

    Equation: [softmax-convex](#softmax-convex).
    """
    return _form(z, v), 0.0


def softmax_flat_direction(z: ArrayLike) -> tuple[Number, float]:
    r"""Check that $(\operatorname{diag}(p) - p p^\top) \mathbf 1 = 0$.

    Args:
        z: Logits of shape (K,).

    Returns:
        The sums of the rows of the Hessian, of shape (K,); 0.

    Examples:
        >>> from lrproof.equations.softmax import softmax_flat_direction
        >>> left, right = softmax_flat_direction(z=[1.0, 2.0, 3.0])
        >>> print(abs(left).max() < 1e-15, right)
        True 0.0

    Equation: [softmax-flat-direction](#softmax-flat-direction).
    """
    p = _softmax(z)
    return (np.diag(p) - np.outer(p, p)) @ np.ones(len(p)), 0.0


def softmax_residuals_cancel(z: ArrayLike, y: ArrayLike) -> tuple[Number, float]:
    r"""Check that $\sum_k (p_k - y_k) = 0$.

    Args:
        z: Logits of shape (K,).
        y: Labels of shape (K,), which add to 1.

    Returns:
        The sum of the residuals; 0.

    Examples:
        >>> from lrproof.equations.softmax import softmax_residuals_cancel
        >>> left, right = softmax_residuals_cancel(z=[1.0, 2.0, 3.0], y=[0, 1, 0])
        >>> print(abs(left) < 1e-15, right)
        True 0.0

    Equation: [softmax-residuals-cancel](#softmax-residuals-cancel).
    """
    return np.sum(_softmax(z) - np.asarray(y)), 0.0


def _softmax(z: Any) -> Any:
    """Return the predictions, along the last axis; z may be complex."""
    grown = np.exp(z)
    return grown / grown.sum(axis=-1, keepdims=True)


def _loss(z: Any, y: ArrayLike) -> Any:
    """Return the loss of logits along the last axis; z may be complex."""
    return -np.sum(np.asarray(y) * np.log(_softmax(z)), axis=-1)


def _logits(x: ArrayLike, W: Any, b: Any) -> Any:
    """Return the logits; W and b may be complex."""
    return np.asarray(W) @ np.asarray(x) + np.asarray(b)


def _jacobian(function: Any, at: ArrayLike) -> Any:
    """Return the derivatives of a list: a row for each entry, a column for each variable."""

    def row(k: int) -> Any:
        return partials(lambda z: function(z)[k], at)

    return np.array([row(k) for k in range(len(function(np.asarray(at))))])


def _by_weights(x: ArrayLike, W: ArrayLike, b: ArrayLike, y: ArrayLike) -> Any:
    """Return the derivatives of the loss with respect to the weights, in their shape."""
    shape = np.shape(W)
    flat = partials(lambda w: _loss(_logits(x, w.reshape(shape), b), y), np.ravel(W))
    return flat.reshape(shape)


def _hessian(z: ArrayLike, y: ArrayLike) -> Any:
    """Return the second derivatives by curvatures: along two axes, and along their diagonal."""
    axes = np.eye(np.size(z))

    def along(direction: Any) -> Any:
        return curvature(lambda t: _loss(z + t[..., np.newaxis] * direction, y), 0.0)

    def mixed(one: Any, other: Any) -> Any:
        if one is other:
            return along(one)
        return (along(one + other) - along(one) - along(other)) / 2

    rows = list(axes)
    return np.array([[mixed(one, other) for other in rows] for one in rows])


def _form(z: ArrayLike, v: ArrayLike) -> Any:
    p, v = _softmax(z), np.asarray(v)
    return v @ (np.diag(p) - np.outer(p, p)) @ v
