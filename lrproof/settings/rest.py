"""One weight and its input; all that the logit contains besides is one number, the rest."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity
from lrproof.settings.logistic import FEATURE, REAL

REST = replace(
    FEATURE,
    name="rest",
    title="one weight of one example, and the rest of its logit",
    symbols=(
        Quantity("x", "x", "the input of this weight", "data", REAL),
        Quantity("w", "w", "the weight", "parameter", REAL),
        Quantity("r", "r", "the rest: all that does not contain the weight", "parameter", REAL),
        FEATURE.quantity("y"),
        replace(FEATURE.quantity("z"), definition="w x + r"),
        FEATURE.quantity("f"),
        FEATURE.quantity("L"),
    ),
    conditional={},
)
