"""The checkers of the pages that ask why: their sides, and wrong formulas refused."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import convexity, not_squared_error, same_gradient
from lrproof.equations._any import any_function

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = (same_gradient, not_squared_error, convexity)
CHECKERS = {name: getattr(page, name) for page in PAGES for name in page.__all__}
ORDERED: dict[str, Callable[[Any, Any], Any]] = {
    "hessian_psd": np.greater_equal,
    "smoothness_bound": np.less_equal,
    "squared_sigmoid_slope_bound": np.less_equal,
}
EQUALITIES = sorted(CHECKERS.keys() - ORDERED.keys())
DATASETS = {
    "linear_gradient_matrix",
    "linear_hessian",
    "squared_cost_curvature",
    *convexity.__all__,
} - {"loss_curvature"}
VECTORS = {"canonical_gradient_by_weight", "linear_loss_by_weight"}
CLASSES = {"canonical_softmax", "canonical_softmax_loss"}
LABELS = [0.0, 1.0, 0.3, 0.6, 0.9]
TOLERANCE = 1e-11


def points(name: str, count: int = 40) -> list[dict[str, Any]]:
    """Datasets of several shapes, or numbers, with hard and soft labels and parameters not 0."""
    rng = np.random.default_rng(5)
    found = []
    for m, n in ((1, 1), (2, 3), (4, 2), (5, 5)):
        for _ in range(count):
            whole = name in DATASETS
            given = {
                "x": rng.normal(scale=1.5, size=(m, n)) if whole else rng.normal(scale=1.5),
                "y": rng.choice(LABELS, size=m) if whole else rng.choice(LABELS),
                "w": rng.normal(size=n) if whole else rng.normal(),
                "b": rng.uniform(-3, 3),
                "theta": rng.normal(size=n + 1),
                "v": rng.normal(size=n + 1),
                "z": rng.uniform(-8, 8),
                "f": rng.uniform(0.01, 0.99),
                "lambda_": rng.choice([0.0, 0.7, 3.0]),
            }
            if name in VECTORS:
                given |= {"x": rng.normal(scale=1.5, size=n), "w": rng.normal(size=n)}
            if name in CLASSES:
                given |= {"z": rng.normal(size=n + 1), "y": rng.dirichlet(np.ones(n + 1))}
            wanted = inspect.signature(CHECKERS[name]).parameters
            found.append({key: given[key] for key in wanted})
    return found


def agree(left: Any, *others: Any) -> bool:
    shapes = {np.shape(side) for side in (left, *others)}
    return len(shapes) == 1 and all(
        np.allclose(left, other, rtol=TOLERANCE, atol=TOLERANCE) for other in others
    )


@pytest.mark.parametrize("name", EQUALITIES)
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        assert agree(*CHECKERS[name](**values)), values


@pytest.mark.parametrize("name", ORDERED)
def test_the_sides_are_in_order(name: str) -> None:
    for values in points(name):
        assert ORDERED[name](*CHECKERS[name](**values)), values


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def A(z: Any) -> Any:
    return any_function("A")(z)


def canonical(z: Any, y: Any) -> Any:
    return same_gradient.canonical_gradient(z, y)[1]


def slopes(z: Any) -> Any:
    return s(z) * (1 - s(z))


def hessian(x: Any, z: Any) -> Any:
    return (x.T * slopes(z)) @ x / len(x)


def residual_form(x: Any, w: Any, b: Any, y: Any) -> Any:
    return (x.T * (s(x @ w + b) - y)) @ x / len(x)


def shifted(x: Any, w: Any, b: Any, ridge: Any) -> Any:
    """Return the Hessian with a ridge."""
    return hessian(x, x @ w + b) + ridge / len(x) * np.eye(x.shape[1])


def tilde(x: Any) -> Any:
    return np.column_stack([np.ones(len(x)), x])


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("linear_loss_by_weight", "sign", lambda x, w, b, y: (y - x @ w - b) * x),
    ("linear_loss_by_weight", "half left out", lambda x, w, b, y: 2 * (x @ w + b - y) * x),
    ("linear_loss_by_weight", "a sigmoid", lambda x, w, b, y: (s(x @ w + b) - y) * x),
    ("canonical_linear_loss", "sign of the middle", lambda z, y: z**2 / 2 + y * z + y**2 / 2),
    ("canonical_linear_loss", "last term left out", lambda z, y: z**2 / 2 - y * z),
    ("canonical_gradient", "A for its slope", lambda z, y: A(z) - y),
    ("canonical_gradient", "sign of the label", lambda z, y: canonical(z, -y)),
    ("canonical_gradient_by_weight", "A for its slope", lambda x, w, b, y: (A(x @ w + b) - y) * x),
    ("canonical_gradient_by_weight", "no input", lambda x, w, b, y: canonical(x @ w + b, y) * x**0),
    ("canonical_linear", "half left out", lambda z: 2 * z),
    ("canonical_logistic", "sign of the exponent", lambda z: s(-z)),
    ("canonical_poisson_loss", "label for its product", lambda z, y: np.exp(z) - y - z),
    ("canonical_poisson", "logarithm", lambda z: z),
    ("canonical_softmax_loss", "sum for logarithm", lambda z, y: np.sum(np.exp(z)) - y @ z),
    ("canonical_softmax_loss", "labels left out", lambda z, _y: np.log(np.sum(np.exp(z))) - z @ z),
    ("canonical_softmax", "a sigmoid for each", s),
    ("canonical_softmax", "not divided", np.exp),
    ("canonical_curvature", "label kept", lambda z, y: np.exp(z) - y),
    ("squared_sigmoid_by_weight", "log loss", lambda x, w, b, y: (s(w * x + b) - y) * x),
    (
        "squared_sigmoid_by_weight",
        "input left out",
        lambda x, w, b, y: (s(w * x + b) - y) * slopes(w * x + b),
    ),
    ("linear_gradient_matrix", "sum for mean", lambda x, w, b, y: x.T @ (x @ w + b - y)),
    ("linear_gradient_matrix", "bias left out", lambda x, w, _b, y: x.T @ (x @ w - y) / len(x)),
    ("linear_hessian", "a quarter", lambda x, _w, _b, _y: x.T @ x / len(x) / 4),
    ("linear_hessian", "sum for mean", lambda x, _w, _b, _y: x.T @ x),
    ("squared_sigmoid_by_logit", "the log loss", lambda z, y: s(z) - y),
    ("squared_sigmoid_by_logit", "sign", lambda z, y: (y - s(z)) * s(z) * (1 - s(z))),
    ("squared_sigmoid_by_logit", "half left out", lambda z, y: 2 * (s(z) - y) * s(z) * (1 - s(z))),
    ("squared_sigmoid_saturation", "square for cube", lambda z: -np.exp(z) * (1 - s(z)) ** 2),
    ("squared_sigmoid_saturation", "exponent", lambda z: -np.exp(-z) * (1 - s(z)) ** 3),
    ("squared_sigmoid_slope_gap", "1/2 for 1/3", lambda z: (s(z) - 1 / 2) ** 2 * (4 / 3 - s(z))),
    (
        "squared_sigmoid_curvature",
        "slope of the residual forgotten",
        lambda z, y: (s(z) - y) * s(z) * (1 - s(z)) * (1 - 2 * s(z)),
    ),
    (
        "squared_sigmoid_curvature",
        "sign",
        lambda z, y: s(z) * (1 - s(z)) * (s(z) * (1 - s(z)) - (s(z) - y) * (1 - 2 * s(z))),
    ),
    ("squared_sigmoid_curvature", "the log loss", lambda z, _y: s(z) * (1 - s(z))),
    ("squared_sigmoid_curvature_label_zero", "label", lambda z: s(z) * (1 - s(z)) ** 2),
    (
        "squared_sigmoid_curvature_label_zero",
        "2/3 inverted",
        lambda z: s(z) ** 2 * (1 - s(z)) * (3 - 2 * s(z)),
    ),
    (
        "squared_sigmoid_curvature_label_one",
        "sign",
        lambda z: s(z) * (1 - s(z)) ** 2 * (1 - 3 * s(z)),
    ),
    ("squared_sigmoid_negative_curvature", "half left out", lambda: -64 / 625),
    ("squared_sigmoid_negative_curvature", "other label", lambda: 28 / 625),
    ("squared_negative_curvature_label_one", "other label", lambda: 28 / 625),
    (
        "squared_sigmoid_curvature_by_weight",
        "x for its square",
        lambda x, w, b, y: x * not_squared_error.squared_sigmoid_curvature(w * x + b, y)[1],
    ),
    (
        "squared_cost_curvature",
        "a feature too many",
        lambda x, b, y: x[0, 0] * not_squared_error.squared_sigmoid_curvature(b, np.mean(y))[1],
    ),
    (
        "squared_cost_curvature",
        "one label for all",
        lambda _x, b, _y: not_squared_error.squared_sigmoid_curvature(b, 0.5)[1],
    ),
    ("squared_error_is_proper", "variance left out", lambda f, y: (f - y) ** 2 / 2),
    ("squared_error_is_proper", "half left out", lambda f, y: (f - y) ** 2 / 2 + y * (1 - y)),
    ("loss_curvature", "sign", lambda z, _y: -s(z) * (1 - s(z))),
    ("loss_curvature", "label for prediction", lambda z, y: y * (1 - y) + 0 * z),
    ("hessian_entry", "slopes left out", lambda x, _w, _b, _y: x.T @ x / len(x)),
    ("hessian_entry", "sum for mean", lambda x, w, b, _y: len(x) * hessian(x, x @ w + b)),
    ("hessian_matrix", "residuals for slopes", lambda x, w, b, y: residual_form(x, w, b, y)),
    ("hessian_matrix", "bias left out", lambda x, w, _b, _y: hessian(x, x @ w)),
    ("hessian_with_bias", "no bias", lambda x, theta, _y: hessian(tilde(x), x @ theta[1:])),
    (
        "hessian_quadratic_form",
        "no squares",
        lambda x, theta, _y, v: np.mean(slopes(tilde(x) @ theta) * (tilde(x) @ v)),
    ),
    (
        "hessian_quadratic_form",
        "bias left out of the direction",
        lambda x, theta, _y, v: np.mean(slopes(tilde(x) @ theta) * (x @ v[1:]) ** 2),
    ),
    ("strict_convexity", "length of v", lambda x, theta, _y, v: v @ v + 0 * np.sum(x) * theta[0]),
    (
        "slope_along_direction",
        "curvature for slope",
        lambda x, theta, _y, v: v @ hessian(tilde(x), tilde(x) @ theta) @ v,
    ),
    (
        "smoothness_certificate",
        "1/4 for 1/2",
        lambda x, theta, _y, v: np.mean((1 / 4 - s(tilde(x) @ theta)) ** 2 * (tilde(x) @ v) ** 2),
    ),
    (
        "smoothness_certificate",
        "not squared",
        lambda x, theta, _y, v: np.mean((1 / 2 - s(tilde(x) @ theta)) * (tilde(x) @ v) ** 2),
    ),
    ("bias_curvature", "penalised bias", lambda x, b, _y, r: slopes(b) + r / len(x)),
    ("hessian_regularized", "penalty left out", lambda x, w, b, _y, r: shifted(x, w, b, r / 2)),
    ("hessian_regularized", "not divided by m", lambda x, w, b, _y, r: shifted(x, w, b, r * 9)),
    (
        "ridge_quadratic_form",
        "bias penalised",
        lambda x, theta, _y, v, r: v @ hessian(tilde(x), tilde(x) @ theta) @ v + r / len(x) * v @ v,
    ),
]


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    verdicts = [
        agree(CHECKERS[name](**values)[0], wrong(*values.values())) for values in points(name)
    ]
    assert verdicts.count(True) < len(verdicts) / 2, mistake


def test_every_equality_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(EQUALITIES)


@pytest.mark.parametrize(("name", "wrong"), [("squared_sigmoid_slope_bound", 0.148)])
def test_a_wrong_bound_is_refused(name: str, wrong: float) -> None:
    # Ten thousand points, because the bound is nearly reached.
    sides = CHECKERS[name](np.linspace(-3, 3, 10_001))
    assert np.all(ORDERED[name](*sides))
    assert not np.all(ORDERED[name](sides[0], wrong))


def test_a_smaller_bound_of_the_curvature_is_refused() -> None:
    at_zero = [
        convexity.smoothness_bound(**{**values, "theta": 0 * values["theta"]})
        for values in points("smoothness_bound")
    ]
    assert all(agree(*sides) for sides in at_zero)
    assert not any(curvature <= 0.999 * bound for curvature, bound in at_zero)
