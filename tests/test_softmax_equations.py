"""The checkers of the page on softmax: their sides, and wrong formulas refused."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import softmax

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKERS = {name: getattr(softmax, name) for name in softmax.__all__}


def points(name: str) -> list[dict[str, Any]]:
    """Random examples with K ≠ n, each class in turn and soft labels."""
    rng = np.random.default_rng(7)
    wanted = inspect.signature(CHECKERS[name]).parameters
    found = []
    for classes, features in ((2, 3), (3, 2), (5, 1)):
        for turn in range(20):
            given = {
                "x": rng.normal(size=features),
                "W": rng.normal(size=(classes, features)),
                "b": rng.normal(size=classes),
                "z": rng.normal(scale=2, size=classes),
                "y": np.eye(classes)[turn % classes]
                if turn % 4
                else rng.dirichlet(np.ones(classes)),
                "v": rng.normal(size=classes),
                "t": rng.normal(scale=3),
            }
            found.append({key: given[key] for key in wanted})
    return found


def agree(left: Any, right: Any) -> bool:
    if np.shape(left) != np.shape(right) and np.ndim(right):
        return False
    return bool(np.max(np.abs(left - right)) <= 1e-11 * max(1, np.max(np.abs(left))))


@pytest.mark.parametrize("name", sorted(CHECKERS.keys() - {"softmax_convex"}))
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        first, *others = CHECKERS[name](**values)
        assert all(agree(first, other) for other in others), values


def test_the_form_is_not_negative() -> None:
    for values in points("softmax_convex"):
        left, right = softmax.softmax_convex(**values)
        assert left > right == 0


def s(z: Any) -> Any:
    return np.exp(z) / np.sum(np.exp(z))


def p(x: Any, W: Any, b: Any) -> Any:
    return s(W @ x + b)


def form(z: Any, v: Any, sign: int = 1, factor: float = 0.5) -> Any:
    return factor * sum(a * b * (c + sign * d) ** 2 for a, c in zip(s(z), v, strict=True)
                        for b, d in zip(s(z), v, strict=True))  # fmt: skip


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("labels_add_to_one", "their number", lambda y: float(len(y))),
    ("softmax_definition", "no exponential", lambda z: z / np.sum(z)),
    ("softmax_definition", "the largest for the sum", lambda z: np.exp(z - max(z))),
    ("softmax_sum", "their number", lambda z: float(len(z))),
    ("softmax_shift", "shift of one logit", lambda z, t: s(z + t * np.eye(len(z))[0])),
    ("softmax_shift", "factor for shift", lambda z, t: s(z * t)),
    ("softmax_two_classes", "sign", lambda z: 1 / (1 + np.exp(z[0] - z[1]))),
    ("softmax_two_classes", "one logit", lambda z: 1 / (1 + np.exp(-z[0]))),
    ("softmax_two_weights", "sum of weights",
     lambda x, W, b: (W[0] + W[1]) @ x + b[0] - b[1]),
    ("softmax_two_weights", "biases left out", lambda x, W, b: (W[0] - W[1]) @ x + 0 * b[0]),
    ("log_softmax", "sum of logits", lambda z: z - np.log(np.sum(z**2))),
    ("log_softmax_slope", "delta left out", lambda z: 0 * np.eye(len(z)) - s(z)[:, np.newaxis]),
    ("log_softmax_slope", "indices exchanged", lambda z: np.eye(len(z)) - s(z)),
    ("softmax_jacobian", "diagonal alone", lambda z: np.diag(s(z) * (1 - s(z)))),
    ("softmax_jacobian", "sign", lambda z: np.outer(s(z), s(z)) - np.diag(s(z))),
    ("softmax_loss", "no sign", lambda z, y: y @ np.log(s(z))),
    ("softmax_loss", "K losses of sigmoids",
     lambda z, y: np.sum(np.log(1 + np.exp(z)) - y * z)),
    ("softmax_loss_logits", "no logarithm", lambda z, y: np.sum(np.exp(z)) - y @ z),
    ("softmax_gradient", "diagonal alone", lambda z, y: -y * (1 - s(z))),
    ("softmax_gradient", "sign", lambda z, y: y - s(z)),
    ("softmax_gradient", "squared error", lambda z, y: (s(z) - y) * s(z) * (1 - s(z))),
    ("softmax_gradient", "sigmoids", lambda z, y: 1 / (1 + np.exp(-z)) - y),
    ("logit_by_class_weight", "delta left out",
     lambda x, W, b: np.ones((len(b), 1, len(b))) * x[:, np.newaxis] + 0 * W[0, 0]),
    ("softmax_by_weight", "sign", lambda x, W, b, y: np.outer(x, y - p(x, W, b))),
    ("softmax_by_weight", "transposed", lambda x, W, b, y: np.outer(p(x, W, b) - y, x)),
    ("softmax_by_bias", "sign", lambda x, W, b, y: y - p(x, W, b)),
    ("softmax_gradient_matrix", "transposed", lambda x, W, b, y: np.outer(x, p(x, W, b) - y)),
    ("softmax_hessian_entry", "diagonal alone", lambda z, y: np.diag(s(z) * (1 - s(z))) + 0 * y),
    ("softmax_hessian_entry", "sign", lambda z, y: np.diag(s(z)) + np.outer(s(z), s(z)) + 0 * y),
    ("softmax_hessian", "no outer product", lambda z, y: np.diag(s(z)) + 0 * y),
    ("softmax_quadratic_form", "half left out", lambda z, v: form(z, v, -1, 1)),
    ("softmax_quadratic_form", "sum for difference", lambda z, v: form(z, v, 1)),
    ("softmax_flat_direction", "diagonal alone", lambda z: s(z) * (1 - s(z))),
    ("softmax_residuals_cancel", "number of classes", lambda z, y: float(len(z)) + 0 * y[0]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    verdicts = [
        agree(CHECKERS[name](**values)[0], wrong(*values.values())) for values in points(name)
    ]
    assert verdicts.count(True) <= len(verdicts) / 5, mistake


def test_every_equality_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == CHECKERS.keys() - {"softmax_convex"}
