"""A step of Newton's method: right if it is θ − H⁻¹g, whatever divides both H and g."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lrproof import logistic
from lrproof.gradient.agreement import Part
from lrproof.gradient.conventions import Convention
from lrproof.gradient.data import Dataset
from lrproof.gradient.returned import Returned

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["NewtonStep", "is_newton", "right_steps", "wrong_steps"]

STEEPEST = 1e8
"""Beyond this condition of the Hessian, a step has too few digits to be judged by."""


def is_newton(name: str) -> bool:
    """Whether a function of this name makes a step of Newton's method."""
    return re.search(r"(?i)newton|irls", name) is not None


@dataclass(frozen=True)
class NewtonStep:
    """The parameters after a step, or the step alone.

    Args:
        convention: The cost.
        start: How often the parameters are counted: 1, or 0 for the step alone.
        sign: −1 for a step downhill.
        curvature: "" for the right Hessian; "ones" or "squares" for the wrong weights f(1 − f).
        counted: Whether the gradient is a sum where the Hessian is a mean (1), or the reverse (−1).

    Examples:
        >>> from lrproof.gradient.data import SMALL
        >>> step = NewtonStep(Convention(parameters="w"))
        >>> print(step.after(SMALL[0])[0].round(6))
        [0.452335]
    """

    convention: Convention
    start: int = 1
    sign: int = -1
    curvature: str = ""
    counted: int = 0

    def after(self, data: Dataset) -> tuple[Array, Array] | None:
        """By the weights and by the bias; None if the Hessian cannot be inverted."""
        _, w, b, z = self.convention.model(data)
        side = data.n + self.convention.has_bias
        X = np.column_stack([data.X, np.ones(data.m)])[:, :side]
        H = self.convention.hessian(data)[:side, :side]
        if self.curvature:
            f = np.asarray(logistic.sigmoid(z))
            weights = np.ones_like(f) if self.curvature == "ones" else f**2
            scale, _ = self.convention.factors(data)
            H = H + scale * (X.T * (weights - f * (1 - f))) @ X
        g = np.append(*self.convention.gradient(data))[:side]
        if np.linalg.cond(H) > STEEPEST:
            return None
        step = float(data.m) ** self.counted * np.linalg.solve(H, g)
        moved = self.start * np.append(w, b)[:side] + self.sign * step
        return moved[: data.n], moved[data.n] if self.convention.has_bias else np.asarray(0.0)

    def expected(self, returned: Returned, data: Dataset) -> list[Part]:
        """The right value beside each that was returned."""
        after = self.after(data)
        if after is None:
            return []
        size = np.abs(np.append(*after)).max()
        return [
            Part(name, right, np.asarray(given, float), np.full_like(right, size), right)
            for name, right, given in zip(
                ("dw", "db"), after, (returned.dw, returned.db), strict=True
            )
            if given is not None and np.shape(given) == np.shape(right)
        ]


def right_steps(convention: Convention) -> Iterator[NewtonStep]:
    """What a function of this name may return: the parameters after the step, or the step."""
    for start, sign in ((1, -1), (0, 1), (0, -1)):
        yield NewtonStep(convention, start, sign)


def wrong_steps(convention: Convention) -> Iterator[tuple[str, str, NewtonStep]]:
    """Ids of the catalogue, words, and what would then be returned."""
    right = NewtonStep(convention)
    yield "flipped-sign", "what is made is a step uphill", replace(right, sign=1)
    for sign in (-1, 1):
        for name, words, curvature in (
            ("hessian-without-weights", "the weights f(1 − f) of the Hessian are missing", "ones"),
            ("hessian-weight-squared", "f² stands for f(1 − f) in the Hessian", "squares"),
        ):
            yield name, words, replace(right, sign=sign, curvature=curvature)
        for counted, words in (
            (1, "the gradient is a sum, and the Hessian a mean"),
            (-1, "the gradient is a mean, and the Hessian a sum"),
        ):
            yield "missing-mean", words, replace(right, sign=sign, counted=counted)
