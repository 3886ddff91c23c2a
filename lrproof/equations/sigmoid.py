r"""Checkers for the page on the sigmoid: from its definition to its derivatives.

Every checker takes a real logit z, or an array of logits, and works entry by entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrproof import logistic
from lrproof.equations._slope import curvature, slope
from lrproof.equations._textbook import sigmoid

if TYPE_CHECKING:
    from lrproof.equations._slope import Number

__all__ = [
    "denominator_derivative",
    "exponential_chain",
    "sigmoid_definition",
    "sigmoid_derivative",
    "sigmoid_inverse",
    "sigmoid_other_form",
    "sigmoid_quotient",
    "sigmoid_quotient_split",
    "sigmoid_second_derivative",
    "sigmoid_slope_bounds",
    "sigmoid_slope_gap",
    "sigmoid_symmetry",
    "sigmoid_tanh",
]


def sigmoid_definition(z: Number) -> tuple[Number, Number]:
    r"""Check that the package's `sigmoid` is $1 / (1 + e^{-z})$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        The function that people call, `lrproof.logistic.sigmoid`; the formula.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_definition
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_definition(z=2.0)))
        0.880797 = 0.880797

    Equation: [sigmoid-definition](#sigmoid-definition).
    """
    return logistic.sigmoid(z), 1 / (1 + np.exp(-z))


def exponential_chain(z: Number) -> tuple[Number, Number, Number]:
    r"""Check that the derivative of $e^{-z}$ is $e^{-z}$ times that of $-z$, which is $-e^{-z}$.

    Args:
        z: Any real number, or an array of numbers.

    Returns:
        The derivative of $e^{-z}$; $e^{-z}$ times the derivative of $-z$; $-e^{-z}$.

    Examples:
        >>> from lrproof.equations.sigmoid import exponential_chain
        >>> print("{:.6f} = {:.6f} = {:.6f}".format(*exponential_chain(z=1.0)))
        -0.367879 = -0.367879 = -0.367879

    Equation: [exponential-chain](#exponential-chain).
    """
    outer_times_inner = np.exp(-z) * slope(lambda z: -z, z)
    return slope(lambda z: np.exp(-z), z), outer_times_inner, -np.exp(-z)


def denominator_derivative(z: Number) -> tuple[Number, Number]:
    r"""Check that the derivative of $1 + e^{-z}$ is $-e^{-z}$.

    Args:
        z: Any real number, or an array of numbers.

    Returns:
        The derivative of $1 + e^{-z}$; $-e^{-z}$.

    Examples:
        >>> from lrproof.equations.sigmoid import denominator_derivative
        >>> print("{:.6f} = {:.6f}".format(*denominator_derivative(z=1.0)))
        -0.367879 = -0.367879

    Equation: [denominator-derivative](#denominator-derivative).
    """
    return slope(lambda z: 1 + np.exp(-z), z), -np.exp(-z)


def sigmoid_quotient(z: Number) -> tuple[Number, Number]:
    r"""Check that the derivative of the sigmoid is $e^{-z} / (1 + e^{-z})^2$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\sigma'(z)$; the quotient.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_quotient
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_quotient(z=2.0)))
        0.104994 = 0.104994

    Equation: [sigmoid-quotient](#sigmoid-quotient).
    """
    return slope(sigmoid, z), np.exp(-z) / (1 + np.exp(-z)) ** 2


def sigmoid_quotient_split(z: Number) -> tuple[Number, Number]:
    r"""Check that the quotient $e^{-z} / (1 + e^{-z})^2$ is a product of two fractions.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        The quotient; $\frac{1}{1 + e^{-z}} \left(1 - \frac{1}{1 + e^{-z}}\right)$.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_quotient_split
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_quotient_split(z=2.0)))
        0.104994 = 0.104994

    Equation: [sigmoid-quotient-split](#sigmoid-quotient-split).
    """
    f = 1 / (1 + np.exp(-z))
    return np.exp(-z) / (1 + np.exp(-z)) ** 2, f * (1 - f)


def sigmoid_derivative(z: Number) -> tuple[Number, Number]:
    r"""Check that the derivative of the sigmoid is $\sigma(z)(1 - \sigma(z))$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\sigma'(z)$; $\sigma(z)(1 - \sigma(z))$.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_derivative
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_derivative(z=2.0)))
        0.104994 = 0.104994

    Equation: [sigmoid-derivative](#sigmoid-derivative).
    """
    f = 1 / (1 + np.exp(-z))
    return slope(sigmoid, z), f * (1 - f)


def sigmoid_symmetry(z: Number) -> tuple[Number, Number]:
    r"""Check that $1 - \sigma(z) = \sigma(-z)$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $1 - \sigma(z)$; $\sigma(-z)$.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_symmetry
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_symmetry(z=2.0)))
        0.119203 = 0.119203

    Equation: [sigmoid-symmetry](#sigmoid-symmetry).
    """
    return 1 - sigmoid(z), sigmoid(-z)


def sigmoid_other_form(z: Number) -> tuple[Number, Number]:
    r"""Check that the sigmoid is also $e^z / (1 + e^z)$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\sigma(z)$; $e^z / (1 + e^z)$.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_other_form
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_other_form(z=2.0)))
        0.880797 = 0.880797

    Equation: [sigmoid-other-form](#sigmoid-other-form).
    """
    return sigmoid(z), np.exp(z) / (1 + np.exp(z))


def sigmoid_second_derivative(z: Number) -> tuple[Number, Number]:
    r"""Check that $\sigma''(z) = \sigma(z)(1 - \sigma(z))(1 - 2\sigma(z))$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\sigma''(z)$ by Cauchy's integral formula; the product.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_second_derivative
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_second_derivative(z=2.0)))
        -0.079963 = -0.079963

    Equation: [sigmoid-second-derivative](#sigmoid-second-derivative).
    """
    f = 1 / (1 + np.exp(-z))
    return curvature(sigmoid, z), f * (1 - f) * (1 - 2 * f)


def sigmoid_slope_gap(z: Number) -> tuple[Number, Number]:
    r"""Check that what the slope of the sigmoid lacks to 1/4 is $(\sigma(z) - \frac12)^2$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\frac14 - \sigma'(z)$; the square.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_slope_gap
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_slope_gap(z=2.0)))
        0.145006 = 0.145006

    Equation: [sigmoid-slope-gap](#sigmoid-slope-gap).
    """
    return 1 / 4 - slope(sigmoid, z), (sigmoid(z) - 1 / 2) ** 2


def sigmoid_slope_bounds(z: Number) -> tuple[float, Number, float]:
    r"""Check that the derivative of the sigmoid is positive and at most 1/4.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        0; $\sigma'(z)$; 1/4. The sides must ascend, up to rounding; only the last two may be equal,
        and only at z = 0.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_slope_bounds
        >>> print("{:.6f} < {:.6f} <= {:.6f}".format(*sigmoid_slope_bounds(z=2.0)))
        0.000000 < 0.104994 <= 0.250000

    Equation: [sigmoid-slope-bounds](#sigmoid-slope-bounds).
    """
    return 0.0, slope(sigmoid, z), 0.25


def sigmoid_inverse(z: Number) -> tuple[Number, Number]:
    r"""Check that $\ln \frac{f}{1 - f}$ leads from $f = \sigma(z)$ back to z.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\ln \frac{f}{1 - f}$; z.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_inverse
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_inverse(z=2.0)))
        2.000000 = 2.000000

    Equation: [sigmoid-inverse](#sigmoid-inverse).
    """
    f = 1 / (1 + np.exp(-z))
    return np.log(f / (1 - f)), z


def sigmoid_tanh(z: Number) -> tuple[Number, Number]:
    r"""Check that the sigmoid is $\frac12 (1 + \tanh \frac z2)$.

    Args:
        z: Logit, any real number; or an array of logits.

    Returns:
        $\sigma(z)$; $\frac12 (1 + \tanh \frac z2)$.

    Examples:
        >>> from lrproof.equations.sigmoid import sigmoid_tanh
        >>> print("{:.6f} = {:.6f}".format(*sigmoid_tanh(z=2.0)))
        0.880797 = 0.880797

    Equation: [sigmoid-tanh](#sigmoid-tanh).
    """
    return sigmoid(z), (1 + np.tanh(z / 2)) / 2
