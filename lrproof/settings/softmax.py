"""Softmax regression: one example of one of K classes."""

from __future__ import annotations

from lrproof.setting import Quantity, Setting
from lrproof.settings.logistic import LOSSES, REAL

SOFTMAX = Setting(
    "softmax",
    "one example with n features, of one of K classes",
    (
        Quantity("x", "x_j", "feature j", "data", REAL, ("n",)),
        Quantity("W", "W_{kj}", "weight of feature j for class k", "parameter", REAL, ("K", "n")),
        Quantity("b", "b_k", "bias of class k", "parameter", REAL, ("K",)),
        Quantity(
            "y", "y_k", "1 for the class of the example, else 0", "classes", r"\{0, 1\}", ("K",)
        ),
        Quantity("v", "v_k", "any direction", "data", REAL, ("K",)),
        Quantity("t", "t", "any number", "parameter", REAL),
        Quantity(
            "z", "z_k", "logit of class k", "defined", REAL, ("K",),
            definition=r"\sum_{j=1}^{n} W_{kj} x_j + b_k", letters=("k",),
        ),
        Quantity(
            "p", "p_k", "prediction for class k", "defined", "(0, 1)", ("K",),
            (r"\hat y", "a", "f"), r"\frac{e^{z_k}}{\sum_{c=1}^{K} e^{z_c}}", ("k",),
        ),
        Quantity(
            "L", "L", "loss", "defined", r"[0, \infty)",
            spellings=LOSSES, definition=r"-\sum_{k=1}^{K} y_k \ln p_k",
        ),
    ),
    sizes={"K": 3, "n": 2},
    functions=dict.fromkeys("gS", "sigmoid"),
    objective="L",
)  # fmt: skip
