"""A network with one hidden layer and one output: an example with n inputs and h hidden units."""

from __future__ import annotations

from lrproof.setting import Quantity, Setting
from lrproof.settings.logistic import CROSS_ENTROPY, LOSSES, REAL

NETWORK = Setting(
    "network",
    "a network with one hidden layer, and one example",
    (
        Quantity("x", "x_j", "input j", "data", REAL, ("n",)),
        Quantity(
            "W1", "W^{[1]}_{kj}", "weight of input j for hidden unit k", "parameter", REAL,
            ("h", "n"), ("W^{[1]}", "W"), whole="W^{[1]}",
        ),
        Quantity(
            "b1", "b^{[1]}_k", "bias of hidden unit k", "parameter", REAL, ("h",), ("b^{[1]}",),
            whole="b^{[1]}",
        ),
        Quantity(
            "w2", "w^{[2]}_k", "weight of hidden unit k for the output", "parameter", REAL,
            ("h",), ("w^{[2]}", "W^{[2]}", "w"), whole="w^{[2]}",
        ),
        Quantity("b2", "b^{[2]}", "bias of the output", "parameter", REAL, (), ("b^{[2]}",)),
        Quantity("y", "y", "label", "label", r"\{0, 1\}"),
        Quantity(
            "z1", "z^{[1]}_k", "logit of hidden unit k", "defined", REAL, ("h",), ("z^{[1]}", "u"),
            r"\sum_{j=1}^{n} W^{[1]}_{kj} x_j + b^{[1]}_k", ("k",), whole="z^{[1]}",
        ),
        Quantity(
            "a1", "a^{[1]}_k", "output of hidden unit k", "defined", REAL, ("h",), ("a^{[1]}", "a"),
            r"g\bigl(z^{[1]}_k\bigr)", ("k",), whole="a^{[1]}",
        ),
        Quantity(
            "z2", "z^{[2]}", "logit of the output", "defined", REAL, (), ("z^{[2]}", "z"),
            r"\sum_{k=1}^{h} w^{[2]}_k a^{[1]}_k + b^{[2]}",
        ),
        Quantity(
            "f", "f", "prediction", "defined", "(0, 1)", (), (r"\hat y", "a^{[2]}", "p"),
            r"\sigma\bigl(z^{[2]}\bigr)",
        ),
        Quantity(
            "L", "L", "loss", "defined", r"[0, \infty)",
            spellings=LOSSES, definition=CROSS_ENTROPY,
        ),
    ),
    sizes={"h": 3, "n": 2},
    general={"g": "the activation of the hidden units: any differentiable function"},
    objective="L",
)  # fmt: skip
