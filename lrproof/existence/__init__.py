r"""Statements of existence, decided in exact rational arithmetic.

That a cost has two minima, or none, or that Newton's method diverges, is no identity, and no number
of sampled points proves it. Here the deciding signs are computed with fractions, without any
rounding error, and a theorem turns them into a proof. Each docstring names the theorem.

Numbers are given as whole numbers, as `Fraction`, or as text such as "9/10" or "0.9". Floats are
refused: the float 0.9 is not nine tenths.

**A cost of one weight** has no bias: it is $J(w) = \frac{1}{m} \sum_i L^{(i)}$ with $f^{(i)} =
\sigma(w x^{(i)})$. A weight is given by $u = e^{-w}$, a positive fraction. Then $f^{(i)} = 1 / (1 +
u^{x^{(i)}})$ is a fraction too if the feature is a whole number, and so is the derivative of the
cost. A larger u is a smaller w; u = 1 is w = 0.

Two losses are known: "squared", $L = \frac{1}{2} (f - y)^2$, and "log", $L = -y \ln f - (1 - y)
\ln(1 - f)$.
"""

from lrproof.existence.data import flat_directions, growth_bounds, separates
from lrproof.existence.minima import (
    decreasing,
    derivative,
    derivative_signs,
    minimum_brackets,
    squared_curvature,
    stationary_points,
)
from lrproof.existence.newton import newton_bounds, newton_converges, newton_diverges

__all__ = [
    "decreasing",
    "derivative",
    "derivative_signs",
    "flat_directions",
    "growth_bounds",
    "minimum_brackets",
    "newton_bounds",
    "newton_converges",
    "newton_diverges",
    "separates",
    "squared_curvature",
    "stationary_points",
]
