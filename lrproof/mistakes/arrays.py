"""Mistakes about vectors, matrices and second derivatives, and about classes."""

from __future__ import annotations

from lrproof.mistakes.mistake import PENALTY, Mistake, mean

_RIDGE = r" + \frac{\lambda}{m} \delta_{jk}"
_OUTER = r"X x_k^{(i)}"

ARRAYS = (
    Mistake(
        "transposed-product",
        "A product with the wrong factor transposed",
        {"weight": (r"\frac{1}{m} X (f-y) + \frac{\lambda}{m} w",)},
        frozenset({"transpose"}),
        ("transpose-order",),
    ),
    Mistake(
        "transpose-order",
        "A product transposed without turning its order round",
        {"logits": (r"X^\top w^\top",)},
        frozenset({"transpose", "order"}),
        ("transposed-product",),
    ),
    Mistake(
        "broadcast-outer",
        "Every prediction minus every label",
        {
            "weight": (
                r"\frac{1}{m} \sum_{i=1}^{m} \sum_{l=1}^{m} (f^{(i)}-y^{(l)}) x_j^{(i)}" + PENALTY,
            ),
            "bias": (r"\frac{1}{m} \sum_{i=1}^{m} \sum_{l=1}^{m} \left(f^{(i)}-y^{(l)}\right)",),
        },
        finding="broadcast-outer",
    ),
    Mistake(
        "hessian-without-weights",
        "The Hessian of linear regression",
        {"hessian": (mean(_OUTER) + _RIDGE,)},
        frozenset({"slope-missing"}),
        about=frozenset({"second"}),
    ),
    Mistake(
        "hessian-weight-squared",
        "f² or (1 − f)² for f(1 − f) in the Hessian",
        {
            "hessian": (
                mean(rf"(1-F)^2 {_OUTER}") + _RIDGE,
                mean(rf"F^2 {_OUTER}") + _RIDGE,
            )
        },
        frozenset({"exponent"}),
        about=frozenset({"second"}),
    ),
    Mistake(
        "softmax-sign",
        "y − p for p − y",
        {"class-logit": ("y_k - p_k",)},
        frozenset({"sign", "sign-of-term"}),
        ("flipped-sign",),
        setting="softmax",
        about=frozenset({"classes"}),
    ),
    Mistake(
        "softmax-off-diagonal",
        "The other classes are left out of the derivative of softmax",
        {"class-logit": ("-y_k (1-p_k)", "y_k (p_k-1)", "p_k (1-p_k)")},
        frozenset({"sum-missing"}),
        setting="softmax",
        about=frozenset({"classes"}),
    ),
)
