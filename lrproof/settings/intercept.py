"""Logistic regression with a bias and no features: the labels alone."""

from __future__ import annotations

from lrproof.setting import Quantity, Setting
from lrproof.settings.logistic import PREDICTIONS, REAL

INTERCEPT = Setting(
    "intercept",
    "m labels and a bias, without features",
    (
        Quantity("y", "y^{(i)}", "label of example i", "label", r"\{0, 1\}", ("m",)),
        Quantity("b", "b", "bias, and the logit of every example", "parameter", REAL),
        Quantity(
            "alpha", r"\alpha", "size of a step of gradient descent", "penalty", r"(0, \infty)",
            spellings=(r"\alpha", r"\eta"),
        ),
        Quantity(
            "mean", r"\bar y", "mean of the labels", "defined", "(0, 1)",
            spellings=(r"\bar y",), definition=r"\frac{1}{m} \sum_{i=1}^{m} y^{(i)}",
        ),
        Quantity(
            "f", "f", "prediction, the same for every example", "defined", "(0, 1)",
            spellings=PREDICTIONS, definition=r"\sigma(b)",
        ),
        Quantity(
            "L", "L^{(i)}", "loss of example i", "defined", r"[0, \infty)", ("m",),
            (r"\ell", "Loss", "loss", "l"),
            r"-y^{(i)} \ln f - (1-y^{(i)}) \ln(1-f)", ("i",),
        ),
        Quantity(
            "J", "J", "cost", "defined", r"[0, \infty)", (), ("E", "C"),
            r"\frac{1}{m} \sum_{i=1}^{m} L^{(i)}",
        ),
    ),
    sizes={"m": 4},
    functions=dict.fromkeys("gS", "sigmoid"),
    variable="b",
    objective="J",
)  # fmt: skip
