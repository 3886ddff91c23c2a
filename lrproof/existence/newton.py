"""Newton's method for the bias alone: from which starts it converges, from which it diverges."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from lrproof.existence.rational import exact, exp_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lrproof.existence.rational import Exact

__all__ = ["newton_bounds", "newton_converges", "newton_diverges"]


def newton_bounds(
    start: Exact, ones: int, zeros: int, steps: int
) -> list[tuple[Fraction, Fraction]]:
    r"""Return intervals that hold the first iterates of Newton's method for the bias alone.

    With the share $\bar y$ of ones, the gradient is $\sigma(b) - \bar y$ and the curvature
    $\sigma(b)(1 - \sigma(b))$. Their quotient is simple, and a step is
    $b^+ = b + \bar y (1 + e^{-b}) - (1 - \bar y)(1 + e^b)$. It is computed in interval arithmetic,
    with fractions and bounds of the exponential series.

    Args:
        start: Bias to start from, at most 100 in size.
        ones: Number of labels 1, positive.
        zeros: Number of labels 0, positive.
        steps: At most so many steps; fewer if an iterate is larger than 100.

    Returns:
        Lower and upper bounds, the start first.

    Raises:
        TypeError: If the start is a float.
        ValueError: If a count is not positive or the start is too large.

    Examples:
        >>> for low, high in newton_bounds(3, ones=10, zeros=5, steps=5):
        ...     print(f"{float(low):.6f} {float(high):.6f}")
        3.000000 3.000000
        -3.328654 -3.328654
        15.593245 15.593245
        -1972129.488892 -1972129.488892
    """
    if steps < 0:
        msg = f"steps must be 0 or more; got {steps}"
        raise ValueError(msg)
    return [
        bounds for bounds, _ in zip(_newton(start, ones, zeros), range(steps + 1), strict=False)
    ]


def newton_converges(start: Exact, ones: int, zeros: int) -> bool:
    r"""Return whether Newton's method for the bias alone is proved to converge from this start.

    The minimum is $b_* = \ln\frac{\bar y}{1 - \bar y}$. With the distance $d = b - b_*$ the step is
    $d^+ = d + (1 - \bar y)(e^{-d} - 1) - \bar y (e^d - 1)$. The series of the exponentials leaves
    $\sum_{k \ge 2} c_k d^k / k!$ with $|c_k| \le 1$. So $|d^+| \le (e - 2)\,d^2$ as soon as $|d|
    \le 1$, and since $e - 2 < 1$ the distance goes to 0, about squared by each step. It remains to
    reach $|d| \le 1$, which is shown with the intervals of `newton_bounds`.

    Args:
        start: Bias to start from, at most 100 in size.
        ones: Number of labels 1, positive.
        zeros: Number of labels 0, positive.

    Returns:
        True is a proof. False decides nothing; see `newton_diverges`.

    Raises:
        TypeError: If the start is a float.
        ValueError: If a count is not positive or the start is too large.

    Examples:
        Ten ones and five zeros, with the minimum at ln 2:

        >>> [newton_converges(start, ones=10, zeros=5) for start in (0, 1, 2, 3)]
        [True, True, True, False]
    """
    mean = _mean(ones, zeros)
    odds = mean / (1 - mean)
    e, _ = exp_bounds(Fraction(1))
    for (low, high), _ in zip(_newton(start, ones, zeros), range(50), strict=False):
        if max(abs(low), abs(high)) > _LARGE:
            return False
        if exp_bounds(low)[0] >= odds / e and exp_bounds(high)[1] <= odds * e:
            return True
    return False


def newton_diverges(start: Exact, ones: int, zeros: int) -> bool:
    r"""Return whether Newton's method for the bias alone is proved to diverge from this start.

    Let $s = |b|$. The step of `newton_bounds` goes from $b = s$ to $-(s + g_+)$ and from $b = -s$
    to $s + g_-$, where

    - $g_+(s) = (1 - \bar y)\,e^s - \bar y\,e^{-s} + (1 - 2 \bar y) - 2s$,
    - $g_-(s) = \bar y\,e^s - (1 - \bar y)\,e^{-s} - (1 - 2 \bar y) - 2s$.

    Where $\min(\bar y, 1 - \bar y)\,e^s \ge 2$, both rise with s. If both are positive at one such
    s, then from there on every step changes the sign of b and adds at least $\min(g_+(s), g_-(s))$
    to its size: the iterates jump from side to side, to infinity.

    Args:
        start: Bias to start from.
        ones: Number of labels 1, positive.
        zeros: Number of labels 0, positive.

    Returns:
        True is a proof, for this start and for every start of at least its size, of either sign.
        False decides nothing; see `newton_converges`.

    Raises:
        TypeError: If the start is a float.
        ValueError: If a count is not positive.

    Examples:
        Ten ones and five zeros. The first True says it for every start that is 3 or more in size:

        >>> [newton_diverges(start, ones=10, zeros=5) for start in (3, 4, 5)]
        [True, True, True]
        >>> [newton_diverges(start, ones=10, zeros=5) for start in (0, 1, 2)]
        [False, False, False]
    """
    s, mean = abs(exact(start)), _mean(ones, zeros)
    # e^s is at least this; for a large s the bound is weak but costs no time.
    e, _ = exp_bounds(min(s, Fraction(_LARGE)))
    right = (1 - mean) * e - mean / e + (1 - 2 * mean) - 2 * s
    left = mean * e - (1 - mean) / e - (1 - 2 * mean) - 2 * s
    return min(mean, 1 - mean) * e >= 2 and min(left, right) > 0


_LARGE = 100
_GRID = 2**64


def _newton(start: Exact, ones: int, zeros: int) -> Iterator[tuple[Fraction, Fraction]]:
    """Iterate over intervals of the bias, up to the first that is too large for another step."""
    low = high = exact(start)
    mean = _mean(ones, zeros)
    if abs(low) > _LARGE:
        msg = f"start must be at most {_LARGE} in size; got {start}"
        raise ValueError(msg)
    while True:
        yield low, high
        if max(abs(low), abs(high)) > _LARGE:
            return
        (small, _), (_, large) = exp_bounds(low), exp_bounds(high)
        # e^b only falls in the step, so its largest value belongs to the lower bound.
        below = low + mean * (1 + 1 / large) - (1 - mean) * (1 + large)
        above = high + mean * (1 + 1 / small) - (1 - mean) * (1 + small)
        low, high = Fraction(floor(below * _GRID), _GRID), -Fraction(floor(-above * _GRID), _GRID)


def _mean(ones: int, zeros: int) -> Fraction:
    if ones < 1 or zeros < 1:
        msg = f"ones and zeros must be 1 or more; got {ones} and {zeros}"
        raise ValueError(msg)
    return Fraction(ones, ones + zeros)
