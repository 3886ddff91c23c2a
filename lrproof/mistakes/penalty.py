"""Mistakes about the penalty."""

from __future__ import annotations

from lrproof.mistakes.mistake import Mistake, mean

_WEIGHT = mean("(F-Y) X")
_BIAS = mean("(F-Y)")
_COST = mean(r"\left[-Y \ln F-(1-Y) \ln(1-F)\right]")
_SQUARES = r"\sum_{k=1}^{n} w_k^2"

PENALTY = (
    Mistake(
        "penalty-missing",
        "The penalty is left out",
        {"weight": (_WEIGHT,), "cost": (_COST,)},
        frozenset({"penalty-missing"}),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-summed",
        "The sum of all weights for one of them",
        {
            "weight": (rf"{_WEIGHT} + \frac{{\lambda}}{{m}} \sum_{{k=1}}^{{n}} w_k",),
            "bias": (rf"{_BIAS} + \frac{{\lambda}}{{m}} \sum_{{k=1}}^{{n}} w_k",),
        },
        frozenset({"sum-extra", "penalty-extra"}),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-on-bias",
        "The bias is penalised",
        {
            "bias": (rf"{_BIAS} + \frac{{\lambda}}{{m}} b",),
            "cost": (rf"{_COST} + \frac{{\lambda}}{{2m}} \left({_SQUARES} + b^2\right)",),
        },
        frozenset({"penalty-extra"}),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-wrong-sign",
        "A minus before the penalty",
        {
            "weight": (rf"{_WEIGHT} - \frac{{\lambda}}{{m}} w_j",),
            "cost": (rf"{_COST} - \frac{{\lambda}}{{2m}} {_SQUARES}",),
        },
        frozenset({"penalty-sign"}),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-not-averaged",
        "The penalty is not divided by m",
        {
            "weight": (rf"{_WEIGHT} + \lambda w_j",),
            "cost": (rf"{_COST} + \frac{{\lambda}}{{2}} {_SQUARES}",),
        },
        frozenset({"mean-missing"}),
        ("penalty-doubled",),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-doubled",
        "The 1/2 of the penalty is forgotten",
        {
            "weight": (
                rf"{_WEIGHT} + \frac{{2\lambda}}{{m}} w_j",
                rf"{_WEIGHT} + \lambda w_j",
            ),
            "cost": (rf"{_COST} + \frac{{\lambda}}{{m}} {_SQUARES}",),
        },
        frozenset({"two-extra"}),
        ("penalty-not-averaged",),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-halved",
        "The 1/2 of the penalty stays in its derivative",
        {"weight": (rf"{_WEIGHT} + \frac{{\lambda}}{{2m}} w_j",)},
        frozenset({"half-extra"}),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-precedence",
        "λ/2·m for λ/(2m)",
        {
            "weight": (rf"{_WEIGHT} + \lambda m \, w_j",),
            "cost": (rf"{_COST} + \frac{{\lambda}}{{2}} m {_SQUARES}",),
        },
        frozenset({"bracket"}),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-wrong-index",
        "The penalty of one weight is added for another",
        {
            "weight": (
                rf"{_WEIGHT} + \frac{{\lambda}}{{m}} w_1",
                rf"{_WEIGHT} + \frac{{\lambda}}{{m}} \sum_{{k=n}}^{{n}} w_k",
            )
        },
        frozenset({"index"}),
        ("wrong-index",),
        about=frozenset({"penalty"}),
    ),
    Mistake(
        "penalty-strength-inverted",
        "C, the inverse strength, multiplies the penalty",
        {"weight": (rf"{_WEIGHT} + \frac{{1}}{{\lambda m}} w_j",)},
    ),
)
