"""Draws the loss of one example against its prediction."""

from __future__ import annotations

import numpy as np

from lrproof.site.plots.style import DASHES, FIRST, INK, SECOND, Plot, number, panels


def loss_by_prediction() -> Plot:
    """The loss of both labels against the prediction f."""
    f = np.linspace(0.005, 0.995, 199)
    one, zero = -np.log(f), -np.log(1 - f)
    half = len(f) // 2

    figure, [ax] = panels(230)
    ax.plot(f, one, color=FIRST)
    ax.plot(f, zero, color=SECOND, linestyle=DASHES)
    ax.plot(f[half], one[half], "o", color=INK, markersize=5)
    ax.text(0.07, 3.4, "y = 1: −ln f", color=FIRST)
    ax.text(0.93, 3.4, "y = 0: −ln(1 − f)", color=SECOND, ha="right")
    ax.text(f[half], one[half] + 0.25, f"ln 2 = {number(one[half])}", ha="center")
    ax.set(xlabel="prediction f", ylabel="loss L", ylim=(0, 5.4), xlim=(0, 1))
    return Plot(
        figure,
        title="The loss against the prediction, for both labels",
        description=(
            f"For label 1 a solid curve, −ln f, falls from {number(one[0])} at f = {number(f[0])} "
            f"to {number(one[-1])} at f = {number(f[-1])}. For label 0 a dashed curve, −ln(1 − f), "
            f"is its mirror image and rises from {number(zero[0])} to {number(zero[-1])}. They "
            f"cross at f = {number(f[half])}, where both are {number(one[half])}, which is ln 2."
        ),
        caption=(
            "The loss of one example. It is small where the prediction is near the label, and "
            "grows without end where the prediction is confident and wrong."
        ),
    )
