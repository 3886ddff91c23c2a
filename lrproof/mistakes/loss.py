"""Mistakes about the loss, the cost, and the derivative of the loss by the prediction."""

from __future__ import annotations

from lrproof.mistakes.mistake import COST_PENALTY, Mistake, example, losses, mean, residual

LOSS = (
    Mistake(
        "missing-minus",
        "The loss without its minus",
        losses(r"Y \ln F+(1-Y) \ln(1-F)"),
        frozenset({"sign"}),
        ("flipped-sign",),
        about=frozenset({"logarithm"}),
    ),
    Mistake(
        "one-sign-missing",
        "A minus for one half of the loss alone",
        {
            "loss": (
                example(r"-Y \ln F+(1-Y) \ln(1-F)"),
                example(r"Y \ln F-(1-Y) \ln(1-F)"),
            ),
            "cost": (
                mean(r"\left[-Y \ln F+(1-Y) \ln(1-F)\right]") + COST_PENALTY,
                mean(r"\left[Y \ln F-(1-Y) \ln(1-F)\right]") + COST_PENALTY,
            ),
            **residual(r"-Y(1-F)-(1-Y)F"),
        },
        frozenset({"sign-of-term", "sign-in-bracket"}),
        ("sign-not-distributed", "loss-by-prediction-sign"),
        about=frozenset({"logarithm"}),
    ),
    Mistake(
        "loss-by-prediction-sign",
        "The inner −1 of ln(1 − f) is left out",
        {
            "loss-by-prediction": (
                example(r"-\frac{Y}{F}-\frac{1-Y}{1-F}"),
                example(r"\frac{Y}{F}+\frac{1-Y}{1-F}"),
            ),
            **residual(r"-Y(1-F)-(1-Y)F"),
        },
        frozenset({"sign-of-term"}),
        ("one-sign-missing", "sign-not-distributed"),
        about=frozenset({"reciprocal"}),
    ),
    Mistake(
        "labels-flipped",
        "y and 1 − y are exchanged",
        {
            **losses(r"-(1-Y) \ln F-Y \ln(1-F)"),
            "loss-by-prediction": (example(r"-\frac{1-Y}{F}+\frac{Y}{1-F}"),),
            **residual("F-(1-Y)"),
        },
        frozenset({"label"}),
        ("sigmoid-flipped", "flipped-sign"),
    ),
    Mistake(
        "signed-labels-mixed",
        "A formula for labels −1 and 1 with labels 0 and 1",
        {
            **losses(r"\ln\left(1+e^{-Y Z}\right)"),
            "weight": (
                residual(r"-Y \sigma(-Y Z)")["weight"][0],
                residual("F-(2Y-1)")["weight"][0],
            ),
            "bias": (residual(r"-Y \sigma(-Y Z)")["bias"][0], residual("F-(2Y-1)")["bias"][0]),
            "loss-by-logit": (example(r"-Y \sigma(-Y Z)"), example("F-(2Y-1)")),
        },
        frozenset({"factor-missing", "factor-extra", "label"}),
        about=frozenset({"signs"}),
    ),
    Mistake(
        "log-ten",
        "Logarithms to the base 10",
        {
            **losses(r"\frac{-Y \ln F-(1-Y) \ln(1-F)}{\ln(10)}"),
            "loss-by-prediction": (
                example(r"\frac{1}{\ln(10)} \left(-\frac{Y}{F}+\frac{1-Y}{1-F}\right)"),
            ),
            **residual(r"\frac{F-Y}{\ln(10)}"),
        },
        frozenset({"logarithm-base"}),
    ),
    Mistake(
        "log-rule",
        "A rule for logarithms that does not hold",
        losses(r"-Y \ln F-(1-Y)(1-\ln F)"),
        frozenset({"logarithm", "function", "sign-of-term"}),
        about=frozenset({"logarithm"}),
    ),
    Mistake(
        "squared-error-cost",
        "Squared error for the log loss",
        {
            "loss": (example("(F-Y)^2"), example(r"\frac{1}{2}(F-Y)^2")),
            "cost": (
                mean("(F-Y)^2") + COST_PENALTY,
                mean("(F-Y)^2", r"\frac{1}{2m}") + COST_PENALTY,
            ),
            "loss-by-prediction": (example("F-Y"), example("2(F-Y)")),
            **residual("(F-Y)F(1-F)"),
        },
        frozenset({"slope-extra"}),
        ("double-chain-factor",),
    ),
)
