"""Draws how exact two formulas for the loss are in floating point."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext

from matplotlib.ticker import FuncFormatter

from lrproof.site.plots.style import DASHES, FIRST, INK, SECOND, Plot, number, panels, power

PER_UNIT = 16
LOW, HIGH = -45, 45
SHOWN = 1e-18, 1e2


def naive(z: float) -> float:
    """The loss of an example with label 0 as it is printed: −ln(1 − f)."""
    f = 1 / (1 + math.exp(-z))
    return -math.log(1 - f) if f < 1 else math.inf


def stable(z: float) -> float:
    """The same loss from the logit: max(z, 0) + ln(1 + e^(−|z|))."""
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def exact(z: float) -> Decimal:
    """The same loss with 60 digits."""
    with localcontext(prec=60):
        return (1 + Decimal(z).exp()).ln()


def worst(formula: Callable[[float], float], start: int) -> float:
    """The largest relative error of a formula from one whole number to the next."""
    errors = []
    for step in range(PER_UNIT):
        z = start + step / PER_UNIT
        true = exact(z)
        value = formula(z)
        errors.append(float(abs(Decimal(value) - true) / true) if value < math.inf else math.inf)
    return max(errors)


def relative_error() -> Plot:
    """The relative error of the naive and of the stable loss of label 0, against the logit."""
    starts = range(LOW, HIGH)
    middles = [start + 0.5 for start in starts]
    bad = [worst(naive, start) for start in starts]
    good = [worst(stable, start) for start in starts]
    finite = [math.isfinite(error) for error in bad]
    overflow = next(k / 100 for k in range(100 * HIGH) if naive(k / 100) == math.inf)
    lost = next(k / 100 for k in range(0, 100 * LOW, -1) if naive(k / 100) == 0)
    at_zero = bad[starts.index(0)]

    figure, [ax] = panels(250)
    shown = finite.index(False)
    ax.plot(middles[:shown], bad[:shown], color=SECOND, linestyle=DASHES)
    ax.plot(middles, good, color=FIRST)
    ax.axhline(1, color=INK, linewidth=1, linestyle=":")
    ax.axvspan(overflow, HIGH, facecolor="none", edgecolor=INK, hatch="///", linewidth=0)
    ax.text(-19, 1e-7, "naive", color=SECOND)
    ax.text(-24, 3e-18, "stable", color=FIRST)
    ax.text(LOW + 1, 4, "every digit wrong")
    ax.text(overflow - 1, 4, "result infinite", ha="right")
    ax.set(xlabel="logit z", ylabel="relative error", yscale="log", ylim=SHOWN, xlim=(LOW, HIGH))
    ax.set_yticks([10.0**k for k in (-16, -12, -8, -4, 0)])
    ax.yaxis.set_major_formatter(FuncFormatter(lambda e, _: power(round(math.log10(e)))))
    ax.minorticks_off()
    return Plot(
        figure,
        title="The relative error of two formulas for the loss of label 0",
        description=(
            f"The relative error against the logit z, from {number(LOW)} to {HIGH}, on a "
            "logarithmic axis; for each unit of z the largest of "
            f"{PER_UNIT} errors. The stable formula, a solid curve, is flat: its largest error is "
            f"{number(max(good))}. The naive formula −ln(1 − f), dashed, has its "
            f"smallest errors near z = 0, {number(at_zero)} from 0 to 1, and gets worse to both "
            f"sides: its error is 1, every digit wrong, from z = {number(lost, 4)} down, where it "
            f"gives 0; from z = {number(overflow, 4)} up, a hatched region, it is infinite."
        ),
        caption=(
            "The loss of an example with label $0$, computed in float64 and compared with 60 "
            r"digits. $-\ln(1-f)$ loses its digits; $\max(z, 0) + \ln(1+e^{-\lvert z\rvert})$ "
            "keeps them."
        ),
    )
