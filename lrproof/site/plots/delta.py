"""Draws the sum over k of w_k δ_jk, of which one term remains."""

from __future__ import annotations

from functools import partial

from matplotlib.patches import Rectangle

from lrproof.site.plots.style import FIRST, INK, Plot, panels

N, J = 5, 3
SIZE = 52
LEFT = 66


def kronecker_delta() -> Plot:
    """The terms of a sum with a Kronecker delta, one below each k."""
    delta = [int(k == J) for k in range(1, N + 1)]

    figure, [ax] = panels(196)
    ax.set_axis_off()
    # An index is smaller than its letter, and should be legible too.
    write = partial(ax.text, va="center", fontsize=14)
    for y, label in ((166, "k"), (124, "δ_{jk}"), (72, "w_k δ_{jk}")):
        write(0, y, label)
    for k, one in enumerate(delta, start=1):
        x = LEFT + SIZE * (k - 0.5)
        write(x, 166, str(k), ha="center")
        if not one:
            ax.plot([x - 16, x + 16], [58, 86], color=INK, linewidth=0.8)
        for y, term in ((124, str(one)), (72, f"w_{k}" if one else "0")):
            weight, colour = (2.4, FIRST) if one else (0.8, INK)
            box = (x - SIZE / 2 + 6, y - 18), SIZE - 12, 36
            ax.add_patch(Rectangle(*box, fill=False, edgecolor=colour, linewidth=weight))
            write(x, y, term, color=colour, ha="center")
        if k < N:
            write(x + SIZE / 2, 72, "+", ha="center")
    (kept,) = (k for k, one in enumerate(delta, start=1) if one)
    x = LEFT + SIZE * (kept - 0.5)
    ax.annotate("", (x, 26), (x, 53), arrowprops={"arrowstyle": "->", "color": FIRST, "lw": 1.5})
    write(x, 14, f"w_{kept}", color=FIRST, ha="center")
    write(0, 14, "sum")
    ax.set(xlim=(0, 340), ylim=(0, 180))

    zeros = ", ".join(str(k) for k, one in enumerate(delta, start=1) if not one)
    return Plot(
        figure,
        title="One term of the sum remains",
        description=(
            f"A table with a column for each k from 1 to {N}, for j = {J}. The row δ_jk reads "
            f"{', '.join(map(str, delta))}. So of the row w_k δ_jk the terms at k = {zeros} are "
            f"struck out as 0, and w_{kept} alone is left, framed. An arrow leads from it to the "
            f"sum, which is w_{kept}."
        ),
        caption=(
            rf"The sum $\sum_k w_k\,\delta_{{jk}}$ for $j = {J}$ and $n = {N}$. The delta is $1$ "
            rf"where $k = j$ and $0$ elsewhere, so the sum has one term left, $w_{{{kept}}}$."
        ),
    )
