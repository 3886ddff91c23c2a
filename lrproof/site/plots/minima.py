"""Draws the cost of one dataset by two losses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lrproof.logistic import loss, sigmoid
from lrproof.site.plots.style import DASHES, FIRST, INK, SECOND, Plot, number, panels

X = np.array([1.0, 1.0, 1.0, 20.0])
Y = np.array([0.0, 0.0, 1.0, 1.0])


def costs(w: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean squared error and the mean log loss of each weight in w, without a bias."""
    z = np.multiply.outer(w, X)
    squared = (sigmoid(z) - Y) ** 2 / 2
    return squared.mean(axis=1), loss(z, np.broadcast_to(Y, z.shape)).mean(axis=1)


def lowest(J: NDArray[np.float64]) -> NDArray[np.intp]:
    """Where J is lower than at the points beside it."""
    return 1 + np.flatnonzero((J[1:-1] < J[:-2]) & (J[1:-1] < J[2:]))


def two_minima() -> Plot:
    """Squared error and log loss along w, on a dataset where squared error has two minima."""
    w = np.linspace(-2, 1, 3001)
    squared, logarithmic = costs(w)
    two, one = lowest(squared), lowest(logarithmic)

    figure, [above, below] = panels(380, (1.4, 1))
    above.sharex(below)
    above.tick_params(labelbottom=False)
    closer = above.inset_axes((0.06, 0.1, 0.5, 0.4))
    thin = slice(None, None, 10)
    for ax, J, dips, colour, line in (
        (above, squared, two, SECOND, DASHES),
        (closer, squared, two[:1], SECOND, DASHES),
        (below, logarithmic, one, FIRST, "-"),
    ):
        ax.plot(w[thin], J[thin], color=colour, linestyle=line)
        ax.plot(w[dips], J[dips], "o", color=INK, markersize=5)
    for ax, J, dip, dy in (
        (closer, squared, two[0], 15),
        (above, squared, two[1], -19),
        (below, logarithmic, one[0], 12),
    ):
        label = f"w = {number(w[dip])}"
        ax.annotate(label, (w[dip], J[dip]), (0, dy), textcoords="offset points", ha="center")
    above.set_title("squared error", color=SECOND)
    below.set_title("log loss", color=FIRST)
    above.set(ylabel="cost J", ylim=(0.07, 0.24), yticks=[0.1, 0.15, 0.2])
    below.set(ylabel="cost J", ylim=(0, 8), xlabel="weight w")
    closer.set(xlim=(-1.2, -0.2), ylim=(0.2075, 0.2125), xticks=[], yticks=[])
    closer.spines[["top", "right"]].set_visible(True)
    above.indicate_inset_zoom(closer, edgecolor=INK, alpha=1, linewidth=0.8)

    first, second = (f"{number(squared[k])} at w = {number(w[k])}" for k in two)
    crest = two[0] + np.argmax(squared[two[0] : two[1]])
    return Plot(
        figure,
        title="Squared error and log loss of one dataset, against the weight",
        description=(
            f"Two panels. Above, the squared error has {len(two)} minima: {first}, and {second}; "
            f"between them it rises to {number(squared[crest])} at w = {number(w[crest])}. Below, "
            f"the log loss of the same data is one bowl with {len(one)} minimum, "
            f"{number(logarithmic[one[0]])} at w = {number(w[one[0]])}; at w = {number(w[0])} it "
            f"is {number(logarithmic[0])}."
        ),
        caption=(
            r"One weight, no bias, $x = (1, 1, 1, 20)$, $y = (0, 0, 1, 1)$. Squared error, "
            r"$\frac{1}{2m}\sum_i (f^{(i)}-y^{(i)})^2$, has two minima, and a search that starts "
            "on the left ends in the worse one. Log loss has one."
        ),
    )
