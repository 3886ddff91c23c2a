r"""Checkers for the page on floating point: the same functions in forms that keep their digits.

Each side is computed as it is printed, so that both can be compared where both are good. For the
functions that people call, see `lrproof.logistic`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof.equations._slope import slope
from lrproof.equations._textbook import loss, sigmoid

if TYPE_CHECKING:
    from lrproof.equations._slope import Number

__all__ = [
    "log_odds_apart",
    "slope_both_sides",
    "slope_cosh",
    "stable_loss",
    "stable_loss_negative",
    "stable_loss_positive",
    "stable_residual",
]


def stable_residual(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that $f - y = (1 - y) \sigma(z) - y \sigma(-z)$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        $f - y$ with $f = \sigma(z)$; the two terms, in neither of which anything is subtracted.

    Examples:
        >>> from lrproof.equations.stability import stable_residual
        >>> print("{:.6f} = {:.6f}".format(*stable_residual(z=2.0, y=1)))
        -0.119203 = -0.119203

        Where $f - y$ rounds to 0, the right side does not:

        >>> print("{:.6g} {:.6g}".format(*stable_residual(z=40.0, y=1)))
        0 -4.24835e-18

    Equation: [stable-residual](#stable-residual).
    """
    return sigmoid(z) - y, (1 - y) * sigmoid(z) - y * sigmoid(-z)


def stable_loss_positive(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $z - yz + \ln(1 + e^{-z})$, the form for positive z.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L of the prediction $\sigma(z)$; the formula in z.

    Examples:
        >>> from lrproof.equations.stability import stable_loss_positive
        >>> print("{:.6f} = {:.6f}".format(*stable_loss_positive(z=2.0, y=0)))
        2.126928 = 2.126928

    Equation: [stable-loss-positive](#stable-loss-positive).
    """
    return loss(sigmoid(z), y), z - y * z + np.log(1 + np.exp(-z))


def stable_loss_negative(z: Number, y: Number) -> tuple[Number, Number]:
    r"""Check that the loss is $-yz + \ln(1 + e^z)$, the form for negative z.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L of the prediction $\sigma(z)$; the formula in z.

    Examples:
        >>> from lrproof.equations.stability import stable_loss_negative
        >>> print("{:.6f} = {:.6f}".format(*stable_loss_negative(z=-2.0, y=1)))
        2.126928 = 2.126928

    Equation: [stable-loss-negative](#stable-loss-negative).
    """
    return loss(sigmoid(z), y), -y * z + np.log(1 + np.exp(z))


def stable_loss(z: Number, y: Number) -> tuple[Number, Number, Number]:
    r"""Check that $\max(z, 0) - yz + \ln(1 + e^{-|z|})$ is the loss, for z of both signs.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1; or a soft label between them.

    Returns:
        The loss L of the prediction $\sigma(z)$; the form for the sign of z; the one formula.

    Examples:
        >>> from lrproof.equations.stability import stable_loss
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*stable_loss(z=-2.0, y=1)))
        2.126928 = 2.126928 = 2.126928
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*stable_loss(z=2.0, y=1)))
        0.126928 = 0.126928 = 0.126928

    Equation: [stable-loss](#stable-loss).
    """
    positive = z - y * z + np.log(1 + np.exp(-z))
    negative = -y * z + np.log(1 + np.exp(z))
    one = np.maximum(z, 0) - y * z + np.log(1 + np.exp(-np.abs(z)))
    return loss(sigmoid(z), y), np.where(np.asarray(z) >= 0, positive, negative)[()], one


def slope_both_sides(z: Number) -> tuple[Number, Number, Number]:
    r"""Check that $\sigma'(z) = \sigma(z)(1 - \sigma(z)) = \sigma(z) \sigma(-z)$.

    Args:
        z: Any real number.

    Returns:
        The derivative of $\sigma$; $\sigma(1 - \sigma)$; $\sigma(z) \sigma(-z)$.

    Examples:
        >>> from lrproof.equations.stability import slope_both_sides
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*slope_both_sides(z=2.0)))
        0.104994 = 0.104994 = 0.104994

    Equation: [slope-both-sides](#slope-both-sides).
    """
    return slope(sigmoid, z), sigmoid(z) * (1 - sigmoid(z)), sigmoid(z) * sigmoid(-z)


def slope_cosh(z: Number) -> tuple[Number, Number]:
    r"""Check that $\sigma'(z) = \frac{1}{2 (1 + \cosh z)}$.

    Args:
        z: Any real number.

    Returns:
        The derivative of $\sigma$; the fraction.

    Examples:
        >>> from lrproof.equations.stability import slope_cosh
        >>> print("{:.6f} = {:.6f}".format(*slope_cosh(z=2.0)))
        0.104994 = 0.104994

    Equation: [slope-cosh](#slope-cosh).
    """
    return slope(sigmoid, z), 1 / (2 * (1 + np.cosh(z)))


def log_odds_apart(z: Number) -> tuple[Number, Number]:
    r"""Check that $\ln(1 - \sigma(z)) = \ln \sigma(z) - z$.

    Args:
        z: Any real number.

    Returns:
        The logarithm of $1 - \sigma(z)$; the logarithm of $\sigma(z)$, less z.

    Examples:
        >>> from lrproof.equations.stability import log_odds_apart
        >>> print("{:.6f} = {:.6f}".format(*log_odds_apart(z=2.0)))
        -2.126928 = -2.126928

    Equation: [log-odds-apart](#log-odds-apart).
    """
    return np.log(1 - sigmoid(z)), np.log(sigmoid(z)) - z
