"""The checkers of statements about a whole dataset, at datasets of many sizes."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import cost, matrix, regularization

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGES = (cost, matrix, regularization)
CHECKERS = {name: getattr(page, name) for page in PAGES for name in page.__all__}
SIZES = [(1, 1), (1, 3), (5, 1), (3, 3), (4, 2), (2, 4)]
TOLERANCE = 1e-12
NUMBERS = {"per_example_lemma", "half_of_squared_error"}
AS_COLUMNS = {"logits_columns", "gradient_columns"}
WITH_A_PENALTY = {"cost_with_inverse_strength"}


def dataset(rng: np.random.Generator, m: int, n: int) -> dict[str, Any]:
    """Return a dataset with n features, soft labels among the others, and numbers beside it."""
    x, w, b = rng.normal(scale=1.5, size=(m, n)), rng.normal(size=n), rng.normal()
    y = rng.choice([0.0, 1.0, 0.3], size=m)
    lambda_, alpha = rng.choice([0.0, 0.7, 3.0]), rng.uniform(0.1, 2)
    theta = np.append(b, w)
    return {
        "x": x, "w": w, "b": b, "y": y, "theta": theta, "lambda_": lambda_, "alpha": alpha
    }  # fmt: skip


def example(rng: np.random.Generator) -> dict[str, Any]:
    """Return numbers for a statement without sizes."""
    x, w, r = rng.normal(scale=1.5, size=3)
    return {"x": x, "w": w, "r": r, "y": rng.choice([0.0, 1.0, 0.3]), "f": rng.uniform(0.01, 0.99)}


def points(name: str, count: int = 20) -> list[dict[str, Any]]:
    rng = np.random.default_rng(3)
    wanted = inspect.signature(CHECKERS[name]).parameters
    if name in NUMBERS:
        found = [example(rng) for _ in range(5 * count)]
    else:
        found = [dataset(rng, m, n) for m, n in SIZES for _ in range(count)]
    if name in WITH_A_PENALTY:
        found = [point for point in found if point["lambda_"] > 0]
    if name in AS_COLUMNS:
        found = [{**point, "x": point["x"].T} for point in found]
    return [{key: point[key] for key in wanted} for point in found]


def agree(sides: Sequence[Any]) -> bool:
    shapes = {np.shape(side) for side in sides}
    if len(shapes) > 1:
        return False
    return all(np.allclose(sides[0], side, rtol=TOLERANCE, atol=TOLERANCE) for side in sides[1:])


@pytest.mark.parametrize("name", CHECKERS)
def test_the_sides_agree_at_every_size(name: str) -> None:
    for values in points(name):
        assert agree(CHECKERS[name](**values)), values


@pytest.mark.parametrize("name", CHECKERS)
def test_a_side_that_is_off_by_one_part_in_ten_billion_is_refused(name: str) -> None:
    every = [CHECKERS[name](**values) for values in points(name)]
    for changed in range(len(every[0])):
        wrong = [
            [side * (1 + 1e-10) if i == changed else side for i, side in enumerate(sides)]
            for sides in every
        ]
        assert not all(map(agree, wrong)), f"side {changed + 1}"


def r(x: Any, w: Any, b: Any, y: Any) -> Any:
    """Return the residuals."""
    return 1 / (1 + np.exp(-(x @ w + b))) - y


def rt(x: Any, theta: Any, y: Any) -> Any:
    return r(x, theta[1:], theta[0], y)


def losses(x: Any, w: Any, b: Any, y: Any) -> Any:
    f = r(x, w, b, y) + y
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("cost_definition", "sum for mean", lambda x, w, b, y: np.sum(losses(x, w, b, y))),
    ("cost_definition", "divided by 2m", lambda x, w, b, y: np.mean(losses(x, w, b, y)) / 2),
    ("cost_written_out", "no minus", lambda x, w, b, y: -np.mean(losses(x, w, b, y))),
    ("gradient_of_a_mean", "sum for mean", lambda x, w, b, y: x.T @ r(x, w, b, y)),
    (
        "gradient_of_a_mean",
        "one example alone",
        lambda x, w, b, y: x[0] * r(x, w, b, y)[0] / len(x),
    ),
    ("per_example_lemma", "rest for input", lambda x, w, r, y: (s(w * x + r) - y) * r),
    ("per_example_lemma", "rest left out", lambda x, w, r, y: (s(w * x) - y) * x + 0 * r),
    ("cost_by_weight", "sum for mean", lambda x, w, b, y: x.T @ r(x, w, b, y)),
    ("cost_by_weight", "flipped sign", lambda x, w, b, y: -x.T @ r(x, w, b, y) / len(x)),
    ("cost_by_weight", "half left in", lambda x, w, b, y: x.T @ r(x, w, b, y) / len(x) / 2),
    ("cost_by_weight", "n for m", lambda x, w, b, y: x.T @ r(x, w, b, y) / len(w)),
    (
        "cost_by_weight",
        "product of means",
        lambda x, w, b, y: np.mean(r(x, w, b, y)) * np.mean(x, axis=0),
    ),
    ("cost_by_bias", "sum for mean", lambda x, w, b, y: np.sum(r(x, w, b, y))),
    ("cost_by_bias", "feature kept", lambda x, w, b, y: np.mean(r(x, w, b, y) * x[:, 0])),
    ("total_by_weight", "not multiplied", lambda x, w, b, y: x.T @ r(x, w, b, y) / len(x)),
    ("total_by_weight", "n for m", lambda x, w, b, y: x.T @ r(x, w, b, y) / len(x) * len(w)),
    ("half_of_squared_error", "2 kept", lambda f, y: 2 * (f - y)),
    ("half_of_squared_error", "half kept", lambda f, y: (f - y) / 2),
    (
        "cost_regularized",
        "n for m",
        lambda x, w, b, y, c: np.mean(losses(x, w, b, y)) + c / 2 / len(w) * (w @ w),
    ),
    (
        "cost_regularized",
        "bias penalised",
        lambda x, w, b, y, c: np.mean(losses(x, w, b, y)) + c / 2 / len(x) * (w @ w + b * b),
    ),
    ("weight_by_weight", "ones everywhere", lambda w: np.ones((len(w), len(w)))),
    ("weight_by_weight", "nothing", lambda w: np.zeros((len(w), len(w)))),
    ("delta_picks_one", "every term kept", lambda w: np.full(len(w), np.sum(w))),
    ("penalty_by_weight", "every term kept", lambda x, w, c: c / len(x) * np.sum(w) + 0 * w),
    ("penalty_by_weight", "2 forgotten", lambda x, w, c: c / 2 / len(x) * w),
    ("penalty_by_weight", "half forgotten", lambda x, w, c: 2 * c / len(x) * w),
    ("penalty_by_weight", "n for m", lambda _x, w, c: c / len(w) * w),
    ("gradient_regularized", "no penalty", lambda x, w, b, y, _c: x.T @ r(x, w, b, y) / len(x)),
    (
        "gradient_regularized",
        "penalty without m",
        lambda x, w, b, y, c: x.T @ r(x, w, b, y) / len(x) + c * w,
    ),
    (
        "gradient_regularized",
        "sign",
        lambda x, w, b, y, c: x.T @ r(x, w, b, y) / len(x) - c / len(x) * w,
    ),
    (
        "bias_not_penalized",
        "penalised",
        lambda x, w, b, y, c: np.mean(r(x, w, b, y)) + c / len(x) * b,
    ),
    (
        "weight_decay",
        "grows",
        lambda x, w, b, y, c, a: w * (1 + a * c / len(x)) - a * x.T @ r(x, w, b, y) / len(x),
    ),
    (
        "weight_decay",
        "decay without the step size",
        lambda x, w, b, y, c, a: w * (1 - c / len(x)) - a * x.T @ r(x, w, b, y) / len(x),
    ),
    (
        "gradient_regularized_matrix",
        "2 lambda",
        lambda x, w, b, y, c: (x.T @ r(x, w, b, y) + 2 * c * w) / len(x),
    ),
    ("logit_two_ways", "bias left out", lambda x, w, _b: x @ w),
    ("logits_matrix", "bias for each feature", lambda x, w, b: x @ w + b * len(w)),
    ("logits_matrix", "bias left out", lambda x, w, _b: x @ w),
    ("predictions_matrix", "no sigmoid", lambda x, w, b: x @ w + b),
    ("predictions_matrix", "bias outside", lambda x, w, b: s(x @ w) + b),
    ("cost_matrix", "no minus", lambda x, w, b, y: -np.mean(losses(x, w, b, y))),
    (
        "cost_matrix",
        "every prediction with every label",
        lambda x, w, b, y: np.mean(losses(x, w, b, y[:, np.newaxis])),
    ),
    ("gradient_entry", "not divided", lambda x, w, b, y: x.T @ r(x, w, b, y)),
    ("gradient_matrix", "n for m", lambda x, w, b, y: x.T @ r(x, w, b, y) / len(w)),
    ("gradient_matrix", "sign", lambda x, w, b, y: -x.T @ r(x, w, b, y) / len(x)),
    ("gradient_by_chain", "logits for predictions", lambda x, w, b, y: x.T @ (x @ w + b - y)),
    ("logits_by_weights", "weights for features", lambda x, w, _b: 0 * x + w),
    ("cost_by_logits", "not divided", r),
    (
        "cost_by_logits",
        "slope of the sigmoid kept",
        lambda x, w, b, y: r(x, w, b, y) / len(x) * s(x @ w + b) * s(-x @ w - b),
    ),
    ("gradient_bias_matrix", "sum for mean", lambda x, w, b, y: np.sum(r(x, w, b, y))),
    ("update_rule", "uphill", lambda x, w, b, y, a: w + a / len(x) * x.T @ r(x, w, b, y)),
    (
        "update_rule",
        "step size twice",
        lambda x, w, b, y, a: w - a**2 / len(x) * x.T @ r(x, w, b, y),
    ),
    ("update_rule_bias", "uphill", lambda x, w, b, y, a: b + a * np.mean(r(x, w, b, y))),
    ("update_rule_bias", "not divided", lambda x, w, b, y, a: b - a * np.sum(r(x, w, b, y))),
    ("stacked_features", "ones behind", lambda x: np.column_stack([x, np.ones(len(x))])),
    ("logits_stacked", "bias last", lambda x, t: np.column_stack([x, np.ones(len(x))]) @ t),
    (
        "gradient_bias_column",
        "bias last",
        lambda x, t, y: np.append(x.T @ rt(x, t, y), np.sum(rt(x, t, y))) / len(x),
    ),
    (
        "update_rule_stacked",
        "bias not moved",
        lambda x, t, y, a: t - a / len(x) * np.append(0, x.T @ rt(x, t, y)),
    ),
    ("logits_columns", "bias left out", lambda x, w, _b: w @ x),
    ("gradient_columns", "n for m", lambda x, w, b, y: x @ r(x.T, w, b, y) / len(w)),
    ("gradient_columns", "sign", lambda x, w, b, y: -x @ r(x.T, w, b, y) / len(y)),
    (
        "cost_with_inverse_strength",
        "C is lambda",
        lambda x, w, b, y, c: c / len(x) * (w @ w / 2 + c * np.sum(losses(x, w, b, y))),
    ),
]


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    sides = [(CHECKERS[name](**values)[0], wrong(*values.values())) for values in points(name)]
    assert np.shape(sides[-1][0]) == np.shape(sides[-1][1])
    verdicts = [agree(pair) for pair in sides]
    assert verdicts.count(True) < 0.6 * len(verdicts), mistake


def test_every_checker_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(CHECKERS)


@pytest.mark.parametrize(("m", "n"), SIZES)
def test_the_gradient_that_people_call_is_the_one_of_the_page(m: int, n: int) -> None:
    from lrproof.logistic import gradient

    values = dataset(np.random.default_rng(m), m, n)
    x, y, w, b = (values[name] for name in "xywb")
    for penalty in (0.0, 2.0):
        by_weights, by_bias = gradient(x, y, w, b, penalty=penalty)
        expected = regularization.gradient_regularized(x, w, b, y, penalty)[0]
        np.testing.assert_allclose(by_weights, expected, rtol=1e-12)
        np.testing.assert_allclose(by_bias, cost.cost_by_bias(x, w, b, y)[0], rtol=1e-12)
