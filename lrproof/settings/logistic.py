"""Logistic regression: one variable, one example, a dataset."""

from __future__ import annotations

from dataclasses import replace

from lrproof.setting import Quantity, Setting

REAL = r"\mathbb{R}"
PREDICTIONS = (r"\hat y", "a", "h", "p", r"\pi")
LOSSES = ("J", "E", "C", "Loss", "loss", "Cost", "cost", r"\ell", "l")
CROSS_ENTROPY = r"-y \ln f - (1-y) \ln(1-f)"

VARIABLE = Setting(
    "variable",
    "one real variable",
    (
        Quantity("z", "z", "the variable", "parameter", REAL),
    ),
    functions=dict.fromkeys("fgSsh", "sigmoid"),
    variable="z",
)  # fmt: skip

FEATURE = Setting(
    "feature",
    "one example with one feature",
    (
        Quantity("x", "x", "feature", "data", REAL),
        Quantity("w", "w", "weight", "parameter", REAL, spellings=(r"\theta", r"\beta")),
        Quantity("b", "b", "bias", "parameter", REAL),
        Quantity("y", "y", "label", "label", r"\{0, 1\}"),
        Quantity("z", "z", "logit", "defined", REAL, definition="w x + b"),
        Quantity(
            "f", "f", "prediction", "defined", "(0, 1)",
            spellings=PREDICTIONS, definition=r"\sigma(z)",
        ),
        Quantity(
            "L", "L", "loss", "defined", r"[0, \infty)",
            spellings=LOSSES, definition=CROSS_ENTROPY,
        ),
        Quantity(
            "likelihood", r"p(y \mid x)", "probability of the label", "defined", "(0, 1)",
            definition=r"\begin{cases} f & \text{if } y = 1 \\ 1-f & \text{if } y = 0 \end{cases}",
        ),
    ),
    functions=dict.fromkeys("gS", "sigmoid"),
    conditional={"p": "likelihood", "P": "likelihood"},
    variable="z",
    objective="L",
)  # fmt: skip

EXAMPLE = replace(
    FEATURE,
    name="example",
    title="one example with n features",
    symbols=(
        Quantity("x", "x_j", "feature j", "data", REAL, ("n",)),
        Quantity("w", "w_j", "weight j", "parameter", REAL, ("n",), (r"\theta", r"\beta")),
        *FEATURE.symbols[2:4],
        replace(
            FEATURE.symbols[4], definition=r"\sum_{k=1}^{n} w_k x_k + b"
        ),
        *FEATURE.symbols[5:],
    ),
    sizes={"n": 3},
)  # fmt: skip

DATASET = Setting(
    "dataset",
    "m examples with n features",
    (
        Quantity(
            "x", "x_j^{(i)}", "feature j of example i", "data", REAL, ("m", "n"), ("X",), whole="X"
        ),
        Quantity("w", "w_j", "weight j", "parameter", REAL, ("n",), (r"\theta", r"\beta")),
        Quantity("b", "b", "bias", "parameter", REAL),
        Quantity("y", "y^{(i)}", "label of example i", "label", r"\{0, 1\}", ("m",)),
        Quantity("lambda", r"\lambda", "strength of the penalty", "penalty", r"[0, \infty)",
                 spellings=(r"\lambda",)),
        Quantity("alpha", r"\alpha", "size of a step of gradient descent", "penalty",
                 r"(0, \infty)", spellings=(r"\alpha", r"\eta")),
        Quantity(
            "z", "z^{(i)}", "logit of example i", "defined", REAL, ("m",),
            definition=r"\sum_{k=1}^{n} w_k x_k^{(i)} + b", letters=("i",),
        ),
        Quantity(
            "f", "f^{(i)}", "prediction for example i", "defined", "(0, 1)", ("m",),
            PREDICTIONS, r"\sigma(z^{(i)})", ("i",),
        ),
        Quantity(
            "L", "L^{(i)}", "loss of example i", "defined", r"[0, \infty)", ("m",),
            (r"\ell", "Loss", "loss", "Cost", "cost", "l"),
            r"-y^{(i)} \ln f^{(i)} - (1-y^{(i)}) \ln(1-f^{(i)})", ("i",),
        ),
        Quantity(
            "J", "J", "cost", "defined", r"[0, \infty)", (), ("E", "C"),
            r"\frac{1}{m} \sum_{i=1}^{m} L^{(i)}",
        ),
        Quantity(
            "wnext", "w_j^{+}", "weight j after a step of gradient descent", "defined", REAL,
            ("n",), ("w^{+}",), r"w_j - \alpha \frac{\partial J}{\partial w_j}", ("j",),
            whole="w^{+}",
        ),
        Quantity(
            "bnext", "b^{+}", "bias after that step", "defined", REAL, (), ("b^{+}",),
            r"b - \alpha \frac{\partial J}{\partial b}",
        ),
    ),
    sizes={"m": 4, "n": 3},
    functions=dict.fromkeys("gS", "sigmoid"),
    objective="J",
    losses="L",
    steps={"w": "wnext", "b": "bnext"},
)  # fmt: skip


def with_variable(letter: str) -> Setting:
    """The setting of one real variable, with another letter for it."""
    return replace(
        VARIABLE,
        title=f"one real variable {letter}",
        symbols=(replace(VARIABLE.symbols[0], name=letter, tex=letter),),
        functions={name: f for name, f in VARIABLE.functions.items() if name != letter},
        variable=letter,
    )
