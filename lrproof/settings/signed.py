"""One example whose label is a sign: s = 1 for the label 1, s = −1 for the label 0."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity
from lrproof.settings.logistic import EXAMPLE, LOSSES

SIGNED = replace(
    EXAMPLE,
    name="signed",
    title="one example with n features, and its label also as a sign",
    symbols=(
        *(EXAMPLE.quantity(name) for name in ("x", "w", "b", "y")),
        Quantity("s", "s", "the label as a sign", "defined", r"\{-1, 1\}", definition="2y - 1"),
        *(EXAMPLE.quantity(name) for name in ("z", "f")),
        replace(
            EXAMPLE.quantity("L"), spellings=tuple(name for name in LOSSES if name != r"\ell")
        ),
        EXAMPLE.quantity("likelihood"),
        Quantity(
            "ell", r"\ell", "loss, by the sign", "defined", r"(0, \infty)",
            spellings=(r"\ell",), definition=r"\ln\bigl(1+e^{-sz}\bigr)",
        ),
    ),
)  # fmt: skip
