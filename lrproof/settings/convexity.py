"""A dataset with one vector of parameters, and a direction in which to look at its cost."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity
from lrproof.settings.logistic import REAL
from lrproof.settings.matrices import STACKED

CONVEXITY = replace(
    STACKED,
    name="convexity",
    title="m examples with n features, the bias as the first parameter, and a direction",
    symbols=(
        *STACKED.symbols,
        Quantity("v", "v_k", "direction, entry k", "data", REAL, ("n+",)),
    ),
)  # fmt: skip

CONVEXITY_RIDGE = CONVEXITY.changed(
    "convexity-ridge",
    f"{CONVEXITY.title}, with a penalty that spares the bias",
    replace(
        CONVEXITY.quantity("J"),
        definition=r"\frac{1}{m} \sum_{i=1}^{m} L^{(i)}"
        r" + \frac{\lambda}{2m} \sum_{k=1}^{n} \theta_k^2",
    ),
    replace(
        CONVEXITY.quantity("H"),
        definition=rf"{CONVEXITY.quantity('H').definition}"
        r" + \frac{\lambda}{m} \delta_{kc} \mathbf 1\{k \ge 1\}",
    ),
)
