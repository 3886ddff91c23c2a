r"""Checkers for the page on labels −1 and +1.

The label y is 0 or 1, and s = 2y − 1 is the same label as a sign. Features and weights are arrays
of equal shape, with one entry for each feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.equations._slope import curvature, partials, slope
from lrproof.equations._textbook import by_label, loss, sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from lrproof.equations._slope import Number

__all__ = [
    "signed_by_logit",
    "signed_curvature",
    "signed_equals_binary",
    "signed_gradient",
    "signed_label",
    "signed_loss",
    "signed_probability",
    "signed_residual",
]


def signed_label(y: float) -> tuple[float, float, float]:
    r"""Check that $2y - 1$ is 1 for the label 1 and -1 for the label 0.

    Args:
        y: Label, 0 or 1.

    Returns:
        The label as a sign, read off the straight line through (0, -1) and (1, 1); $2y - 1$; the
        case for this label.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_label
        >>> print("{:.0f} = {:.0f} = {:.0f}".format(*signed_label(y=0)))
        -1 = -1 = -1

    Equation: [signed-label](#signed-label).
    """
    return float(np.interp(y, [0, 1], [-1, 1])), 2 * y - 1, by_label(y, 1.0, -1.0)


def signed_probability(z: Number, y: float) -> tuple[Number, Number]:
    r"""Check that the probability of the label is $\sigma(sz)$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1.

    Returns:
        The probability of the label: f for the label 1, $1 - f$ for the label 0; $\sigma(sz)$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_probability
        >>> print("{:.6f} = {:.6f}".format(*signed_probability(z=2.0, y=0)))
        0.119203 = 0.119203

    Equation: [signed-probability](#signed-probability).
    """
    f = sigmoid(z)
    return by_label(y, f, 1 - f), sigmoid((2 * y - 1) * z)


def signed_loss(z: Number, y: float) -> tuple[Number, Number]:
    r"""Check that minus the logarithm of the probability of the label is $\ln(1 + e^{-sz})$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1.

    Returns:
        Minus the logarithm of the probability of the label; $\ln(1 + e^{-sz})$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_loss
        >>> print("{:.6f} = {:.6f}".format(*signed_loss(z=2.0, y=0)))
        2.126928 = 2.126928

    Equation: [signed-loss](#signed-loss).
    """
    f = sigmoid(z)
    return -np.log(by_label(y, f, 1 - f)), _signed(z, y)


def signed_equals_binary(z: Number, y: float) -> tuple[Number, Number]:
    r"""Check that the loss by the sign is the loss by the label.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1.

    Returns:
        $\ln(1 + e^{-sz})$; $-y \ln f - (1 - y) \ln(1 - f)$ with $f = \sigma(z)$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_equals_binary
        >>> print("{:.6f} = {:.6f}".format(*signed_equals_binary(z=2.0, y=0)))
        2.126928 = 2.126928
        >>> print("{:.6f} = {:.6f}".format(*signed_equals_binary(z=2.0, y=1)))
        0.126928 = 0.126928

    Equation: [signed-equals-binary](#signed-equals-binary).
    """
    return _signed(z, y), loss(sigmoid(z), y)


def signed_by_logit(z: Number, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial \ell / \partial z = -s \sigma(-sz)$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1.

    Returns:
        The derivative of the loss with respect to z; $-s \sigma(-sz)$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_by_logit
        >>> print("{:.6f} = {:.6f}".format(*signed_by_logit(z=2.0, y=0)))
        0.880797 = 0.880797

    Equation: [signed-by-logit](#signed-by-logit).
    """
    s = 2 * y - 1
    return slope(lambda z: _signed(z, y), z), -s * sigmoid(-s * z)


def signed_gradient(x: ArrayLike, w: ArrayLike, b: float, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial \ell / \partial w_j = -s \sigma(-sz) x_j$.

    Args:
        x: Features of shape (n,), or one number.
        w: Weights of the same shape.
        b: Bias, one number.
        y: Label, 0 or 1.

    Returns:
        The derivatives of the loss with respect to the weights, of shape (n,) or one number;
        $-s \sigma(-sz) x$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_gradient
        >>> left, right = signed_gradient(x=[2.0, -3.0], w=[0.5, 0.7], b=0.1, y=1)
        >>> print(left.round(6), right.round(6))
        [-1.462117  2.193176] [-1.462117  2.193176]

    Equation: [signed-gradient](#signed-gradient).
    """
    s = 2 * y - 1
    z = np.dot(w, x) + b
    left = partials(lambda w: _signed(np.dot(w, x) + b, y), w)
    return left, -s * sigmoid(-s * z) * np.asarray(x)


def signed_residual(z: Number, y: float) -> tuple[Number, Number]:
    r"""Check that $-s \sigma(-sz) = f - y$.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1.

    Returns:
        $-s \sigma(-sz)$; $f - y$ with $f = \sigma(z)$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_residual
        >>> print("{:.6f} = {:.6f}".format(*signed_residual(z=2.0, y=1)))
        -0.119203 = -0.119203

    Equation: [signed-residual](#signed-residual).
    """
    s = 2 * y - 1
    return -s * sigmoid(-s * z), sigmoid(z) - y


def signed_curvature(z: Number, y: float) -> tuple[Number, Number]:
    r"""Check that $\partial^2 \ell / \partial z^2 = f (1 - f)$, for both labels.

    Args:
        z: Logit, any real number.
        y: Label, 0 or 1.

    Returns:
        The second derivative of the loss with respect to z; $f (1 - f)$ with $f = \sigma(z)$.

    Examples:
        >>> from lrproof.equations.signed_labels import signed_curvature
        >>> print("{:.6f} = {:.6f}".format(*signed_curvature(z=2.0, y=0)))
        0.104994 = 0.104994

    Equation: [signed-curvature](#signed-curvature).
    """
    f = sigmoid(z)
    return curvature(lambda z: _signed(z, y), z), f * (1 - f)


def _signed(z: Any, y: float) -> Any:
    r"""Return $\ln(1 + e^{-sz})$; z may be complex."""
    s = 2 * y - 1
    return np.log(1 + np.exp(-s * z))
