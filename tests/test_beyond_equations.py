"""The checkers of the pages beyond the derivation: their sides, and wrong formulas refused."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import intercept_only, separable_data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGES = (intercept_only, separable_data)
CHECKERS = {name: getattr(page, name) for page in PAGES for name in page.__all__}
ORDERED = {
    "separable_slope_below_cost": "<=",
    "separable_step_from_above": "<=",
    "separable_step_from_below": ">=",
}
"""Pure inequalities. A chain that ends in one is tried with its first two sides."""
EQUALITIES = sorted(CHECKERS.keys() - ORDERED.keys())
TOLERANCE = 1e-12


def points(name: str, count: int = 60) -> list[dict[str, Any]]:
    """Random data of several shapes with both labels, and parameters that are not zero."""
    rng = np.random.default_rng(4)
    found = []
    for m, n in ((2, 1), (4, 3), (7, 2)):
        for _ in range(count):
            y = rng.permutation([0.0, 1.0, *rng.integers(0, 2, m - 2)])
            vectors = "v" in inspect.signature(CHECKERS[name]).parameters
            given = {
                "x": rng.normal(scale=1.5, size=(m, n)),
                "y": y,
                "w": rng.normal(size=n) if vectors else rng.uniform(-6, 6),
                "b": rng.uniform(-3, 3),
                "v": rng.normal(size=n),
                "c": rng.normal(),
                "lambda_": rng.uniform(0.1, 3),
            }
            wanted = inspect.signature(CHECKERS[name]).parameters
            found.append({key: given[key] for key in wanted})
    return found


def ordered(name: str, left: Any, right: Any) -> bool:
    return bool(left <= right if ORDERED[name] == "<=" else left >= right)


def agree(left: Any, right: Any) -> bool:
    return bool(np.max(np.abs(left - right)) <= TOLERANCE * max(1, np.max(np.abs(left))))


@pytest.mark.parametrize("name", EQUALITIES)
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        left, right, *_ = CHECKERS[name](**values)
        assert agree(left, right), values


@pytest.mark.parametrize("name", ORDERED)
def test_the_sides_are_in_order(name: str) -> None:
    for values in points(name):
        assert ordered(name, *CHECKERS[name](**values))


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def e(z: Any) -> Any:
    return np.exp(z)


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("mean_of_labels", "sum", lambda y: np.sum(y)),
    ("intercept_cost", "labels exchanged",
     lambda y, b: -(1 - y.mean()) * np.log(s(b)) - y.mean() * np.log(1 - s(b))),
    ("intercept_cost", "one sign",
     lambda y, b: -y.mean() * np.log(s(b)) + (1 - y.mean()) * np.log(1 - s(b))),
    ("intercept_gradient", "flipped sign", lambda y, b: y.mean() - s(b)),
    ("intercept_gradient", "sum for mean", lambda y, b: np.sum(s(b) - y)),
    ("intercept_gradient", "missing sigmoid", lambda y, b: b - y.mean()),
    ("intercept_prediction_is_mean", "odds", lambda y: y.mean() / (1 - y.mean()) + 1),
    ("intercept_curvature", "label for prediction", lambda y, b: y.mean() * (1 - y.mean()) + 0 * b),
    ("intercept_curvature", "sign", lambda _y, b: -s(b) * (1 - s(b))),
    ("intercept_all_ones", "sign of the exponent", lambda b: -1 / (1 + e(-b))),
    ("separable_cost", "sign of the exponent", lambda w: np.log(1 + e(w))),
    ("separable_cost", "sum for mean", lambda w: 2 * np.log(1 + e(-w))),
    ("separable_slope", "sign", s),
    ("separable_no_minimum", "sign of the exponent", lambda w: -1 / (1 + e(-w))),
    ("separable_cost_positive", "sign of the exponent", lambda w: np.log(1 + e(w))),
    ("separable_clock", "speed 0", lambda w: 0 * w),
    ("separating_direction_slope", "bias left out",
     lambda x, y, w, b, v, c: np.mean((s(x @ w + b) - y) * (x @ v)) + 0 * c),
    ("separating_direction_slope", "sum for mean",
     lambda x, y, w, b, v, c: np.sum((s(x @ w + b) - y) * (x @ v + c))),
    ("separable_ridge_slope", "half left out", lambda w, r: -1 / (1 + e(w)) + r * w),
    ("separable_ridge_slope", "sign", lambda w, r: -1 / (1 + e(w)) - r / 2 * w),
    ("separable_ridge_curvature", "half left out", lambda w, r: s(w) * (1 - s(w)) + r),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    verdicts = [
        agree(CHECKERS[name](**values)[0], wrong(*values.values())) for values in points(name)
    ]
    assert verdicts.count(True) < len(verdicts) / 2, mistake


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("separable_slope_below_cost", lambda w: np.log(1 + e(-w)) * 0.99 - 1e-3),
        ("separable_step_from_above", lambda w: e(w) + 0.99),
        ("separable_step_from_below", lambda w: w + e(w) + 1.01),
    ],
)
def test_a_wrong_bound_is_refused(name: str, wrong: Callable[..., Any]) -> None:
    sides = [(CHECKERS[name](**values)[0], wrong(**values)) for values in points(name)]
    assert not all(
        left <= right if ORDERED[name] == "<=" else left >= right for left, right in sides
    )


def test_every_equality_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(EQUALITIES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__.rpartition(".")[2])
def test_each_module_lists_its_checkers_with_links(page: Any) -> None:
    assert list(page.__all__) == sorted(page.__all__)
    for name in page.__all__:
        id_ = name.replace("_", "-")
        lines: Sequence[str] = inspect.cleandoc(getattr(page, name).__doc__ or "").splitlines()
        assert lines[-1] == f"Equation: [{id_}](#{id_})."
