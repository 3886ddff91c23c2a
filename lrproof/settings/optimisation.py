"""What gradient descent and Newton's method need besides a dataset."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity, Setting
from lrproof.settings.logistic import CROSS_ENTROPY, LOSSES, PREDICTIONS, REAL
from lrproof.settings.matrices import NEWTON, STACKED

MOVE = Setting(
    "move",
    "one example whose logit moves from z to z + d",
    (
        Quantity("z", "z", "logit", "parameter", REAL),
        Quantity("d", "d", "by how much the logit moves", "parameter", REAL),
        Quantity("y", "y", "label", "label", r"\{0, 1\}"),
        Quantity(
            "f", "f", "prediction before the move", "defined", "(0, 1)",
            spellings=PREDICTIONS, definition=r"\sigma(z)",
        ),
        Quantity(
            "L", "L", "loss before the move", "defined", r"(0, \infty)",
            spellings=LOSSES, definition=CROSS_ENTROPY,
        ),
        Quantity(
            "G", "G", "how far the parabola lies above the loss", "defined", r"[0, \infty)",
            definition=r"L + (f-y)\,d + \frac{d^2}{8} - \bigl(\ln(1+e^{z+d}) - y\,(z+d)\bigr)",
        ),
    ),
    functions=dict.fromkeys("gS", "sigmoid"),
    variable="z",
    objective="L",
)  # fmt: skip

DESCENT = replace(
    STACKED,
    name="descent",
    title="m examples with n features, and a bound of the curvature of the cost",
    symbols=(
        *(q for q in STACKED.symbols if q.name != "alpha"),
        Quantity(
            "alpha", r"\alpha", "size of the step, any number", "parameter", REAL,
            spellings=(r"\alpha", r"\eta"),
        ),
        Quantity(
            "M", "M", "a number that no curvature of the cost exceeds", "defined", r"(0, \infty)",
            definition=r"\frac{1}{4m} \sum_{i=1}^{m} \sum_{k=0}^{n} (\tilde x_k^{(i)})^2",
        ),
    ),
)  # fmt: skip

IRLS = replace(
    NEWTON,
    name="irls",
    title="m examples with n features, for Newton's method as weighted least squares",
    symbols=(
        *NEWTON.symbols,
        Quantity(
            "s", "s^{(i)}", "weight of example i: the slope of its sigmoid", "defined",
            r"(0, \frac{1}{4}]", ("m",), definition=r"f^{(i)}\,(1-f^{(i)})", letters=("i",),
        ),
        Quantity(
            "r", "r^{(i)}", "working response of example i", "defined", REAL, ("m",),
            definition=r"z^{(i)} + \frac{y^{(i)}-f^{(i)}}{s^{(i)}}", letters=("i",),
        ),
    ),
    sizes={"m": 4, "n": 1},
)  # fmt: skip
