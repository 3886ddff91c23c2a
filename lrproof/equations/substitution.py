r"""Checkers for the page that substitutes the sigmoid first and differentiates afterwards.

These are derivations: a checker returns the first and the last side, and the page proves the lines
between them. The page has one feature; arrays of equal shapes are taken entry by entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.equations._slope import slope
from lrproof.equations._textbook import loss, sigmoid

if TYPE_CHECKING:
    from lrproof.equations._slope import Number

__all__ = [
    "log_of_complement",
    "log_of_sigmoid",
    "substitution_bias",
    "substitution_loss",
    "substitution_weight",
]


def log_of_sigmoid(z: Number) -> tuple[Number, Number]:
    r"""Check that $\ln \frac{1}{1 + e^{-z}} = -\ln(1 + e^{-z})$.

    Args:
        z: Logit, any real number.

    Returns:
        The logarithm of $\sigma(z)$; $-\ln(1 + e^{-z})$.

    Examples:
        >>> from lrproof.equations.substitution import log_of_sigmoid
        >>> print("{:.6f} = {:.6f}".format(*log_of_sigmoid(z=2.0)))
        -0.126928 = -0.126928

    Equation: [log-of-sigmoid](#log-of-sigmoid).
    """
    return np.log(1 / (1 + np.exp(-z))), -np.log(1 + np.exp(-z))


def log_of_complement(z: Number) -> tuple[Number, Number]:
    r"""Check that $\ln\left(1 - \frac{1}{1 + e^{-z}}\right) = -z - \ln(1 + e^{-z})$.

    Args:
        z: Logit, any real number.

    Returns:
        The logarithm of $1 - \sigma(z)$; $-z - \ln(1 + e^{-z})$.

    Examples:
        >>> from lrproof.equations.substitution import log_of_complement
        >>> print("{:.6f} = {:.6f}".format(*log_of_complement(z=2.0)))
        -2.126928 = -2.126928

    Equation: [log-of-complement](#log-of-complement).
    """
    return np.log(1 - 1 / (1 + np.exp(-z))), -z - np.log(1 + np.exp(-z))


def substitution_loss(x: Number, w: Number, b: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $\ln(1 + e^{-(wx + b)}) + (1 - y)(wx + b)$.

    Args:
        x: Feature.
        w: Weight.
        b: Bias.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L of the prediction $\sigma(wx + b)$; the formula without the sigmoid.

    Examples:
        >>> from lrproof.equations.substitution import substitution_loss
        >>> print("{:.6f} = {:.6f}".format(*substitution_loss(x=2.0, w=0.5, b=0.1, y=0)))
        1.387335 = 1.387335

    Equation: [substitution-loss](#substitution-loss).
    """
    z = w * x + b
    return loss(sigmoid(z), y), np.log(1 + np.exp(-z)) + (1 - y) * z


def substitution_weight(x: Number, w: Number, b: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial w = (f - y)\,x$ for one feature.

    Args:
        x: Feature.
        w: Weight.
        b: Bias.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to the weight; $(f - y)\,x$.

    Examples:
        >>> from lrproof.equations.substitution import substitution_weight
        >>> print("{:.6f} = {:.6f}".format(*substitution_weight(x=2.0, w=0.5, b=0.1, y=0)))
        1.500520 = 1.500520

    Equation: [substitution-weight](#substitution-weight).
    """
    f = 1 / (1 + np.exp(-(w * x + b)))
    return slope(lambda w: loss(sigmoid(w * x + b), y), w), (f - y) * x


def substitution_bias(x: Number, w: Number, b: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $\partial L / \partial b = f - y$ for one feature.

    Args:
        x: Feature.
        w: Weight.
        b: Bias.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The derivative of the loss with respect to the bias; $f - y$.

    Examples:
        >>> from lrproof.equations.substitution import substitution_bias
        >>> print("{:.6f} = {:.6f}".format(*substitution_bias(x=2.0, w=0.5, b=0.1, y=0)))
        0.750260 = 0.750260

    Equation: [substitution-bias](#substitution-bias).
    """
    f = 1 / (1 + np.exp(-(w * x + b)))
    return slope(lambda b: loss(sigmoid(w * x + b), y), b), f - y
