r"""Checkers for the page on the chain rule: three derivatives, multiplied.

An example has features x and weights w, both of shape (n,), or both numbers for n = 1. `np.dot`
serves both: it is $w \cdot x$ for vectors and the product $wx$ for numbers. A side with the index j
has an entry for every feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.equations._slope import partials, slope
from lrproof.equations._textbook import loss, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "chain_for_bias",
    "chain_for_weight",
    "factors_cancel",
    "logit_by_bias",
    "logit_by_weight",
    "loss_by_bias",
    "loss_by_input",
    "loss_by_logit",
    "loss_by_prediction",
    "loss_by_weight",
    "prediction_by_logit",
]


def loss_by_prediction(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial f = (f - y) / (f(1 - f))$.

    Args:
        f: Prediction, 0 < f < 1; or an array of predictions.
        y: Label, 0 or 1, or a soft label between them; in the shape of f.

    Returns:
        The derivative of the loss with respect to f; the fraction.

    Examples:
        >>> from lrproof.equations.chain_rule import loss_by_prediction
        >>> print("{:.6f} = {:.6f}".format(*loss_by_prediction(f=0.8, y=1)))
        -1.250000 = -1.250000

    Equation: [loss-by-prediction](#loss-by-prediction).
    """
    return slope(lambda f: loss(f, y), f), (f - y) / (f * (1 - f))


def prediction_by_logit(z: Number) -> tuple[Number, Number]:
    r"""Check that $\partial f / \partial z = f(1 - f)$ for the prediction $f = \sigma(z)$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        The derivative of the prediction with respect to z; $f(1 - f)$.

    Examples:
        >>> from lrproof.equations.chain_rule import prediction_by_logit
        >>> print("{:.6f} = {:.6f}".format(*prediction_by_logit(z=2.0)))
        0.104994 = 0.104994

    Equation: [prediction-by-logit](#prediction-by-logit).
    """
    f = 1 / (1 + np.exp(-z))
    return slope(sigmoid, z), f * (1 - f)


def logit_by_weight(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, Number]:
    r"""Check that $\partial z / \partial w_j = x_j$ for the logit $z = w \cdot x + b$.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.

    Returns:
        The derivatives of the logit with respect to the weights; the features.

    Examples:
        >>> from lrproof.equations.chain_rule import logit_by_weight
        >>> by_weights, features = logit_by_weight(x=[2.0, -3.0], w=[0.5, 0.7], b=0.1)
        >>> print(by_weights.round(6), features)
        [ 2. -3.] [ 2. -3.]

    Equation: [logit-by-weight](#logit-by-weight).
    """
    return partials(lambda w: np.dot(w, x) + b, w), np.asarray(x)[()]


def logit_by_bias(x: ArrayLike, w: ArrayLike, b: float) -> tuple[Number, float]:
    r"""Check that $\partial z / \partial b = 1$ for the logit $z = w \cdot x + b$.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.

    Returns:
        The derivative of the logit with respect to the bias; 1.

    Examples:
        >>> from lrproof.equations.chain_rule import logit_by_bias
        >>> print("{:.6f} = {:.6f}".format(*logit_by_bias(x=2.0, w=0.5, b=0.1)))
        1.000000 = 1.000000

    Equation: [logit-by-bias](#logit-by-bias).
    """
    return slope(lambda b: np.dot(w, x) + b, b), 1.0


def chain_for_weight(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that the derivative of the loss by a weight is a product of three.

    It is $\frac{\partial L}{\partial f} \frac{\partial f}{\partial z}
    \frac{\partial z}{\partial w_j}$. Each of the four derivatives is computed on its own.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the weights, of shape (n,) or one number; the
        products.

    Examples:
        >>> from lrproof.equations.chain_rule import chain_for_weight
        >>> print("{:.6f} = {:.6f}".format(*chain_for_weight(x=2.0, w=0.5, b=0.1, y=1)))
        -0.499480 = -0.499480

    Equation: [chain-for-weight](#chain-for-weight).
    """
    z = np.dot(w, x) + b
    f = sigmoid(z)
    product = (
        slope(lambda f: loss(f, y), f) * slope(sigmoid, z) * partials(lambda w: np.dot(w, x) + b, w)
    )
    return partials(lambda w: loss(sigmoid(np.dot(w, x) + b), y), w), product


def loss_by_logit(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial z = f - y$.

    Args:
        z: Logit, any real number; or an array of logits.
        y: Label, 0 or 1, or a soft label between them; in the shape of z.

    Returns:
        The derivative of the loss with respect to z; $f - y$.

    Examples:
        >>> from lrproof.equations.chain_rule import loss_by_logit
        >>> print("{:.6f} = {:.6f}".format(*loss_by_logit(z=2.0, y=1)))
        -0.119203 = -0.119203

    Equation: [loss-by-logit](#loss-by-logit).
    """
    f = 1 / (1 + np.exp(-z))
    return slope(lambda z: loss(sigmoid(z), y), z), f - y


def factors_cancel(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $f(1 - f)$ cancels between the slope of the loss and that of the sigmoid.

    Args:
        f: Prediction, 0 < f < 1; or an array of predictions.
        y: Label, 0 or 1, or a soft label between them; in the shape of f.

    Returns:
        The product of the two slopes, each found from values of its own function; $f - y$.

    Examples:
        >>> from lrproof.equations.chain_rule import factors_cancel
        >>> print("{:.6f} = {:.6f}".format(*factors_cancel(f=0.8, y=1)))
        -0.200000 = -0.200000

    Equation: [factors-cancel](#factors-cancel).
    """
    z = np.log(f / (1 - f))
    return slope(lambda f: loss(f, y), f) * slope(sigmoid, z), f - y


def loss_by_weight(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w_j = (f - y)\,x_j$.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the weights, of shape (n,) or one number;
        $(f - y)\,x$.

    Examples:
        >>> from lrproof.equations.chain_rule import loss_by_weight
        >>> print("{:.6f} = {:.6f}".format(*loss_by_weight(x=2.0, w=0.5, b=0.1, y=1)))
        -0.499480 = -0.499480
        >>> left, right = loss_by_weight(x=[2.0, -3.0], w=[0.5, 0.7], b=0.1, y=1)
        >>> print(left.round(6), right.round(6))
        [-1.462117  2.193176] [-1.462117  2.193176]

    Equation: [loss-by-weight](#loss-by-weight).
    """
    f = 1 / (1 + np.exp(-(np.dot(w, x) + b)))
    return partials(lambda w: loss(sigmoid(np.dot(w, x) + b), y), w), (f - y) * np.asarray(x)


def chain_for_bias(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that the derivative of the loss by the bias is a product of three.

    It is $\frac{\partial L}{\partial f} \frac{\partial f}{\partial z}
    \frac{\partial z}{\partial b}$: the first two factors are those of a weight. Each of the four
    derivatives is computed on its own.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to the bias; the product.

    Examples:
        >>> from lrproof.equations.chain_rule import chain_for_bias
        >>> print("{:.6f} = {:.6f}".format(*chain_for_bias(x=2.0, w=0.5, b=0.1, y=1)))
        -0.249740 = -0.249740

    Equation: [chain-for-bias](#chain-for-bias).
    """
    z = np.dot(w, x) + b
    f = sigmoid(z)
    product = (
        slope(lambda f: loss(f, y), f) * slope(sigmoid, z) * slope(lambda b: np.dot(w, x) + b, b)
    )
    return slope(lambda b: loss(sigmoid(np.dot(w, x) + b), y), b), product


def loss_by_bias(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial b = f - y$.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to the bias; $f - y$.

    Examples:
        >>> from lrproof.equations.chain_rule import loss_by_bias
        >>> print("{:.6f} = {:.6f}".format(*loss_by_bias(x=2.0, w=0.5, b=0.1, y=1)))
        -0.249740 = -0.249740

    Equation: [loss-by-bias](#loss-by-bias).
    """
    f = 1 / (1 + np.exp(-(np.dot(w, x) + b)))
    return slope(lambda b: loss(sigmoid(np.dot(w, x) + b), y), b), f - y


def loss_by_input(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial x_j = (f - y)\,w_j$.

    This is what backpropagation hands to the layer that computed x.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivatives of the loss with respect to the features, of shape (n,) or one number;
        $(f - y)\,w$.

    Examples:
        >>> from lrproof.equations.chain_rule import loss_by_input
        >>> print("{:.6f} = {:.6f}".format(*loss_by_input(x=2.0, w=0.5, b=0.1, y=1)))
        -0.124870 = -0.124870

    Equation: [loss-by-input](#loss-by-input).
    """
    f = 1 / (1 + np.exp(-(np.dot(w, x) + b)))
    return partials(lambda x: loss(sigmoid(np.dot(w, x) + b), y), x), (f - y) * np.asarray(w)
