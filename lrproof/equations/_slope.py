r"""Derivatives of a function from its values alone.

No rule of calculus is used here, neither the chain rule nor a table of derivatives: a derivative
found this way cannot repeat a mistake made on paper.

A first derivative comes from the complex step. If $g$ is a formula of complex numbers and real on
the real axis, then $g(t + ih) = g(t) + ih\,g'(t) - \ldots$, so $g'(t) = \operatorname{Im} g(t +
ih) / h$ up to a relative error of the order $h^2$ (W. Squire and G. Trapp, "Using complex variables
to estimate derivatives of real functions", SIAM Review 40, 1998). Nothing is subtracted, so $h$ can
be as small as $10^{-30}$ and the result is as precise as the formula itself.

A second derivative comes from Cauchy's integral formula: the mean of $2\,g(t + re^{i\varphi})\,
e^{-2i\varphi} / r^2$ over a circle. At equally spaced points it converges geometrically.

Both need $g$ to be analytic, that is, made of $+, -, \cdot, /$, powers, exp, log, tanh and the
like. They are silently wrong where a formula takes an absolute value, a norm, a complex conjugate,
a real part or a maximum on the way, and therefore for the stable formulas in `lrproof.logistic`,
which refuse complex numbers. A formula whose result is not complex at all is refused here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    Number: TypeAlias = float | np.floating[Any] | NDArray[np.floating[Any]]
    """One number, or an array of them."""

_STEP = 1e-30
# The sigmoid's poles nearest to the real axis are at a distance of π. With this radius and this
# many points they add (2/π)^128 to a second derivative, less than rounding does.
_RADIUS = 2.0
_CIRCLE = np.exp(2j * np.pi * np.arange(128) / 128)


def slope(function: Callable[[Any], Any], at: ArrayLike) -> Any:
    r"""Return the derivative of a function of one number.

    Args:
        function: A formula that takes complex arrays, entry by entry.
        at: Where: one real number, or an array of them.

    Returns:
        The derivative at each number, in the shape of `at`; relative error about 1e-15 where the
        formula subtracts nothing.

    Raises:
        TypeError: If the function gives real numbers for complex ones.

    Examples:
        >>> print(slope(lambda t: t**3, 2.0))
        12.0
        >>> print(slope(np.exp, [0.0, 1.0]).round(6))
        [1.       2.718282]
    """
    return _complex(function, np.asarray(at, dtype=float) + 1j * _STEP).imag / _STEP


def partials(function: Callable[[Any], Any], at: ArrayLike) -> Any:
    r"""Return the partial derivatives of a function of a vector.

    Args:
        function: A formula that takes a complex vector and gives one number.
        at: Where: a vector of shape (n,), or one number for n = 1.

    Returns:
        The derivative by each entry, in the shape of `at`; as precise as `slope`.

    Raises:
        TypeError: If the function gives a real number for complex ones.

    Examples:
        >>> print(partials(lambda v: v[0] * v[1], [3.0, 5.0]))
        [5. 3.]
    """
    point = np.asarray(at, dtype=float)
    if point.ndim == 0:
        return slope(function, point)
    steps = 1j * _STEP * np.eye(len(point))
    return np.array([_complex(function, point + step).imag / _STEP for step in steps])


def curvature(function: Callable[[Any], Any], at: ArrayLike) -> Any:
    r"""Return the second derivative of a function of one number.

    Args:
        function: A formula that takes complex arrays, entry by entry, and is analytic up to a
            distance of more than 2 from each number in `at`. For formulas of $\sigma$ the
            distance is π.
        at: Where: one real number, or an array of them.

    Returns:
        The second derivative at each number, in the shape of `at`; absolute error about 1e-16 times
        the largest value of the function at a distance of 2.

    Raises:
        TypeError: If the function gives real numbers for complex ones.

    Examples:
        >>> print(f"{curvature(lambda t: t**3, 2.0):.6f}")
        12.000000
    """
    centre = np.asarray(at, dtype=float)[..., np.newaxis]
    values = _complex(function, centre + _RADIUS * _CIRCLE)
    return 2 * np.mean(values / _CIRCLE**2, axis=-1).real / _RADIUS**2


def _complex(function: Callable[[Any], Any], at: NDArray[np.complex128]) -> Any:
    values = function(at)
    if not np.iscomplexobj(values):
        msg = (
            "the function gives real numbers for complex ones, so it has no complex derivative: "
            "look for an absolute value, a norm, a real part, a comparison, or a constant"
        )
        raise TypeError(msg)
    return values
