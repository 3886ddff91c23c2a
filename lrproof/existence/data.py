"""What data decide alone: separable or not, how fast the weights grow, where the cost is flat."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lrproof.existence.rational import exact, primitive, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lrproof.existence.rational import Exact

__all__ = ["flat_directions", "growth_bounds", "separates"]


def separates(
    X: Sequence[Sequence[Exact]], y: Sequence[int], w: Sequence[Exact], b: Exact = 0
) -> bool:
    r"""Return whether $w \cdot x + b$ is positive for every label 1 and negative for every label 0.

    If it is, the cost of logistic regression has no minimum. From any weights and bias, a move
    along (w, b) changes each logit towards its label: in $\frac{1}{m} \sum_i (f - y)(w \cdot x +
    b)$, the derivative along it, every term is negative. So the cost falls everywhere, and nowhere
    is a minimum.

    Args:
        X: Rows of features, m of them with n numbers each.
        y: Labels, 0 or 1.
        w: Weights, n numbers.
        b: Bias.

    Returns:
        Whether the two classes lie strictly on the two sides, decided exactly.

    Raises:
        TypeError: If a number is a float.
        ValueError: If lengths do not fit or a label is not 0 or 1.

    Examples:
        >>> separates([[-1], [1]], [0, 1], w=[1])
        True
        >>> separates([[1, 2], [0, 1], [3, -1]], [1, 0, 1], w=[2, 1], b="-3/2")
        True
        >>> separates([[-1], [1], [2]], [0, 1, 0], w=[1])
        False
    """
    weights, bias = [exact(v) for v in w], exact(b)
    if not len(X) or len(X) != len(y):
        msg = f"X and y must have one length, 1 or more; got {len(X)} and {len(y)}"
        raise ValueError(msg)
    if any(label not in (0, 1) for label in y):
        msg = "y must hold labels 0 and 1"
        raise ValueError(msg)
    uneven = [row for row in X if len(row) != len(weights)]
    if uneven:
        msg = f"rows of X and w must have one length; got {len(uneven[0])} and {len(weights)}"
        raise ValueError(msg)
    logits = [sum((exact(v) * c for v, c in zip(row, weights, strict=True)), bias) for row in X]
    return all(z > 0 if label else z < 0 for z, label in zip(logits, y, strict=True))


def growth_bounds(steps: int, rate: Exact = 1) -> tuple[Fraction, Fraction]:
    r"""Return bounds of $e^w$ after steps of gradient descent on separable data, from w = 0.

    The data are x = [-1, 1] with y = [0, 1], without a bias. Both examples have the same loss
    $\ln(1 + e^{-w})$, so a step is $w^+ = w + h$ with $h = \frac{\alpha}{1 + e^w}$. For $E = e^w
    \ge 1$ that is at most $\frac{\alpha}{2} \le 1$, and

    - $e^h \ge 1 + h$, so $E^+ \ge E + \frac{\alpha E}{1 + E} \ge E + \frac{\alpha}{2}$;
    - $e^h \le 1 + h + h^2$, so $E^+ \le E + \frac{\alpha E}{1 + E} + \frac{\alpha^2 E}{(1 + E)^2}
      \le E + \alpha + \frac{\alpha^2}{4}$.

    After t steps E lies between $1 + \frac{\alpha}{2} t$ and $1 + (\alpha + \frac{\alpha^2}{4}) t$.
    So w grows like ln t: without end, but slower and slower.

    Args:
        steps: Number t of steps, 0 or more.
        rate: Learning rate α, more than 0 and at most 2.

    Returns:
        The lower and the upper bound of $e^w$.

    Raises:
        TypeError: If the rate is a float.
        ValueError: If steps is negative or the rate is not in its range.

    Examples:
        >>> from math import exp, log
        >>> w = 0.0
        >>> for _ in range(1000):
        ...     w += 1 / (1 + exp(w))
        >>> low, high = growth_bounds(1000)
        >>> print(f"{log(low):.6f} < {w:.6f} < {log(high):.6f}")
        6.216606 < 6.905011 < 7.131699
    """
    alpha = exact(rate)
    if steps < 0 or not 0 < alpha <= 2:
        msg = f"steps must be 0 or more and rate in (0, 2]; got {steps} and {rate}"
        raise ValueError(msg)
    return 1 + alpha / 2 * steps, 1 + (alpha + alpha**2 / 4) * steps


def flat_directions(X: Sequence[Sequence[Exact]]) -> list[tuple[int, ...]]:
    r"""Return directions of the weights and the bias along which no prediction changes.

    They are a basis of all (v, c) with $Xv + c \mathbf 1 = 0$, found by elimination with fractions.
    Along such a direction every logit stays, and with it the cost without a ridge. So the cost is
    strictly convex if and only if there is none, that is, if $[X\ \mathbf 1]$ has full column rank:
    along every other direction $d$ the curvature is $\frac{1}{m} \sum_i \sigma'(z^{(i)}) (\tilde
    x^{(i)} \cdot d)^2 > 0$.

    Args:
        X: Rows of features, m of them with n numbers each.

    Returns:
        Vectors of n + 1 whole numbers without a common factor, the bias last; the first one that is
        not 0 is positive. The rank of $[X\ \mathbf 1]$ is n + 1 minus their number.

    Raises:
        TypeError: If a number is a float.
        ValueError: If X has no row, or rows of different lengths.

    Examples:
        The second column is twice the first:

        >>> flat_directions([[1, 2], [2, 4], [3, 6]])
        [(2, -1, 0)]

        Two columns that add to 1 in each row take the place of the bias:

        >>> flat_directions([[1, 0], [0, 1], [0, 1]])
        [(1, 1, -1)]
        >>> flat_directions([[1, 2], [0, 1], [3, -1]])
        []
    """
    rows = [[*(exact(v) for v in row), Fraction(1)] for row in X]
    if not rows or len({len(row) for row in rows}) > 1:
        msg = "X must have at least one row, and rows of one length"
        raise ValueError(msg)
    width = len(rows[0])
    pivots: list[int] = []
    for column in range(width):
        done = len(pivots)
        found = next((row for row in rows[done:] if row[column]), None)
        if found is None:
            continue
        rows.remove(found)
        found = [v / found[column] for v in found]
        rows = [[v - row[column] * p for v, p in zip(row, found, strict=True)] for row in rows]
        rows.insert(done, found)
        pivots.append(column)
    basis = []
    for free in sorted(set(range(width)) - set(pivots)):
        vector = [Fraction(int(k == free)) for k in range(width)]
        for row, pivot in zip(rows, pivots, strict=False):
            vector[pivot] = -row[free]
        whole = primitive(vector)
        first = sign(next(v for v in whole if v))
        basis.append(tuple(first * v for v in whole))
    return basis
