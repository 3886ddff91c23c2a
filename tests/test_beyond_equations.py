"""The checkers of the pages beyond the derivation: their sides, and wrong formulas refused."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import gradient_descent, intercept_only, newton, separable_data

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = (gradient_descent, newton, intercept_only, separable_data)
CHECKERS = {name: getattr(page, name) for page in PAGES for name in page.__all__}
ORDERED = {
    "quadratic_bound": "<=",
    "cost_quadratic_bound": "<=",
    "cauchy_schwarz": "<=",
    "descent_lemma": "<=",
    "newton_overshoot_right": ">=",
    "newton_overshoot_left": ">=",
    "separable_slope_below_cost": "<=",
    "separable_step_from_above": "<=",
    "separable_step_from_below": ">=",
}
"""Pure inequalities. A chain that ends in one is tried with its first two sides."""
EQUALITIES = sorted(CHECKERS.keys() - ORDERED.keys())
TOLERANCE = 1e-10


def points(name: str, count: int = 60) -> list[dict[str, Any]]:
    """Random data of several shapes with both labels, and parameters that are not zero."""
    rng = np.random.default_rng(4)
    found = []
    wanted = inspect.signature(CHECKERS[name]).parameters
    for m, n in ((5, 1), (9, 3), (7, 2)):
        for _ in range(count):
            y = rng.permutation([0.0, 1.0, *rng.integers(0, 2, m - 2)])
            given = {
                "x": rng.normal(scale=1.5, size=(m, n)),
                "y": y[0] if "z" in wanted else y,
                "w": rng.normal(size=n) if "x" in wanted else rng.uniform(-6, 6),
                "b": rng.uniform(-3, 3),
                "theta": rng.normal(size=n + 1),
                "alpha": rng.uniform(0.1, 4),
                "z": rng.uniform(-4, 4),
                "d": rng.uniform(-4, 4),
                "v": rng.normal(size=n),
                "c": rng.normal(),
                "lambda_": rng.uniform(0.1, 3),
            }
            found.append({key: given[key] for key in wanted})
    return found


def ordered(name: str, left: Any, right: Any) -> bool:
    return bool(np.all(left <= right if ORDERED[name] == "<=" else left >= right))


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


def stack(x: Any) -> Any:
    return np.column_stack([np.ones(len(x)), x])


def hessian(x: Any, theta: Any, weight: Callable[[Any], Any] = lambda f: f * (1 - f)) -> Any:
    rows = stack(x)
    return rows.T @ np.diag(weight(s(rows @ theta))) @ rows / len(rows)


def gradient(x: Any, y: Any, theta: Any) -> Any:
    return stack(x).T @ (s(stack(x) @ theta) - y) / len(y)


def move(x: Any, y: Any, theta: Any) -> Any:
    return -np.linalg.solve(hessian(x, theta), gradient(x, y, theta))


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("gradient_step", "climbs",
     lambda x, y, w, b, a: w + a / len(y) * x.T @ (s(x @ w + b) - y)),
    ("gradient_step", "sum for mean", lambda x, y, w, b, a: w - a * x.T @ (s(x @ w + b) - y)),
    ("parabola_gap", "curvature 1/2",
     lambda z, d, _y: np.log(1 + e(z)) + s(z) * d + d**2 / 4 - np.log(1 + e(z + d))),
    ("parabola_gap", "label kept",
     lambda z, d, y: np.log(1 + e(z)) + (s(z) - y - 0.5) * d + d**2 / 8 - np.log(1 + e(z + d))),
    ("parabola_gap_slope", "label kept", lambda z, d, y: s(z) - s(z + d) + d / 4 + y - 0.5),
    ("parabola_gap_slope", "sign", lambda z, d, _y: s(z + d) - s(z) + d / 4),
    ("parabola_gap_at_zero", "slope of the loss", lambda z, y: s(z) - y),
    ("parabola_gap_curvature", "at z", lambda z, d, _y: (1 / 2 - s(z)) ** 2 + 0 * d),
    ("lagrange_identity", "half left out",
     lambda x, t: 2 * (np.sum(stack(x) ** 2, axis=1) * np.sum(t**2) - (stack(x) @ t) ** 2)),
    ("safe_rate", "quarter left out",
     lambda x, a: a * (1 - a * np.sum(stack(x) ** 2) / len(x) / 2)),
    ("descent_map_slope", "rate left out", lambda _y, b, _a: 1 - s(b) * (1 - s(b))),
    ("descent_map_slope", "sign", lambda _y, b, a: 1 + a * s(b) * (1 - s(b))),
    ("newton_hessian", "without weights", lambda x, _y, t: hessian(x, t, np.ones_like)),
    ("newton_hessian", "weights squared", lambda x, _y, t: hessian(x, t, lambda f: f**2)),
    ("newton_equation", "sign", lambda x, y, t: gradient(x, y, t)),
    ("newton_equation", "missing mean", lambda x, y, t: -gradient(x, y, t) * len(y)),
    ("newton_step", "sign", lambda x, y, t: t - move(x, y, t)),
    ("newton_step", "gradient alone", lambda x, y, t: t - gradient(x, y, t)),
    ("newton_step", "without weights",
     lambda x, y, t: t - np.linalg.solve(hessian(x, t, np.ones_like), gradient(x, y, t))),
    ("working_response", "sign", lambda x, y, t: s(stack(x) @ t) - y),
    ("irls_working_response", "labels for the response",
     lambda x, y, t: stack(x).T @ (s(stack(x) @ t) * s(-stack(x) @ t) * y)),
    ("newton_intercept", "the sign of the mean",
     lambda y, b: b - 1 - e(b) - y.mean() * (2 + e(b) + e(-b))),
    ("newton_intercept", "gradient alone", lambda y, b: b - s(b) + y.mean()),
    ("newton_intercept_slope", "factor left out",
     lambda y, b: (s(b) - y.mean()) / (s(b) * (1 - s(b)))),
    ("newton_intercept_curvature", "one exponential", lambda y, b: e(b) * (y.mean() - 1)),
    ("newton_intercept_error", "half", lambda y: (1 - 2 * y.mean()) / 2 - 0.2),
    ("newton_downhill", "sign", lambda x, y, t: -move(x, y, t) @ gradient(x, y, t)),
    ("mean_of_labels", "sum", lambda y: np.sum(y)),
    ("intercept_cost", "labels exchanged",
     lambda y, b: -(1 - y.mean()) * np.log(s(b)) - y.mean() * np.log(1 - s(b))),
    ("intercept_cost", "one sign",
     lambda y, b: -y.mean() * np.log(s(b)) + (1 - y.mean()) * np.log(1 - s(b))),
    ("intercept_gradient", "flipped sign", lambda y, b: y.mean() - s(b)),
    ("intercept_gradient", "sum for mean", lambda y, b: np.sum(s(b) - y)),
    ("intercept_gradient", "missing sigmoid", lambda y, b: b - y.mean()),
    ("intercept_prediction_is_mean", "odds", lambda y: y.mean() / (1 - y.mean()) + 1),
    ("intercept_closed_form", "slope at the mean", lambda y, _b: s(y.mean()) - y.mean()),
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
        (
            "quadratic_bound",
            lambda z, d, y: CHECKERS["quadratic_bound"](z, d, y)[1] - d**2 / 80 - 1e-3,
        ),
        (
            "cost_quadratic_bound",
            lambda **values: CHECKERS["cost_quadratic_bound"](**values)[1] - 0.2,
        ),
        ("cauchy_schwarz", lambda x, theta: np.sum(x**2, axis=1) * np.sum(theta**2)),
        (
            "descent_lemma",
            lambda x, y, theta, alpha: (
                np.mean(np.log(1 + e(stack(x) @ theta)) - y * (stack(x) @ theta))
                - alpha * np.sum(gradient(x, y, theta) ** 2)
            ),
        ),
        ("newton_overshoot_right", lambda z: 7 * (3 + z**2) + 1),
        ("newton_overshoot_left", lambda z: 14 * (3 + z**2)),
        ("separable_slope_below_cost", lambda w: np.log(1 + e(-w)) * 0.99 - 1e-3),
        ("separable_step_from_above", lambda w: e(w) + 0.99),
        ("separable_step_from_below", lambda w: w + e(w) + 1.01),
    ],
)
def test_a_wrong_bound_is_refused(name: str, wrong: Callable[..., Any]) -> None:
    assert not all(
        ordered(name, CHECKERS[name](**values)[0], wrong(**values)) for values in points(name)
    )


def test_every_equality_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(EQUALITIES)
