"""The checkers of the page on labels −1 and +1: their sides, and wrong formulas refused."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof import logistic
from lrproof.equations import signed_labels

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKERS = {name: getattr(signed_labels, name) for name in signed_labels.__all__}


def points(name: str) -> list[dict[str, Any]]:
    rng = np.random.default_rng(5)
    wanted = inspect.signature(CHECKERS[name]).parameters
    found = []
    for size in (1, 2, 5):
        for y in (0.0, 1.0) * 30:
            given = {
                "x": rng.normal(size=size),
                "w": rng.normal(size=size),
                "b": rng.normal(),
                "z": rng.uniform(-8, 8),
                "y": y,
            }
            found.append({key: given[key] for key in wanted})
    return found


def agree(left: Any, right: Any) -> bool:
    return bool(np.max(np.abs(left - right)) <= 1e-11 * max(1, np.max(np.abs(left))))


@pytest.mark.parametrize("name", CHECKERS)
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        first, *others = CHECKERS[name](**values)
        assert all(agree(first, other) for other in others), values


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("signed_label", "exchanged", lambda y: 1 - 2 * y),
    ("signed_label", "no sign", lambda y: y),
    ("signed_probability", "margin turned", lambda z, y: s((1 - 2 * y) * z)),
    ("signed_probability", "0 and 1 for the sign", lambda z, y: s(y * z)),
    ("signed_loss", "exponent's sign", lambda z, y: np.log(1 + np.exp((2 * y - 1) * z))),
    ("signed_loss", "0 and 1 for the sign", lambda z, y: np.log(1 + np.exp(-y * z))),
    ("signed_equals_binary", "0 and 1 for the sign",
     lambda z, y: -(2 * y - 1) * np.log(s(z)) - (2 - 2 * y) * np.log(1 - s(z))),
    ("signed_by_logit", "minus lost", lambda z, y: (2 * y - 1) * s(-(2 * y - 1) * z)),
    ("signed_by_logit", "the right label", lambda z, y: -(2 * y - 1) * s((2 * y - 1) * z)),
    ("signed_gradient", "factor lost",
     lambda x, w, b, y: -(2 * y - 1) * s(-(2 * y - 1) * (x @ w + b))),
    ("signed_gradient", "sign lost",
     lambda x, w, b, y: -s(-(2 * y - 1) * (x @ w + b)) * x),
    ("signed_residual", "0 and 1 for the sign", lambda z, y: s(z) - (2 * y - 1)),
    ("signed_curvature", "sign", lambda z, _y: -s(z) * (1 - s(z))),
    ("signed_curvature", "the label's sign", lambda z, y: (2 * y - 1) * s(z) * (1 - s(z))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    verdicts = [
        agree(CHECKERS[name](**values)[0], wrong(*values.values())) for values in points(name)
    ]
    assert verdicts.count(True) <= len(verdicts) / 2, mistake


def test_every_checker_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(CHECKERS)


def test_the_loss_of_the_package_is_the_signed_one() -> None:
    z = np.linspace(-700, 700, 401)
    for y in (0.0, 1.0):
        signed = np.logaddexp(0, -(2 * y - 1) * z)
        assert np.allclose(logistic.loss(z, np.full_like(z, y)), signed, rtol=1e-14, atol=0)
