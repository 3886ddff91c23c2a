"""Draws the sigmoid and its slope."""

from __future__ import annotations

import numpy as np

from lrproof.logistic import sigmoid, sigmoid_derivative
from lrproof.site.plots.style import DASHES, FIRST, INK, SECOND, Plot, number, panels


def sigmoid_and_slope() -> Plot:
    """The sigmoid, its slope, and the bound 1/4 that the slope touches at 0."""
    z = np.linspace(-8, 8, 161)
    f, slope = np.asarray(sigmoid(z)), np.asarray(sigmoid_derivative(z))
    top = np.argmax(slope)

    figure, [ax] = panels(210)
    ax.plot(z, f, color=FIRST)
    ax.plot(z, slope, color=SECOND, linestyle=DASHES)
    ax.axhline(slope[top], color=INK, linewidth=1, linestyle=":")
    ax.plot(z[[top, top]], [f[top], slope[top]], "o", color=INK, markersize=5)
    ax.text(2.6, 0.8, "σ(z)", color=FIRST)
    ax.text(2.4, 0.11, "σ′(z)", color=SECOND)
    ax.text(-8, slope[top] + 0.02, "1/4")
    ax.set(xlabel="z", xticks=range(-8, 9, 4), yticks=[0, 0.5, 1], ylim=(-0.02, 1.05))
    return Plot(
        figure,
        title="The sigmoid and its slope",
        description=(
            f"A solid curve, σ(z), rises from {number(f[0])} at z = {number(z[0])} through "
            f"{number(f[top])} at z = {number(z[top])} to {number(f[-1], 4)} at z = "
            f"{number(z[-1])}, always between 0 and 1. A dashed curve, its slope σ′(z), is a hill: "
            f"it touches the dotted line at height {number(slope[top])} at z = {number(z[top])} "
            f"and is nowhere higher; at both ends it is {number(slope[0])}."
        ),
        caption=(
            r"$\sigma(z)$ and its slope $\sigma'(z)$. The slope is never more than $\frac{1}{4}$, "
            "and reaches it only at $z = 0$."
        ),
    )
