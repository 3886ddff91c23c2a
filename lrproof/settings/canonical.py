"""One example with a loss A(z) − yz, whatever function A is."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity
from lrproof.settings.logistic import EXAMPLE, LOSSES, PREDICTIONS, REAL

CANONICAL = replace(
    EXAMPLE,
    name="canonical",
    title="one example with n features, and a loss A(z) − yz",
    symbols=(
        *(EXAMPLE.quantity(name) for name in ("x", "w", "b")),
        Quantity("y", "y", "label, any number", "data", REAL),
        EXAMPLE.quantity("z"),
        Quantity(
            "f", "f", "prediction: the slope of A at the logit", "defined", REAL,
            spellings=(r"\mu", *PREDICTIONS), definition="A'(z)",
        ),
        Quantity(
            "L", "L", "loss", "defined", REAL, spellings=LOSSES, definition="A(z) - y z",
        ),
    ),
    functions={},
    general={"A": "any function with two derivatives or more"},
    conditional={},
)  # fmt: skip
