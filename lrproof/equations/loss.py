r"""Checkers for the page on the loss: two cases, one formula, and where it comes from.

Every checker takes numbers, or arrays of equal shapes, and works entry by entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof import logistic
from lrproof.equations._textbook import by_label, loss, sigmoid

if TYPE_CHECKING:
    from lrproof.equations._slope import Number

__all__ = [
    "bernoulli_likelihood",
    "loss_cases",
    "loss_definition",
    "loss_is_negative_log_likelihood",
    "loss_nonnegative",
    "loss_softplus",
    "loss_softplus_positive",
]


def loss_cases(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $-\ln f$ if y = 1 and $-\ln(1 - f)$ if y = 0.

    Args:
        f: Prediction, 0 < f < 1.
        y: Label, 0 or 1.

    Returns:
        The loss L by its formula; the case for this label.

    Examples:
        >>> from lrproof.equations.loss import loss_cases
        >>> print("{:.6f} = {:.6f}".format(*loss_cases(f=0.8, y=1)))
        0.223144 = 0.223144
        >>> print("{:.6f} = {:.6f}".format(*loss_cases(f=0.8, y=0)))
        1.609438 = 1.609438

    Equation: [loss-cases](#loss-cases).
    """
    return loss(f, y), by_label(y, -np.log(f), -np.log(1 - f))


def loss_definition(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the package's `loss` is $-y \ln f - (1 - y) \ln(1 - f)$.

    Args:
        f: Prediction, 0 < f < 1.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The function that people call, `lrproof.logistic.loss`, at the logit of f; the formula.

    Examples:
        >>> from lrproof.equations.loss import loss_definition
        >>> print("{:.6f} = {:.6f}".format(*loss_definition(f=0.8, y=1)))
        0.223144 = 0.223144

    Equation: [loss-definition](#loss-definition).
    """
    return logistic.loss(logistic.logit(f), y), -y * np.log(f) - (1 - y) * np.log(1 - f)


def bernoulli_likelihood(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the probability of the label is $f^y (1 - f)^{1 - y}$.

    Args:
        f: Prediction, 0 < f < 1: the probability of the label 1.
        y: Label, 0 or 1.

    Returns:
        $p(y \mid x)$, which is f if y = 1 and $1 - f$ if y = 0; the product of powers.

    Examples:
        >>> from lrproof.equations.loss import bernoulli_likelihood
        >>> print("{:.6f} = {:.6f}".format(*bernoulli_likelihood(f=0.8, y=0)))
        0.200000 = 0.200000

    Equation: [bernoulli-likelihood](#bernoulli-likelihood).
    """
    return by_label(y, f, 1 - f), f**y * (1 - f) ** (1 - y)


def loss_is_negative_log_likelihood(f: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $-\ln p(y \mid x)$.

    Args:
        f: Prediction, 0 < f < 1: the probability of the label 1.
        y: Label, 0 or 1.

    Returns:
        The loss L by its formula; minus the logarithm of the probability of the label.

    Examples:
        >>> from lrproof.equations.loss import loss_is_negative_log_likelihood
        >>> print("{:.6f} = {:.6f}".format(*loss_is_negative_log_likelihood(f=0.8, y=0)))
        1.609438 = 1.609438

    Equation: [loss-is-negative-log-likelihood](#loss-is-negative-log-likelihood).
    """
    return loss(f, y), -np.log(by_label(y, f, 1 - f))


def loss_nonnegative(f: Number, y: Number) -> tuple[Number, float]:
    r"""Check that the loss is never negative.

    Args:
        f: Prediction, 0 < f < 1.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L; 0. The first side must not be smaller than the second.

    Examples:
        >>> from lrproof.equations.loss import loss_nonnegative
        >>> print("{:.6f} >= {:.6f}".format(*loss_nonnegative(f=0.8, y=1)))
        0.223144 >= 0.000000

    Equation: [loss-nonnegative](#loss-nonnegative).
    """
    return loss(f, y), 0.0


def loss_softplus(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $\ln(1 + e^{-z}) + (1 - y) z$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L of the prediction $\sigma(z)$; the formula in z.

    Examples:
        >>> from lrproof.equations.loss import loss_softplus
        >>> print("{:.6f} = {:.6f}".format(*loss_softplus(z=2.0, y=0)))
        2.126928 = 2.126928

    Equation: [loss-softplus](#loss-softplus).
    """
    return loss(sigmoid(z), y), np.log(1 + np.exp(-z)) + (1 - y) * z


def loss_softplus_positive(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $\ln(1 + e^z) - yz$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L of the prediction $\sigma(z)$; the formula in z.

    Examples:
        >>> from lrproof.equations.loss import loss_softplus_positive
        >>> print("{:.6f} = {:.6f}".format(*loss_softplus_positive(z=2.0, y=0)))
        2.126928 = 2.126928

    Equation: [loss-softplus-positive](#loss-softplus-positive).
    """
    return loss(sigmoid(z), y), np.log(1 + np.exp(z)) - y * z
