"""Datasets in other forms: with a penalty, with one vector of parameters, with columns for rows."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity
from lrproof.settings.logistic import DATASET, PREDICTIONS, REAL

REGULARIZED = DATASET.changed(
    "regularized",
    "m examples with n features, and a penalty",
    replace(
        DATASET.quantity("J"),
        definition=r"\frac{1}{m} \sum_{i=1}^{m} L^{(i)} + \frac{\lambda}{2m} \sum_{k=1}^{n} w_k^2",
    ),
)

STACKED = replace(
    DATASET,
    name="stacked",
    title="m examples with n features, and the bias as the first parameter",
    symbols=(
        DATASET.quantity("x"),
        Quantity(
            "theta", r"\theta_k", "parameter k: the bias for k = 0, else weight k", "parameter",
            REAL, ("n+",), (r"\theta", r"\beta"),
        ),
        DATASET.quantity("y"),
        DATASET.quantity("lambda"),
        DATASET.quantity("alpha"),
        Quantity(
            "xtilde", r"\tilde x_k^{(i)}", "feature k of example i, and 1 for k = 0", "defined",
            REAL, ("m", "n+"), (r"\tilde x", r"\tilde X"),
            r"\begin{cases} 1 & \text{if } k = 0 \\ x_k^{(i)} & \text{otherwise} \end{cases}",
            ("i", "k"), whole=r"\tilde X",
        ),
        Quantity(
            "z", "z^{(i)}", "logit of example i", "defined", REAL, ("m",),
            definition=r"\sum_{k=0}^{n} \theta_k \tilde x_k^{(i)}", letters=("i",),
        ),
        DATASET.quantity("f"),
        DATASET.quantity("L"),
        DATASET.quantity("J"),
        Quantity(
            "H", "H_{kc}", "Hessian of the cost", "defined", REAL, ("n+", "n+"), (),
            r"\frac{1}{m} \sum_{i=1}^{m} f^{(i)}(1-f^{(i)})\,"
            r"\tilde x_k^{(i)} \tilde x_c^{(i)}",
            ("k", "c"),
        ),
        Quantity(
            "thetanext", r"\theta_k^{+}", "parameter k after a step of gradient descent",
            "defined", REAL, ("n+",), (r"\theta^{+}",),
            r"\theta_k - \alpha \frac{\partial J}{\partial \theta_k}", ("k",),
            whole=r"\theta^{+}",
        ),
    ),
    sizes={"m": 4, "n": 2},
    argument="theta",
    steps={"theta": "thetanext"},
)  # fmt: skip

NEWTON = STACKED.changed(
    "newton",
    "m examples with n features, and the bias as the first parameter, for Newton's method",
    replace(
        STACKED.quantity("thetanext"),
        meaning="parameter k after a step of Newton's method",
        definition=r"\theta - H^{-1} \nabla J",
        letters=("r",),
    ),
)

COLUMNS = replace(
    DATASET,
    name="columns",
    title="m examples as the columns of X, with n features",
    symbols=(
        Quantity(
            "x", "X_{ji}", "feature j of example i", "data", REAL, ("n", "m"), ("X",), whole="X"
        ),
        DATASET.quantity("w"),
        DATASET.quantity("b"),
        replace(DATASET.quantity("y"), row=True),
        DATASET.quantity("alpha"),
        replace(
            DATASET.quantity("z"), row=True, definition=r"\sum_{k=1}^{n} w_k X_{ki} + b"
        ),
        replace(DATASET.quantity("f"), row=True, spellings=(*PREDICTIONS, "A")),
        replace(DATASET.quantity("L"), row=True),
        *(DATASET.quantity(name) for name in ("J", "wnext", "bnext")),
    ),
)  # fmt: skip
