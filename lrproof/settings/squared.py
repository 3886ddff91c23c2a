"""Squared error through a sigmoid: the loss that logistic regression does not take."""

from __future__ import annotations

from dataclasses import replace

from lrproof.settings.logistic import DATASET, FEATURE

DOMAIN = r"[0, \tfrac{1}{2})"

SQUARED = replace(
    FEATURE,
    name="squared",
    title="one example with one feature, and half the squared error",
    symbols=(
        *FEATURE.symbols[:-2],
        replace(FEATURE.quantity("L"), domain=DOMAIN, definition=r"\frac{1}{2} (f-y)^2"),
    ),
    conditional={},
)

SQUARED_DATASET = DATASET.changed(
    "squared-dataset",
    "m examples with n features, and half the squared error",
    replace(
        DATASET.quantity("L"),
        domain=DOMAIN,
        definition=r"\frac{1}{2} \bigl(f^{(i)}-y^{(i)}\bigr)^2",
    ),
)
