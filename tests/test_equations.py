from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import chain_rule, loss, sigmoid, substitution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGES = (sigmoid, loss, chain_rule, substitution)
CHECKERS = {name: getattr(page, name) for page in PAGES for name in page.__all__}
ORDERED = {"sigmoid_slope_bounds", "loss_nonnegative"}
EQUALITIES = sorted(CHECKERS.keys() - ORDERED)
HARD_LABELS = {"loss_cases", "bernoulli_likelihood", "loss_is_negative_log_likelihood"}
TOLERANCE = 1e-12


def point(rng: np.random.Generator, name: str, n: int | None) -> dict[str, Any]:
    """Return an example with n features, or with numbers for features."""
    z = rng.uniform(-8, 8)
    x, w = rng.normal(scale=1.5, size=(2, n or 1))
    if n is None:
        x, w = x[0], w[0]
    y = rng.choice([0.0, 1.0] if name in HARD_LABELS else [0.0, 1.0, rng.uniform()])
    return {"z": z, "f": 1 / (1 + np.exp(-z)), "x": x, "w": w, "b": z - np.dot(w, x), "y": y}


def points(name: str, count: int = 200) -> list[dict[str, Any]]:
    """Return random examples: numbers, and vectors where the checker takes them."""
    rng = np.random.default_rng(2)
    wanted = inspect.signature(CHECKERS[name]).parameters
    vectors = CHECKERS[name] in vars(chain_rule).values() and "w" in wanted
    sizes = [None, 1, 2, 5] if vectors else [None]
    examples = [point(rng, name, n) for n in sizes for _ in range(count)]
    return [{key: example[key] for key in wanted} for example in examples]


def error(left: Any, right: Any) -> float:
    """Return the largest difference, relative to numbers above 1."""
    return float(np.max(np.abs(left - right) / np.maximum(1, np.abs(left))))


def agree(sides: Sequence[Any]) -> bool:
    return all(error(sides[0], side) <= TOLERANCE for side in sides[1:])


@pytest.mark.parametrize("name", EQUALITIES)
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        assert agree(CHECKERS[name](**values)), values


@pytest.mark.parametrize("name", EQUALITIES)
def test_a_side_that_is_off_by_one_part_in_ten_billion_is_refused(name: str) -> None:
    every = [CHECKERS[name](**values) for values in points(name)]
    for changed in range(len(every[0])):
        wrong = [
            [side * (1 + 1e-10) if i == changed else side for i, side in enumerate(sides)]
            for sides in every
        ]
        assert not all(agree(sides) for sides in wrong), f"side {changed + 1}"


@pytest.mark.parametrize("name", EQUALITIES)
def test_every_side_has_the_same_shape(name: str) -> None:
    for values in points(name, count=3):
        shapes = {np.shape(side) for side in CHECKERS[name](**values)}
        assert len(shapes) == 1
        assert shapes <= {(), np.shape(values.get("w", 0.0))}


@pytest.mark.parametrize("name", [n for n in CHECKERS if n not in vars(chain_rule)])
def test_arrays_are_taken_entry_by_entry(name: str) -> None:
    examples = points(name, count=20)
    columns = {key: np.array([example[key] for example in examples]) for key in examples[0]}
    together = CHECKERS[name](**columns)
    one_by_one = [CHECKERS[name](**example) for example in examples]
    for i, side in enumerate(together):
        np.testing.assert_allclose(
            np.broadcast_to(side, len(examples)),
            [sides[i] for sides in one_by_one],
            rtol=1e-13,
            atol=1e-15,
        )


def test_lists_are_vectors_on_the_page_of_the_chain_rule() -> None:
    values = {"x": [2.0, -3.0], "w": [0.5, 0.7], "b": 0.1, "y": 1}
    for name in chain_rule.__all__:
        parameters = inspect.signature(CHECKERS[name]).parameters
        if "w" in parameters:
            sides = CHECKERS[name](**{key: values[key] for key in parameters})
            assert agree([np.asarray(side) for side in sides]), name


def test_a_checker_is_called_with_numbers() -> None:
    left, right = chain_rule.loss_by_weight(x=2.0, w=0.5, b=0.1, y=1.0)
    assert isinstance(left, float)
    assert isinstance(right, float)
    assert left == pytest.approx((1 / (1 + np.exp(-1.1)) - 1) * 2, rel=1e-14)


@pytest.mark.parametrize("z", [*np.linspace(-8, 8, 33), 1e-9, -1e-9])
def test_the_slope_bounds_ascend(z: float) -> None:
    low, middle, high = sigmoid.sigmoid_slope_bounds(z)
    assert low < middle <= high * (1 + 1e-15)
    assert (middle >= high * (1 - 1e-15)) == (abs(z) < 1e-7)


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("f", [1e-9, 0.1, 0.5, 0.9, 1 - 1e-9])
def test_the_loss_is_not_below_zero(f: float, y: float) -> None:
    value, bound = loss.loss_nonnegative(f, y)
    assert value >= bound == 0


def test_a_soft_label_belongs_to_neither_case() -> None:
    assert np.isnan(loss.loss_cases(0.8, 0.5)[1])


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("sigmoid_definition", "sign of the exponent", lambda z: 1 / (1 + np.exp(z))),
    ("sigmoid_definition", "precedence", lambda z: 1 / 1 + np.exp(-z)),
    ("exponential_chain", "inner derivative left out", lambda z: np.exp(-z)),
    ("denominator_derivative", "sign", lambda z: np.exp(-z)),
    ("denominator_derivative", "the 1 kept", lambda z: 1 - np.exp(-z)),
    ("sigmoid_quotient", "square left out", lambda z: np.exp(-z) / (1 + np.exp(-z))),
    ("sigmoid_quotient", "sign", lambda z: -np.exp(-z) / (1 + np.exp(-z)) ** 2),
    ("sigmoid_quotient_split", "minus for times", lambda z: s(z) - (1 - s(z))),
    ("sigmoid_slope_gap", "square left out", lambda z: s(z) - 1 / 2),
    ("sigmoid_derivative", "sign", lambda z: -s(z) * (1 - s(z))),
    ("sigmoid_derivative", "difference for product", lambda z: s(z) - (1 - s(z))),
    ("sigmoid_derivative", "squared", lambda z: s(z) * (1 - s(z) ** 2)),
    ("sigmoid_symmetry", "odd", lambda z: -s(-z)),
    ("sigmoid_symmetry", "even", s),
    ("sigmoid_other_form", "sign of the exponent", lambda z: np.exp(-z) / (1 + np.exp(-z))),
    ("sigmoid_second_derivative", "last factor", lambda z: s(z) * (1 - s(z)) * (1 - s(z))),
    ("sigmoid_second_derivative", "sign", lambda z: s(z) * (1 - s(z)) * (2 * s(z) - 1)),
    ("sigmoid_inverse", "fraction inverted", lambda z: -z),
    ("sigmoid_tanh", "half left out", lambda z: (1 + np.tanh(z)) / 2),
    ("loss_cases", "cases exchanged", lambda f, y: -np.log(1 - f) if y else -np.log(f)),
    ("loss_definition", "one sign", lambda f, y: -y * np.log(f) + (1 - y) * np.log(1 - f)),
    ("loss_definition", "log10", lambda f, y: -y * np.log10(f) - (1 - y) * np.log10(1 - f)),
    ("bernoulli_likelihood", "exponents exchanged", lambda f, y: f ** (1 - y) * (1 - f) ** y),
    ("loss_is_negative_log_likelihood", "sign", lambda f, y: np.log(f if y else 1 - f)),
    ("loss_softplus", "y for 1 - y", lambda z, y: np.log(1 + np.exp(-z)) + y * z),
    ("loss_softplus_positive", "sign of the exponent", lambda z, y: np.log(1 + np.exp(-z)) - y * z),
    ("loss_by_prediction", "inner derivative", lambda f, y: -y / f - (1 - y) / (1 - f)),
    ("loss_by_prediction", "cancelled too early", lambda f, y: f - y),
    ("prediction_by_logit", "sign", lambda z: s(z) * (s(z) - 1)),
    ("logit_by_weight", "weight for feature", lambda _x, w, _b: w),
    ("logit_by_bias", "bias for 1", lambda _x, _w, b: b),
    ("factors_cancel", "one factor left", lambda f, y: (f - y) / f),
    ("loss_by_logit", "flipped sign", lambda z, y: y - s(z)),
    ("loss_by_logit", "missing chain factor", lambda z, y: (s(z) - y) / (s(z) * (1 - s(z)))),
    ("loss_by_logit", "double chain factor", lambda z, y: (s(z) - y) * s(z) * (1 - s(z))),
    ("loss_by_logit", "missing sigmoid", lambda z, y: z - y),
    ("loss_by_weight", "missing feature", lambda x, w, b, y: s(np.dot(w, x) + b) - y + 0 * x),
    ("loss_by_weight", "weight for feature", lambda x, w, b, y: (s(np.dot(w, x) + b) - y) * w),
    ("loss_by_weight", "bias left out", lambda x, w, _b, y: (s(np.dot(w, x)) - y) * x),
    ("chain_for_weight", "two factors only", lambda x, w, b, y: (s(np.dot(w, x) + b) - y) + 0 * x),
    ("chain_for_bias", "feature kept", lambda x, w, b, y: (s(np.dot(w, x) + b) - y) * np.sum(x)),
    ("loss_by_bias", "bias as a factor", lambda x, w, b, y: (s(np.dot(w, x) + b) - y) * b),
    ("loss_by_input", "feature for weight", lambda x, w, b, y: (s(np.dot(w, x) + b) - y) * x),
    ("log_of_sigmoid", "sign", lambda z: np.log(1 + np.exp(-z))),
    ("log_of_complement", "sign of z", lambda z: z - np.log(1 + np.exp(-z))),
    (
        "substitution_loss",
        "bias left out of the last term",
        lambda x, w, b, y: np.log(1 + np.exp(-(w * x + b))) + (1 - y) * w * x,
    ),
    ("substitution_weight", "flipped sign", lambda x, w, b, y: (y - s(w * x + b)) * x),
    ("substitution_bias", "feature kept", lambda x, w, b, y: (s(w * x + b) - y) * x),
]


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    verdicts = [
        agree([*CHECKERS[name](**values)[:-1], wrong(*values.values())]) for values in points(name)
    ]
    assert not all(verdicts), mistake
    assert verdicts.count(True) < len(verdicts) / 2


def test_every_equality_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == set(EQUALITIES)


@pytest.mark.parametrize("attribute", ["sigmoid", "loss"])
def test_a_checker_notices_a_wrong_function_under_the_derivative(
    attribute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {
        "sigmoid": lambda z: 1 / (1 + np.exp(z)),
        "loss": lambda f, y: -y * np.log(f) + (1 - y) * np.log(1 - f),
    }
    monkeypatch.setattr(chain_rule, attribute, wrong[attribute])
    for name in ("loss_by_logit", "loss_by_weight", "loss_by_bias", "loss_by_input"):
        assert not all(agree(CHECKERS[name](**values)) for values in points(name, count=20)), name
