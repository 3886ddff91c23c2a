"""Mistakes about the gradient: factors of the chain rule, signs, counts, indices."""

from __future__ import annotations

from lrproof.mistakes.mistake import COST_PENALTY, PENALTY, Mistake, example, mean, residual

_CROSS = r"\left[-Y \ln F-(1-Y) \ln(1-F)\right]"


def _scaled(factor: str) -> dict[str, tuple[str, ...]]:
    """Another factor for 1/m, in the cost and in both derivatives."""
    return {
        "weight": (mean("(F-Y) X", factor) + PENALTY,),
        "bias": (mean("(F-Y)", factor),),
        "cost": (mean(_CROSS, factor) + COST_PENALTY,),
    }


GRADIENT = (
    Mistake(
        "missing-chain-factor",
        "The factor f(1 − f) of the chain rule is left out",
        residual(r"\frac{F-Y}{F(1-F)}"),
        frozenset({"slope-missing", "factor-missing"}),
    ),
    Mistake(
        "double-chain-factor",
        "The factor f(1 − f) of the chain rule is taken twice",
        residual("(F-Y)F(1-F)"),
        frozenset({"slope-extra", "derivative", "factor-extra"}),
        ("squared-error-cost",),
    ),
    Mistake(
        "flipped-sign",
        "The opposite sign",
        {
            "weight": (
                mean("(Y-F) X") + PENALTY,
                rf"-\left({mean('(F-Y) X')}{PENALTY}\right)",
            ),
            "bias": (mean("(Y-F)"),),
            "loss-by-logit": (example("Y-F"),),
            "loss-by-prediction": (example(r"\frac{Y}{F}-\frac{1-Y}{1-F}"),),
        },
        frozenset({"sign", "sign-of-term", "sign-of-argument", "sign-in-bracket"}),
        (
            "missing-minus", "sigmoid-derivative-sign", "sigmoid-derivative-plus",
            "quotient-rule-sign", "labels-flipped", "sigmoid-flipped", "softmax-sign",
        ),
    ),
    Mistake(
        "sign-not-distributed",
        "A minus before a bracket reaches its first term alone",
        {
            **residual("-Y(1-F)-(1-Y)F"),
            "loss": (example(r"-Y \ln F+(1-Y) \ln(1-F)"),),
        },
        frozenset({"sign-in-bracket", "bracket"}),
        ("one-sign-missing", "loss-by-prediction-sign"),
    ),
    Mistake(
        "missing-feature",
        "The factor x is left out",
        {"weight": (mean("(F-Y)") + PENALTY,)},
        frozenset({"feature-missing"}),
    ),
    Mistake(
        "extra-feature",
        "A factor x in the derivative by the bias",
        {"bias": (mean("(F-Y) x_1^{(i)}"), mean(r"(F-Y) \sum_{k=1}^{n} x_k^{(i)}"))},
        frozenset({"feature-extra"}),
    ),
    Mistake(
        "misplaced-parenthesis",
        "A bracket closes at the wrong place",
        {
            "weight": (
                mean(r"\sigma(Z-Y) X") + PENALTY,
                mean("F (X-Y)") + PENALTY,
                mean("(F-Y X)") + PENALTY,
                mean("(F X-Y)") + PENALTY,
            ),
            "bias": (mean(r"\sigma(Z-Y)"),),
            "loss-by-logit": (example(r"\sigma(Z-Y)"),),
        },
        frozenset({"bracket"}),
    ),
    Mistake(
        "missing-mean",
        "A sum in one place, a mean in the other",
        _scaled(""),
        frozenset({"mean-missing", "mean-extra"}),
    ),
    Mistake(
        "extra-half",
        "A factor 1/2 that belongs to the squared error",
        _scaled(r"\frac{1}{2m}"),
        frozenset({"half-extra"}),
    ),
    Mistake(
        "factor-two",
        "A factor 2 too many",
        {
            name: (doubled, f"2 \\left({once}\\right)")
            for (name, (doubled,)), (once,) in zip(
                _scaled(r"\frac{2}{m}").items(), _scaled(r"\frac{1}{m}").values(), strict=True
            )
        },
        frozenset({"two-extra"}),
    ),
    Mistake(
        "wrong-count",
        "Divided by the number of features, not of examples",
        _scaled(r"\frac{1}{n}"),
        frozenset({"count"}),
    ),
    Mistake(
        "sum-lost",
        "The sum over the examples is lost",
        {
            "weight": (r"\frac{1}{m} \left(f^{(1)}-y^{(1)}\right) x_j^{(1)}" + PENALTY,
                       r"\left(f^{(1)}-y^{(1)}\right) x_j^{(1)}" + PENALTY),
            "bias": (r"\frac{1}{m} \left(f^{(1)}-y^{(1)}\right)", r"f^{(1)}-y^{(1)}"),
        },
        frozenset({"sum-missing"}),
        ("return-inside-loop",),
    ),
    Mistake(
        "wrong-index",
        "One index stands for another",
        {"weight": (mean("(F-Y) x_1^{(i)}") + PENALTY,)},
        frozenset({"index"}),
        ("penalty-wrong-index",),
    ),
    Mistake(
        "wrong-variable",
        "The weight stands where the feature belongs",
        {"weight": (mean("(F-Y) w_j") + PENALTY,), "bias": (mean("(F-Y) b"),)},
        frozenset({"variable"}),
    ),
)  # fmt: skip
