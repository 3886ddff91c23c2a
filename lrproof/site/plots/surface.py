"""Draws the cost over weight and bias, with the paths of two methods to its minimum."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import NDArray

from lrproof.descent import gradient_descent, newton
from lrproof.logistic import loss
from lrproof.site.plots.style import (
    DASHES,
    FIRST,
    INK,
    PAPER,
    SECOND,
    Plot,
    number,
    panels,
)

Array = NDArray[np.float64]

X = np.array([[-2.0], [-1.0], [0.0], [1.0], [2.0], [3.0]])
Y = np.array([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
START = 3.0, 2.5
TOLERANCE = 1e-6
CELLS = 11
LEVELS = [0.43, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75]
W, B = (-0.5, 4.3), (-2.5, 3.0)


def cost(w: Array, b: Array) -> Array:
    """The cost of each pair of weight and bias; w and b have one shape."""
    z = np.multiply.outer(w, X[:, 0]) + b[..., np.newaxis]
    losses: Array = np.asarray(loss(z, np.broadcast_to(Y, z.shape)))
    return np.asarray(losses.mean(axis=-1))


def seen(w: Array, b: Array, J: Array) -> tuple[Array, Array]:
    """Where a point of the surface stands in the picture: seen from one corner and from above."""
    return 0.9 * w - 0.7 * b, 0.4 * w + 0.4 * b + J


def surface(ax: Axes) -> None:
    """Draws the surface, the far patches first so that the near ones hide them."""
    w, b = np.meshgrid(np.linspace(*W, CELLS + 1), np.linspace(*B, CELLS + 1))
    corners = np.stack(seen(w, b, cost(w, b)), axis=-1)
    patches = [
        corners[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]]
        for row in reversed(range(CELLS))
        for column in reversed(range(CELLS))
    ]
    ax.add_collection(PolyCollection(patches, facecolor=PAPER, edgecolor=INK, linewidth=0.4))
    ax.autoscale_view()


def cost_surface() -> Plot:
    """Contours and a surface of the cost, and the way of gradient descent and of Newton."""
    w, b = START
    slow = list(gradient_descent(X, Y, [w], b, tolerance=TOLERANCE))
    fast = list(newton(X, Y, [w], b, tolerance=TOLERANCE))

    figure, [plane, space] = panels(560, (1.2, 1))
    across, up = np.meshgrid(np.linspace(*W, 61), np.linspace(*B, 61))
    heights = cost(across, up)
    plane.contour(across, up, heights, LEVELS, colors=INK, linewidths=0.6)
    surface(space)
    for way, colour, line, mark in ((slow, FIRST, "-", ""), (fast, SECOND, DASHES, "s")):
        path = np.array([(at.w[0], at.b, at.cost) for at in way]).T
        for ax, (x, y) in ((plane, path[:2]), (space, seen(*path))):
            ax.plot(x, y, color=colour, linestyle=line, marker=mark, markersize=4, zorder=3)
            ax.plot(x[-1], y[-1], "*", color=INK, markersize=9, zorder=4)
    plane.text(W[1], 0.2, f"gradient descent: {slow[-1].step} steps", color=FIRST, ha="right")
    plane.text(1.85, 1.75, f"Newton: {fast[-1].step} steps", color=SECOND, ha="right")
    plane.set(xlabel="weight w", ylabel="bias b")
    space.set_axis_off()
    for label, w_edge, b_edge, side in (("w →", 2.5, B[0], 1), ("← b", W[0], 1.0, -1)):
        edge = np.array(w_edge), np.array(b_edge)
        (x, y), aside = seen(*edge, cost(*edge)), (14 * side, -18)
        space.annotate(label, (float(x), float(y)), aside, textcoords="offset points", ha="center")

    end = f"w = {number(fast[-1].w[0])}, b = {number(fast[-1].b)}"
    start = f"w = {number(w)}, b = {number(b)}"
    lowest = number(fast[-1].cost)
    return Plot(
        figure,
        title="The cost over weight and bias, with two ways to its minimum",
        description=(
            "Two panels. Above, contours of the cost J over w and b, ovals around one minimum, "
            f"marked by a star at {end}, where J = {lowest}. Below, the same as a surface: one "
            f"bowl. Two paths begin at {start}, where J = {number(fast[0].cost)}, and end at the "
            f"star. Gradient descent, a solid curve, crosses the contours in {slow[-1].step} short "
            f"steps. Newton, dashed, gets there in {fast[-1].step} long ones; a step that would "
            "not lower the cost is shortened."
        ),
        caption=(
            "The cost $J$ of six examples over $w$ and $b$: contours, and the same as a surface. "
            f"Both ways lead from ${start}$ to the one minimum. Until the gradient is at most "
            f"$10^{{{round(np.log10(TOLERANCE))}}}$ long, gradient descent needs "
            f"{slow[-1].step} steps, Newton with damping {fast[-1].step}."
        ),
    )
