"""Draws how the weight grows on separable data."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.ticker import FuncFormatter, NullLocator

from lrproof.site.plots.style import DASHES, FIRST, INK, SECOND, Plot, number, panels, power

STEPS = 1_000_000
RIDGE = 0.1


def descend(penalty: float) -> list[float]:
    """Gradient descent with rate 1 on x = [−1, 1], y = [0, 1], from w = b = 0.

    By symmetry b stays 0, and both examples have the residual −σ(−w)·x: the step is
    w := w + σ(−w) − (λ/2)w.

    Returns:
        The weight after 0, 1, 2, … steps.
    """
    weights = [0.0]
    for _ in range(STEPS):
        w = weights[-1]
        weights.append(w + 1 / (1 + math.exp(w)) - penalty / 2 * w)
    return weights


def separable_growth() -> Plot:
    """The weight against the number of steps, without and with a ridge, beside ln t."""
    free, tied = descend(0.0), descend(RIDGE)
    steps = np.unique(np.geomspace(1, STEPS, 120).round().astype(int))
    middle = round(math.sqrt(STEPS))

    figure, [ax] = panels(230)
    ax.plot(steps, np.array(free)[steps], color=FIRST)
    ax.plot(steps, np.log(steps), color=INK, linewidth=1.2, linestyle=":")
    ax.plot(steps, np.array(tied)[steps], color=SECOND, linestyle=DASHES)
    ax.text(1.2e3, 9.2, "no ridge", color=FIRST, ha="right")
    ax.text(4e3, 6.2, "ln t (dotted)")
    ax.text(
        STEPS, tied[-1] + 0.4, f"λ = {RIDGE}: stops at {tied[-1]:.3f}", color=SECOND, ha="right"
    )
    ax.set(xscale="log", xlabel="step t", ylabel="weight w", ylim=(0, 15))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda t, _: power(round(math.log10(t)))))
    ax.xaxis.set_minor_locator(NullLocator())
    return Plot(
        figure,
        title="The weight against the number of steps, on separable data",
        description=(
            "The steps run from 1 to 1,000,000 on a logarithmic axis. Without a ridge the weight, "
            "a solid curve, never levels off and becomes straight: it is "
            f"{number(free[middle])} after {number(middle)} steps and {number(free[-1])} after "
            f"{number(STEPS)}. A dotted line, ln t, runs into it: {number(math.log(middle))} and "
            f"{number(math.log(STEPS))} there. With the ridge λ = {RIDGE} a dashed curve levels "
            f"off and stays at {tied[-1]:.3f}."
        ),
        caption=(
            "Gradient descent on $x = (-1, 1)$, $y = (0, 1)$. Without a ridge the weight grows "
            rf"like $\ln t$, for ever; with $\lambda = {RIDGE}$ it stops at ${tied[-1]:.3f}$."
        ),
    )
