"""Data that a plane separates: two examples on a line, and any number of them."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity, Setting
from lrproof.settings.logistic import DATASET, REAL

SEPARABLE = Setting(
    "separable",
    "two examples without bias, x = −1 with label 0 and x = 1 with label 1",
    (
        Quantity("w", "w", "weight; the two logits are −w and w", "parameter", REAL),
        Quantity(
            "lambda", r"\lambda", "strength of the penalty", "penalty", r"(0, \infty)",
            spellings=(r"\lambda",),
        ),
        Quantity(
            "J", "J", "cost, without penalty", "defined", r"(0, \infty)",
            definition=r"\frac{1}{2} \bigl(-\ln(1-\sigma(-w)) - \ln \sigma(w)\bigr)",
        ),
    ),
    objective="J",
)  # fmt: skip

DIRECTION = replace(
    DATASET,
    name="direction",
    title="m examples with n features, and a direction in which the parameters move",
    symbols=(
        *DATASET.symbols[:4],
        Quantity("v", "v_j", "direction of the weights, entry j", "parameter", REAL, ("n",)),
        Quantity("c", "c", "direction of the bias", "parameter", REAL),
        *DATASET.symbols[4:],
        Quantity(
            "d", "d^{(i)}", "by how much logit i moves", "defined", REAL, ("m",),
            definition=r"\sum_{k=1}^{n} v_k x_k^{(i)} + c", letters=("i",),
        ),
    ),
)  # fmt: skip
