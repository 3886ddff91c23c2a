"""Other models with the gradient (f − y) x: linear regression, and counts."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity, Setting
from lrproof.settings.logistic import DATASET, EXAMPLE, FEATURE, REAL

_TARGET = replace(FEATURE.quantity("y"), meaning="target, any number", role="data", domain=REAL)

LINEAR_EXAMPLE = replace(
    EXAMPLE,
    name="linear-example",
    title="linear regression: one example with n features",
    symbols=(
        *(EXAMPLE.quantity(name) for name in ("x", "w", "b")),
        _TARGET,
        EXAMPLE.quantity("z"),
        replace(EXAMPLE.quantity("f"), domain=REAL, definition="z"),
        replace(EXAMPLE.quantity("L"), definition=r"\frac{1}{2} (f-y)^2"),
    ),
    functions={},
    conditional={},
)

LINEAR = replace(
    DATASET.changed(
        "linear",
        "linear regression: m examples with n features",
        replace(
            DATASET.quantity("y"), meaning="target of example i, any number", role="data",
            domain=REAL,
        ),
        replace(DATASET.quantity("f"), domain=REAL, definition="z^{(i)}"),
        replace(
            DATASET.quantity("L"), definition=r"\frac{1}{2} \bigl(f^{(i)}-y^{(i)}\bigr)^2"
        ),
    ),
    functions={},
)  # fmt: skip

COUNTS = replace(
    FEATURE,
    name="counts",
    title="Poisson regression: one count",
    symbols=(
        Quantity("z", "z", "logarithm of the expected count", "parameter", REAL),
        Quantity("y", "y", "count", "data", r"\{0, 1, 2, \dots\}"),
        Quantity("f", "f", "prediction: the expected count", "defined", r"(0, \infty)",
                 spellings=(r"\mu", r"\hat y"), definition="e^{z}"),
        Quantity("L", "L", "loss", "defined", REAL, definition=r"f - y \ln f"),
    ),
    functions={},
    conditional={},
)  # fmt: skip

SCORES = Setting(
    "scores",
    "one example with K classes, and a logit for each",
    (
        Quantity("z", "z_k", "logit of class k", "parameter", REAL, ("K",)),
        Quantity("y", "y_k", "1 for the class of the example, else 0", "classes", r"\{0, 1\}",
                 ("K",)),
        Quantity("p", "p_k", "prediction: the probability of class k", "defined", "(0, 1)", ("K",),
                 ("f", r"\hat y"), r"\frac{e^{z_k}}{\sum_{c=1}^{K} e^{z_c}}", ("k",)),
        Quantity("L", "L", "loss", "defined", r"[0, \infty)",
                 definition=r"-\sum_{k=1}^{K} y_k \ln p_k"),
    ),
    sizes={"K": 3},
    objective="L",
)  # fmt: skip
