r"""Checkers for the page on a network with one hidden layer.

The hidden layer has weights W1 of shape (h, n) and biases b1 of shape (h,); the output has weights
w2 of shape (h,) and a bias b2. The activation g of the hidden units is one that has no special
property. A side with indices is an array with an axis for each index, in the order of the alphabet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._any import any_function
from lrproof.equations._slope import partials, slope
from lrproof.equations._textbook import loss, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "hidden_by_bias",
    "hidden_by_output",
    "hidden_by_weight",
    "hidden_gradient_matrix",
    "hidden_logit",
    "hidden_output",
    "hidden_residual",
    "network_by_input",
    "network_not_convex",
    "output_by_bias",
    "output_by_weight",
    "output_logit",
    "output_residual",
    "straight_layers_collapse",
    "tanh_odd",
    "tanh_slope",
    "two_networks_one_logit",
]

g = any_function("g")


def hidden_logit(x: ArrayLike, W1: ArrayLike, b1: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $z^{[1]}_k = \sum_j W^{[1]}_{kj} x_j + b^{[1]}_k$.

    Args:
        x: Inputs of shape (n,).
        W1: Weights of the hidden layer, of shape (h, n).
        b1: Biases of the hidden layer, of shape (h,).

    Returns:
        The hidden logits, one after the other, of shape (h,); the product of matrix and column.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_logit
        >>> left, right = hidden_logit(x=[1.0, -1.0], W1=[[2.0, 1.0], [0.0, 3.0]], b1=[0.5, 0.0])
        >>> print(left, right)
        [ 1.5 -3. ] [ 1.5 -3. ]

    Equation: [hidden-logit](#hidden-logit).
    """
    units = zip(np.asarray(W1), np.asarray(b1), strict=True)
    return np.array([np.dot(row, x) + bias for row, bias in units]), _logits(x, W1, b1)


def hidden_output(z1: ArrayLike) -> tuple[Number, Number]:
    r"""Check that $a^{[1]}_k = g(z^{[1]}_k)$.

    Args:
        z1: Hidden logits of shape (h,).

    Returns:
        The outputs of the hidden units, one after the other, of shape (h,); g of the array.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_output
        >>> left, right = hidden_output(z1=[1.0, -1.0])
        >>> print(abs(left - right).max())
        0.0

    Equation: [hidden-output](#hidden-output).
    """
    logits = np.asarray(z1)
    return np.array([g(z) for z in logits]), g(logits)


def output_logit(a1: ArrayLike, w2: ArrayLike, b2: float) -> tuple[Number, Number]:
    r"""Check that $z^{[2]} = \sum_k w^{[2]}_k a^{[1]}_k + b^{[2]}$.

    Args:
        a1: Outputs of the hidden units, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.

    Returns:
        The logit of the output by an inner product; by a sum.

    Examples:
        >>> from lrproof.equations.neural_network import output_logit
        >>> print("{:.6f} = {:.6f}".format(*output_logit(a1=[0.6, 0.8], w2=[2.0, -1.0], b2=0.5)))
        0.900000 = 0.900000

    Equation: [output-logit](#output-logit).
    """
    return np.dot(w2, a1) + b2, np.sum(np.asarray(w2) * np.asarray(a1)) + b2


def output_residual(z2: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial z^{[2]} = f - y$.

    Args:
        z2: Logit of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to the logit of the output; $f - y$.

    Examples:
        >>> from lrproof.equations.neural_network import output_residual
        >>> print("{:.6f} = {:.6f}".format(*output_residual(z2=2.0, y=1)))
        -0.119203 = -0.119203

    Equation: [output-residual](#output-residual).
    """
    return slope(lambda z: loss(sigmoid(z), y), z2), sigmoid(z2) - y


def output_by_weight(a1: ArrayLike, w2: ArrayLike, b2: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w^{[2]}_k = (f - y) a^{[1]}_k$.

    Args:
        a1: Outputs of the hidden units, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the weights of the output, of shape (h,); the
        products.

    Examples:
        >>> from lrproof.equations.neural_network import output_by_weight
        >>> left, right = output_by_weight([0.6, 0.8], w2=[2.0, -1.0], b2=np.log(4) - 0.4, y=1)
        >>> print(left.round(6), right.round(6))
        [-0.12 -0.16] [-0.12 -0.16]

    Equation: [output-by-weight](#output-by-weight).
    """
    left = partials(lambda w: loss(sigmoid(np.dot(w, a1) + b2), y), w2)
    return left, (sigmoid(np.dot(w2, a1) + b2) - y) * np.asarray(a1)


def output_by_bias(a1: ArrayLike, w2: ArrayLike, b2: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial b^{[2]} = f - y$.

    Args:
        a1: Outputs of the hidden units, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to the bias of the output; $f - y$.

    Examples:
        >>> from lrproof.equations.neural_network import output_by_bias
        >>> sides = output_by_bias([0.6, 0.8], w2=[2.0, -1.0], b2=np.log(4) - 0.4, y=1)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -0.200000 = -0.200000

    Equation: [output-by-bias](#output-by-bias).
    """
    left = slope(lambda b: loss(sigmoid(np.dot(w2, a1) + b), y), b2)
    return left, sigmoid(np.dot(w2, a1) + b2) - y


def hidden_by_output(a1: ArrayLike, w2: ArrayLike, b2: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial a^{[1]}_k = (f - y) w^{[2]}_k$.

    Args:
        a1: Outputs of the hidden units, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the outputs of the hidden units, of shape (h,);
        the products.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_by_output
        >>> left, right = hidden_by_output([0.6, 0.8], w2=[2.0, -1.0], b2=np.log(4) - 0.4, y=1)
        >>> print(left.round(6), right.round(6))
        [-0.4  0.2] [-0.4  0.2]

    Equation: [hidden-by-output](#hidden-by-output).
    """
    left = partials(lambda a: loss(sigmoid(np.dot(w2, a) + b2), y), a1)
    return left, (sigmoid(np.dot(w2, a1) + b2) - y) * np.asarray(w2)


def hidden_residual(z1: ArrayLike, w2: ArrayLike, b2: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial z^{[1]}_k = (f - y) w^{[2]}_k g'(z^{[1]}_k)$.

    Args:
        z1: Hidden logits of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the hidden logits, of shape (h,); the products.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_residual
        >>> left, right = hidden_residual(z1=[0.7, 1.1], w2=[2.0, -1.0], b2=0.5, y=1)
        >>> print(abs(left - right).max() < 1e-12)
        True

    Equation: [hidden-residual](#hidden-residual).
    """
    left = partials(lambda z: loss(sigmoid(np.dot(w2, g(z)) + b2), y), z1)
    return left, _residuals(z1, w2, b2, y)


def hidden_by_weight(
    x: ArrayLike, W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float, y: float
) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial W^{[1]}_{kj} = (f - y) w^{[2]}_k g'(z^{[1]}_k) x_j$.

    Args:
        x: Inputs of shape (n,).
        W1: Weights of the hidden layer, of shape (h, n).
        b1: Biases of the hidden layer, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives, of shape (n, h): the indices are j, k; the products.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_by_weight
        >>> left, right = hidden_by_weight([1.0, -1.0], np.eye(2), [0.0, 0.0], [2.0, -1.0], 0.5, 1)
        >>> print(left.shape, abs(left - right).max() < 1e-12)
        (2, 2) True

    Equation: [hidden-by-weight](#hidden-by-weight).
    """
    residuals = _residuals(_logits(x, W1, b1), w2, b2, y)
    return _by_weights(x, W1, b1, w2, b2, y).T, np.asarray(x)[:, np.newaxis] * residuals


def hidden_by_bias(
    x: ArrayLike, W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float, y: float
) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial b^{[1]}_k = (f - y) w^{[2]}_k g'(z^{[1]}_k)$.

    Args:
        x: Inputs of shape (n,).
        W1: Weights of the hidden layer, of shape (h, n).
        b1: Biases of the hidden layer, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the hidden biases, of shape (h,); the products.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_by_bias
        >>> left, right = hidden_by_bias([1.0, -1.0], np.eye(2), [0.0, 0.0], [2.0, -1.0], 0.5, 1)
        >>> print(left.shape, abs(left - right).max() < 1e-12)
        (2,) True

    Equation: [hidden-by-bias](#hidden-by-bias).
    """
    left = partials(lambda b: _loss(x, W1, b, w2, b2, y), b1)
    return left, _residuals(_logits(x, W1, b1), w2, b2, y)


def hidden_gradient_matrix(
    x: ArrayLike, W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float, y: float
) -> tuple[Number, Number]:
    r"""Check that $\nabla_{W^{[1]}} L = (f - y) (w^{[2]} \odot g'(z^{[1]})) x^\top$.

    Args:
        x: Inputs of shape (n,).
        W1: Weights of the hidden layer, of shape (h, n).
        b1: Biases of the hidden layer, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives in the shape of W1; the column of residuals times the row of inputs.

    Examples:
        >>> from lrproof.equations.neural_network import hidden_gradient_matrix
        >>> W1 = [[1.0, 2.0], [0.5, 0.0], [0.0, 1.0]]
        >>> left, right = hidden_gradient_matrix([1.0, -1.0], W1, [0.0] * 3, [2.0, -1.0, 1.0], 0, 1)
        >>> print(left.shape, abs(left - right).max() < 1e-12)
        (3, 2) True

    Equation: [hidden-gradient-matrix](#hidden-gradient-matrix).
    """
    residuals = _residuals(_logits(x, W1, b1), w2, b2, y)
    return _by_weights(x, W1, b1, w2, b2, y), residuals[:, np.newaxis] * np.asarray(x)


def network_by_input(
    x: ArrayLike, W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float, y: float
) -> tuple[Number, Number]:
    r"""Check that $\partial L/\partial x_j$ is the sum of the residuals times $W^{[1]}_{kj}$.

    Args:
        x: Inputs of shape (n,).
        W1: Weights of the hidden layer, of shape (h, n).
        b1: Biases of the hidden layer, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the inputs, of shape (n,); the sums.

    Examples:
        >>> from lrproof.equations.neural_network import network_by_input
        >>> left, right = network_by_input([1.0, -1.0], np.eye(2), [0.0, 0.0], [2.0, -1.0], 0.5, 1)
        >>> print(left.shape, abs(left - right).max() < 1e-12)
        (2,) True

    Equation: [network-by-input](#network-by-input).
    """
    left = partials(lambda x: _loss(x, W1, b1, w2, b2, y), x)
    return left, _residuals(_logits(x, W1, b1), w2, b2, y) @ np.asarray(W1)


def straight_layers_collapse(
    x: ArrayLike, W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float
) -> tuple[Number, Number]:
    r"""Check that without an activation two layers are one.

    Args:
        x: Inputs of shape (n,).
        W1: Weights of the hidden layer, of shape (h, n).
        b1: Biases of the hidden layer, of shape (h,).
        w2: Weights of the output, of shape (h,).
        b2: Bias of the output.

    Returns:
        The logit of the output, layer by layer; that of one layer with the product of the weights.

    Examples:
        >>> from lrproof.equations.neural_network import straight_layers_collapse
        >>> W1 = [[1.0, 2.0], [0.5, 0.0]]
        >>> sides = straight_layers_collapse([1.0, -1.0], W1, [0.5, 0.0], [2.0, -1.0], 0.25)
        >>> print("{:.6f} = {:.6f}".format(*sides))
        -1.250000 = -1.250000

    Equation: [straight-layers-collapse](#straight-layers-collapse).
    """
    weights, bias = np.dot(w2, W1), np.dot(w2, b1) + b2
    return np.dot(w2, _logits(x, W1, b1)) + b2, np.dot(weights, x) + bias


def tanh_slope(z: Number) -> tuple[Number, Number]:
    r"""Check that $\tanh' = 1 - \tanh^2$.

    Args:
        z: Any real number.

    Returns:
        The derivative of tanh; $1 - \tanh^2 z$.

    Examples:
        >>> from lrproof.equations.neural_network import tanh_slope
        >>> print("{:.6f} = {:.6f}".format(*tanh_slope(z=np.log(2))))
        0.640000 = 0.640000

    Equation: [tanh-slope](#tanh-slope).
    """
    return slope(np.tanh, z), 1 - np.tanh(z) ** 2


def tanh_odd(z: Number) -> tuple[Number, Number]:
    r"""Check that $\tanh(-z) = -\tanh z$.

    Args:
        z: Any real number.

    Returns:
        Both sides.

    Examples:
        >>> from lrproof.equations.neural_network import tanh_odd
        >>> print("{:.6f} = {:.6f}".format(*tanh_odd(z=np.log(2))))
        -0.600000 = -0.600000

    Equation: [tanh-odd](#tanh-odd).
    """
    return np.tanh(-np.asarray(z))[()], -np.tanh(z)


def two_networks_one_logit() -> tuple[Number, Number, Number]:
    r"""Check that two opposite networks have the same logit, $\ln 4$.

    Returns:
        The logit for $(W, w) = (\ln 2, \frac{5}{3} \ln 4)$; that for the opposite of both; $\ln 4$.

    Examples:
        >>> from lrproof.equations.neural_network import two_networks_one_logit
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*two_networks_one_logit()))
        1.386294 = 1.386294 = 1.386294

    Equation: [two-networks-one-logit](#two-networks-one-logit).
    """
    W, w = np.log(2), 5 / 3 * np.log(4)
    return w * np.tanh(W), -w * np.tanh(-W), np.log(4)


def network_not_convex() -> tuple[Number, Number, Number, Number]:
    r"""Check that the loss of the two opposite networks is below that in the middle between them.

    Returns:
        The loss for the logit $\ln 4$ and the label 1; $\ln \frac{5}{4}$; $\ln 2$, which is larger;
        the loss for the logit 0.

    Examples:
        >>> from lrproof.equations.neural_network import network_not_convex
        >>> print("{:.6f} = {:.6f} < {:.6f} = {:.6f}".format(*network_not_convex()))
        0.223144 = 0.223144 < 0.693147 = 0.693147

    Equation: [network-not-convex](#network-not-convex).
    """
    return loss(sigmoid(np.log(4)), 1), np.log(5 / 4), np.log(2), loss(sigmoid(0.0), 1)


def _logits(x: Any, W1: Any, b1: Any) -> Any:
    """Return the hidden logits; all of them may be complex."""
    return np.asarray(W1) @ np.asarray(x) + np.asarray(b1)


def _loss(x: Any, W1: Any, b1: Any, w2: ArrayLike, b2: float, y: float) -> Any:
    """Return the loss of the network; x, W1 and b1 may be complex."""
    return loss(sigmoid(np.dot(w2, g(_logits(x, W1, b1))) + b2), y)


def _residuals(z1: ArrayLike, w2: ArrayLike, b2: float, y: float) -> Any:
    """Return what is handed to the hidden logits, by the formula."""
    z1, w2 = np.asarray(z1), np.asarray(w2)
    return (sigmoid(np.dot(w2, g(z1)) + b2) - y) * w2 * slope(g, z1)


def _by_weights(
    x: ArrayLike, W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float, y: float
) -> Any:
    """Return the derivatives of the loss with respect to W1, in its shape."""
    shape = np.shape(W1)
    flat = partials(lambda w: _loss(x, w.reshape(shape), b1, w2, b2, y), np.ravel(W1))
    return flat.reshape(shape)
