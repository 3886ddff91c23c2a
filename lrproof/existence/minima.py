r"""How many minima a cost of one weight has, by exact signs and Sturm's theorem."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from lrproof.existence.polynomial import add, multiply, positive_zeros
from lrproof.existence.rational import exact, label, positive, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lrproof.existence.rational import Exact

Loss: TypeAlias = Literal["squared", "log"]

__all__ = [
    "Loss",
    "decreasing",
    "derivative",
    "derivative_signs",
    "minimum_brackets",
    "squared_curvature",
    "stationary_points",
]


def derivative(x: Sequence[int], y: Sequence[Exact], u: Exact, loss: Loss = "squared") -> Fraction:
    r"""Return the derivative $J'(w)$ at $w = -\ln u$, exactly.

    It is $\frac{1}{m} \sum_i (f - y) f (1 - f)\,x$ for the squared error and $\frac{1}{m} \sum_i (f
    - y)\,x$ for the log loss.

    Args:
        x: Features, m whole numbers.
        y: Labels, m fractions from 0 to 1.
        u: $e^{-w}$, positive.
        loss: "squared" or "log".

    Returns:
        The derivative, a fraction.

    Raises:
        TypeError: If a number is a float, or a feature is not whole.
        ValueError: If x and y are empty or differ in length, a label is not between 0 and 1, u is
            not positive, or the loss is unknown.

    Examples:
        >>> derivative([1, 10], [1, 0], 1)
        Fraction(9, 16)
        >>> derivative([1, 10], [1, 0], 1, loss="log")
        Fraction(9, 4)
    """
    features, labels = _checked(x, y, loss)
    u = positive(u)
    total = Fraction(0)
    for feature, share in zip(features, labels, strict=True):
        f = 1 / (1 + u**feature)
        total += (f - share) * feature * (f * (1 - f) if loss == "squared" else 1)
    return total / len(labels)


def derivative_signs(
    x: Sequence[int], y: Sequence[Exact], us: Sequence[Exact], loss: Loss = "squared"
) -> str:
    r"""Return the signs of $J'(w)$ at $w = -\ln u$, one character for each u.

    The derivative is continuous. So by the intermediate value theorem it has a zero between two
    weights where it has different signs; and the cost has a local minimum between two where the
    sign goes from - to +, because it falls at the left end and rises at the right one.

    Args:
        x: Features, m whole numbers.
        y: Labels, m fractions from 0 to 1.
        us: Values of $e^{-w}$; from large to small, if w is to go from left to right.
        loss: "squared" or "log".

    Returns:
        A text of "-", "0" and "+".

    Raises:
        TypeError: As `derivative`.
        ValueError: As `derivative`.

    Examples:
        Two minima of the squared error, with labels 0 and 1. The weights are -1.10, -0.41, 0.05 and
        0.69:

        >>> derivative_signs([1, 1, 1, 20], [0, 0, 1, 1], [3, "3/2", "19/20", "1/2"])
        '-+-+'

        And with soft labels, at -1.10, 0, 1.10 and 3.00:

        >>> derivative_signs([1, 10], ["0.9", "0.1"], [3, 1, "1/3", "1/20"])
        '-+-+'

        The log loss of the same data has one:

        >>> derivative_signs([1, 1, 1, 20], [0, 0, 1, 1], [3, "3/2", "19/20", "1/2"], loss="log")
        '---+'
    """
    return "".join("0+-"[sign(derivative(x, y, u, loss))] for u in us)


def minimum_brackets(
    x: Sequence[int], y: Sequence[Exact], us: Sequence[Exact], loss: Loss = "squared"
) -> list[tuple[Fraction, Fraction]]:
    r"""Return the neighbours in us between which the cost is proved to have a local minimum.

    The proof is that of `derivative_signs`: w grows from the first to the second, and the sign of
    the derivative goes from - to +. Different brackets hold different minima, with a maximum
    between them.

    Args:
        x: Features, m whole numbers.
        y: Labels, m fractions from 0 to 1.
        us: Values of $e^{-w}$, falling, so that w rises.
        loss: "squared" or "log".

    Returns:
        Pairs of values of $e^{-w}$, from left to right.

    Raises:
        TypeError: As `derivative`.
        ValueError: As `derivative`, and if us does not fall.

    Examples:
        The two minima lie between -0.69315 and -0.69300, and between 0.11586 and 0.11597:

        >>> from math import log
        >>> us = [2, "1.9997", "0.8906", "0.8905"]
        >>> for left, right in minimum_brackets([1, 1, 1, 20], [0, 0, 1, 1], us):
        ...     print(f"{-log(left):.5f} {-log(right):.5f}")
        -0.69315 -0.69300
        0.11586 0.11597
    """
    points = [positive(u) for u in us]
    if any(left <= right for left, right in pairwise(points)):
        msg = "us must fall, so that the weights rise"
        raise ValueError(msg)
    signs = derivative_signs(x, y, points, loss)
    pairs = zip(points, points[1:], signs, signs[1:], strict=False)
    return [(left, right) for left, right, *change in pairs if change == ["-", "+"]]


def stationary_points(
    x: Sequence[int], y: Sequence[Exact], loss: Loss = "squared", u: Exact | None = None
) -> int:
    r"""Return how many weights $w \ge -\ln u$ have $J'(w) = 0$; of all weights if u is not given.

    Over the common denominator, which is positive, $J'$ is a polynomial in $e^{-w}$ with whole
    coefficients. Sturm's theorem (Jacques Charles François Sturm, 1829) counts its zeros in an
    interval: it is the number of sign changes that the Sturm chain loses from one end to the other.

    Args:
        x: Features, m whole numbers.
        y: Labels, m fractions from 0 to 1.
        loss: "squared" or "log".
        u: $e^{-w}$ at the left end, which belongs to the range; or None for the whole line.

    Returns:
        The number of zeros, each counted once.

    Raises:
        TypeError: As `derivative`.
        ValueError: As `derivative`, and if the cost is constant.

    Examples:
        With the signs -+-+, three means: two minima, a maximum between them, nothing else.

        >>> stationary_points([1, 1, 1, 20], [0, 0, 1, 1])
        3
        >>> stationary_points([1, 10], ["0.9", "0.1"])
        3

        The log loss is convex:

        >>> stationary_points([1, 1, 1, 20], [0, 0, 1, 1], loss="log")
        1
    """
    numerator = _numerator(*_checked(x, y, loss), loss)
    return positive_zeros(numerator, None if u is None else positive(u))


def decreasing(
    x: Sequence[int], y: Sequence[Exact], loss: Loss = "squared", u: Exact | None = None
) -> bool:
    r"""Return whether $J'(w) < 0$ for every $w \ge -\ln u$; for every w if u is not given.

    Decided exactly: no stationary point there, by `stationary_points`, and a negative derivative at
    one weight. A continuous function without a zero keeps its sign.

    If it is true, gradient descent with a constant rate that has come so far goes to infinity. Each
    step leads to the right; and it has no limit, because the derivative would be 0 there.

    Args:
        x: Features, m whole numbers.
        y: Labels, m fractions from 0 to 1.
        loss: "squared" or "log".
        u: $e^{-w}$ at the left end, which belongs to the range; or None for the whole line.

    Returns:
        Whether the cost falls on the whole range.

    Raises:
        TypeError: As `derivative`.
        ValueError: As `derivative`, and if the cost is constant.

    Examples:
        The start w = 1 lies to the right of -ln(2/5) = 0.916291. From there the squared error of
        these two examples leads to infinity, although weights near 0 are much better. The log loss
        does not:

        >>> decreasing([1, 10], [1, 0], u="2/5")
        True
        >>> decreasing([1, 10], [1, 0], loss="log", u="2/5")
        False

        Separable data: the log loss falls on the whole line, so it has no minimum.

        >>> decreasing([-1, 1], [0, 1], loss="log")
        True
    """
    return stationary_points(x, y, loss, u) == 0 and derivative(x, y, u or 1, loss) < 0


def squared_curvature(u: Exact, y: Exact) -> Fraction:
    r"""Return the second derivative of $\frac{1}{2} (\sigma(z) - y)^2$ at $z = -\ln u$, exactly.

    It is $f (1 - f)\,\bigl(f (1 - f) + (f - y)(1 - 2f)\bigr)$. For y = 0 that is $f^2 (1 - f)(2 -
    3f)$, negative exactly where $f > 2/3$; for y = 1, by symmetry, where $f < 1/3$.

    No data make the squared error of $\sigma(w x)$ convex in w on the whole line, unless every
    feature is 0. It is bounded, and a bounded convex function on the line is constant. It is not
    constant: as a function of complex w it has poles, at $\pm i\pi / \max_i |x^{(i)}|$, where the
    squares of all examples with this largest feature add with the same sign.

    Args:
        u: $e^{-z}$, positive.
        y: Label, from 0 to 1.

    Returns:
        The curvature, a fraction.

    Raises:
        TypeError: If a number is a float.
        ValueError: If u is not positive or y is not between 0 and 1.

    Examples:
        At z = ln 4 the prediction is 4/5. It is wrong, and the loss curves downwards:

        >>> squared_curvature("1/4", 0)
        Fraction(-32, 625)
        >>> squared_curvature("1/4", 1)
        Fraction(28, 625)

        The change is at f = 2/3, which is z = ln 2:

        >>> squared_curvature("1/2", 0)
        Fraction(0, 1)
    """
    f = 1 / (1 + positive(u))
    return f * (1 - f) * (f * (1 - f) + (f - label(y)) * (1 - 2 * f))


def _numerator(x: Sequence[int], y: Sequence[Fraction], loss: Loss) -> list[Fraction]:
    """Return J' times m and a positive polynomial: the coefficients of powers of u."""
    one = [Fraction(1)]
    total, denominator = [Fraction(0)], one
    for size in sorted({abs(feature) for feature in x} - {0}):
        power = [Fraction(0)] * size + one
        below = add(one, power)
        part = [Fraction(0)]
        for feature, share in zip(x, y, strict=True):
            if abs(feature) == size:
                f = one if feature > 0 else power
                term = multiply([Fraction(feature)], add(f, multiply([-share], below)))
                part = add(part, multiply(term, power) if loss == "squared" else term)
        # f (1 - f) is u^|x| / (1 + u^|x|)^2, whatever the sign of x.
        cube = multiply(below, multiply(below, below)) if loss == "squared" else below
        total = add(multiply(total, cube), multiply(part, denominator))
        denominator = multiply(denominator, cube)
    if not any(total):
        msg = "the cost is constant: its derivative is 0 everywhere"
        raise ValueError(msg)
    return total


def _checked(x: Sequence[int], y: Sequence[Exact], loss: Loss) -> tuple[list[int], list[Fraction]]:
    """Check features, labels and loss; return features and labels as exact numbers."""
    if loss not in ("squared", "log"):
        msg = f"loss must be 'squared' or 'log'; got {loss!r}"
        raise ValueError(msg)
    if not len(x) or len(x) != len(y):
        msg = f"x and y must have one length, 1 or more; got {len(x)} and {len(y)}"
        raise ValueError(msg)
    features = [exact(v) for v in x]
    fractional = [v for v in features if v.denominator > 1]
    if fractional:
        msg = f"features must be whole numbers; got {fractional[0]}"
        raise TypeError(msg)
    return [int(v) for v in features], [label(v) for v in y]
