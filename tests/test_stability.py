"""The checkers of the page on floating point: their sides, and wrong formulas refused."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import stability

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKERS = {name: getattr(stability, name) for name in stability.__all__}


def points(name: str) -> list[dict[str, Any]]:
    rng = np.random.default_rng(6)
    given = [
        {"z": sign * rng.uniform(0, 8), "y": y}
        for sign in (-1, 1)
        for y in (0.0, 1.0, 0.3)
        for _ in range(20)
    ]
    wanted = inspect.signature(CHECKERS[name]).parameters
    return [{key: values[key] for key in wanted} for values in given]


def agree(left: Any, right: Any) -> bool:
    return bool(abs(left - right) <= 1e-11 * max(1, abs(left)))


@pytest.mark.parametrize("name", CHECKERS)
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        first, *others = CHECKERS[name](**values)
        assert all(agree(first, other) for other in others), values


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def softplus(z: Any) -> Any:
    return np.log(1 + np.exp(z))


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("stable_residual", "label for the other", lambda z, y: y * s(z) - (1 - y) * s(-z)),
    ("stable_residual", "no sign", lambda z, y: (1 - y) * s(z) - y * s(z)),
    ("stable_loss_positive", "z lost", lambda z, y: -y * z + softplus(-z)),
    ("stable_loss_positive", "exponent's sign", lambda z, y: z - y * z + softplus(z)),
    ("stable_loss_negative", "z added", lambda z, y: z - y * z + softplus(z)),
    ("stable_loss_negative", "sign of yz", lambda z, y: y * z + softplus(z)),
    ("stable_loss", "|z| for max(z, 0)", lambda z, y: abs(z) - y * z + softplus(-abs(z))),
    ("stable_loss", "exponent's sign", lambda z, y: max(z, 0) - y * z + softplus(abs(z))),
    ("stable_loss", "sign of yz", lambda z, y: max(z, 0) + y * z + softplus(-abs(z))),
    ("stable_loss", "min for max", lambda z, y: min(z, 0) - y * z + softplus(-abs(z))),
    ("slope_both_sides", "sign lost", lambda z: s(z) ** 2),
    ("slope_cosh", "2 lost", lambda z: 1 / (1 + np.cosh(z))),
    ("slope_cosh", "sinh", lambda z: 1 / (2 * (1 + np.sinh(z)))),
    ("log_odds_apart", "sign", lambda z: np.log(s(z)) + z),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    verdicts = [
        agree(CHECKERS[name](**values)[0], wrong(*values.values())) for values in points(name)
    ]
    assert verdicts.count(True) <= 0.7 * len(verdicts), mistake


def test_every_checker_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(CHECKERS)
