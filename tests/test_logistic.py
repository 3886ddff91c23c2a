from __future__ import annotations

from decimal import Decimal, localcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrproof.equations._slope import partials
from lrproof.logistic import (
    cost,
    gradient,
    hessian,
    logit,
    loss,
    newton_step,
    residual,
    sigmoid,
    sigmoid_derivative,
    smoothness,
    softplus,
)

if TYPE_CHECKING:
    from collections.abc import Callable

RNG = np.random.default_rng(7)
WIDE = np.concatenate(
    [
        RNG.uniform(-1000, 1000, 300),
        RNG.uniform(-45, 45, 300),
        RNG.choice([-1.0, 1.0], 60) * 10.0 ** RNG.uniform(-12, 0, 60),
        [0.0, 36.74, 37.0, -37.0, 40.0, -40.0, 709.8, -709.8, -744.4, 800.0, -800.0, 1e3, -1e3],
    ]
)
LABELS = (0.0, 1.0, 0.25, 0.999)


def exactly(z: float) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return σ(z), σ(-z), ln(1 + e^z) and ln(1 + e^-z), nearly all digits right."""

    def log1p(u: Decimal) -> Decimal:
        return u - u**2 / 2 + u**3 / 3 if u < Decimal("1e-20") else (1 + u).ln()

    up, down = Decimal(z).exp(), Decimal(-z).exp()
    return 1 / (1 + down), 1 / (1 + up), log1p(up), log1p(down)


def worst_ulp(pairs: list[tuple[Any, Decimal]]) -> float:
    """Return the largest error in units of the last place of the exact number."""
    return max(
        float(abs(Decimal(float(got)) - exact) / Decimal(float(np.spacing(abs(float(exact))))))
        for got, exact in pairs
    )


def test_losses_are_within_a_few_ulp_of_fifty_digits() -> None:
    with localcontext() as context:
        context.prec = 50
        pairs = []
        for z in WIDE:
            _, _, up, down = exactly(z)
            for y in LABELS:
                share = Decimal(y)
                # -ln σ(z) is ln(1 + e^-z) and -ln σ(-z) is ln(1 + e^z)
                pairs.append((loss(z, y), share * down + (1 - share) * up))
        assert worst_ulp(pairs) < 3


def test_the_other_functions_are_within_a_few_ulp_of_fifty_digits() -> None:
    with localcontext() as context:
        context.prec = 50
        exact = [(z, *exactly(z)) for z in WIDE]
        assert worst_ulp([(sigmoid(z), f) for z, f, *_ in exact]) < 3
        assert worst_ulp([(softplus(z), up) for z, _, _, up, _ in exact]) < 3
        assert worst_ulp([(sigmoid_derivative(z), f * g) for z, f, g, *_ in exact]) < 5
        assert worst_ulp([(residual(z, 0), f) for z, f, *_ in exact]) < 3
        assert worst_ulp([(residual(z, 1), -g) for z, _, g, *_ in exact]) < 3
        predictions = [float(f) for _, f, *_ in exact if 0 < float(f) < 1]
        odds = [Decimal(f) / (1 - Decimal(f)) for f in predictions]
        assert worst_ulp([(logit(f), r.ln()) for f, r in zip(predictions, odds, strict=True)]) < 3


def test_the_measure_of_precision_can_fail() -> None:
    with localcontext() as context:
        context.prec = 50
        _, _, up, down = exactly(30.0)
        naive = -np.log(1 / (1 + np.exp(-30.0)))
        assert worst_ulp([(naive, down)]) > 100
        assert worst_ulp([(float(up) * (1 + 1e-15), up)]) > 3


def test_saturated_logits() -> None:
    assert sigmoid(np.array([800.0, -800.0])).tolist() == [1.0, 0.0]
    assert sigmoid(np.array([np.inf, -np.inf])).tolist() == [1.0, 0.0]
    assert sigmoid(-40.0) == pytest.approx(np.exp(-40.0), rel=1e-15)
    assert loss([800.0, -800.0], [1, 0]).tolist() == [0.0, 0.0]
    assert loss([800.0, -800.0], [0, 1]).tolist() == [800.0, 800.0]
    assert loss([40.0, -40.0], [1, 0]) == pytest.approx(np.exp(-40.0), rel=1e-15)
    assert residual([40.0, -40.0], [1, 0]) == pytest.approx(
        np.array([-1, 1]) * np.exp(-40.0), rel=1e-15
    )
    assert logit([0.0, 0.5, 1.0]).tolist() == [-np.inf, 0.0, np.inf]


# Rounding makes a logit of ±30 useless as a test of an inverse: σ(30) is 1 up to 9e-14.
logits = st.floats(-30, 30)
labels = st.floats(0, 1)


@given(st.floats(-1000, 1000))
def test_prediction_and_complement_add_to_one(z: float) -> None:
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1, abs=3e-16)


@given(st.floats(-1000, 1000))
def test_softplus_of_z_and_minus_z_differ_by_z(z: float) -> None:
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=1e-15, abs=3e-16)


@given(st.floats(1e-300, 0.5))
def test_logit_inverts_sigmoid(f: float) -> None:
    # An error in a logit becomes a relative error in a small prediction.
    assert sigmoid(logit(f)) == pytest.approx(f, rel=1e-15 * max(1, abs(float(logit(f)))))


@given(st.floats(-700, 5))
def test_sigmoid_inverts_logit(z: float) -> None:
    # Above 0 the prediction is close to 1 and has kept few digits of its distance to 1.
    assert logit(sigmoid(z)) == pytest.approx(z, rel=1e-14, abs=1e-15 * np.exp(max(z, 0)))


@given(logits, labels)
def test_the_loss_is_the_textbook_formula(z: float, y: float) -> None:
    f, g = float(sigmoid(z)), float(sigmoid(-z))
    assert loss(z, y) == pytest.approx(-y * np.log(f) - (1 - y) * np.log(g), rel=1e-12, abs=1e-15)


@given(st.floats(-1000, 1000), labels)
def test_flipping_logit_and_label_changes_no_loss(z: float, y: float) -> None:
    assert loss(z, y) == pytest.approx(float(loss(-z, 1 - y)), rel=1e-15, abs=1e-13)


# Seven examples and three features, so that exchanged axes show. At scale 1 no logit is beyond 5.5,
# and textbook formulas keep thirteen digits.
M, N = 7, 3


def dataset(seed: int, scale: float = 1.0, *, soft: bool = False) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    y = rng.uniform(size=M) if soft else rng.permutation(np.arange(M) % 2).astype(float)
    return {
        "X": scale * rng.uniform(-1, 1, size=(M, N)),
        "y": y,
        "w": rng.uniform(0.2, 1.5, size=N) * rng.choice([-1, 1], size=N),
        "b": float(rng.uniform(-1, 1)),
        "penalty": float(rng.uniform(0.5, 3)),
    }


def textbook_cost(X: Any, y: Any, w: Any, b: Any, penalty: float) -> Any:
    f = 1 / (1 + np.exp(-(X @ w + b)))
    losses = -y * np.log(f) - (1 - y) * np.log(1 - f)
    return np.mean(losses) + penalty / (2 * len(y)) * np.dot(w, w)


def textbook_gradient(data: dict[str, Any]) -> Any:
    """Return the derivatives by the weights and the bias, by complex step."""
    X, y, penalty = data["X"], data["y"], data["penalty"]
    at = np.append(data["w"], data["b"])
    return partials(lambda t: textbook_cost(X, y, t[:-1], t[-1], penalty), at)


def stacked(by_weights_and_bias: tuple[Any, float]) -> Any:
    return np.append(*by_weights_and_bias)


def close(left: Any, right: Any, tolerance: float = 1e-12) -> bool:
    """Compare relative to the largest entry, not to 1."""
    return bool(np.max(np.abs(left - right)) <= tolerance * np.max(np.abs(right)))


@given(st.integers(0, 10**6), st.booleans())
def test_cost_and_gradient_are_those_of_the_textbook(seed: int, soft: bool) -> None:
    data = dataset(seed, soft=soft)
    assert cost(**data) == pytest.approx(textbook_cost(**data), rel=1e-12)
    assert close(stacked(gradient(**data)), textbook_gradient(data))


WRONG_GRADIENTS: dict[str, Callable[..., Any]] = {
    "one part in a billion": lambda X, r, w, lam: X.T @ r * (1 + 1e-9) / M + lam / M * w,
    "missing mean": lambda X, r, w, lam: X.T @ r + lam / M * w,
    "divided by n": lambda X, r, w, lam: X.T @ r / N + lam / M * w,
    "half": lambda X, r, w, lam: X.T @ r / (2 * M) + lam / M * w,
    "flipped sign": lambda X, r, w, lam: -X.T @ r / M + lam / M * w,
    "no penalty": lambda X, r, _w, _lam: X.T @ r / M,
    "penalty not averaged": lambda X, r, w, lam: X.T @ r / M + lam * w,
    "penalty doubled": lambda X, r, w, lam: X.T @ r / M + 2 * lam / M * w,
    "penalty summed": lambda X, r, w, lam: X.T @ r / M + lam / M * w.sum(),
    "penalty by count of features": lambda X, r, w, lam: X.T @ r / M + lam / N * w,
    "penalty of the wrong sign": lambda X, r, w, lam: X.T @ r / M - lam / M * w,
    "missing feature": lambda _X, r, w, lam: r.mean() + lam / M * w,
}


@pytest.mark.parametrize("mistake", WRONG_GRADIENTS)
def test_a_wrong_gradient_is_refused(mistake: str) -> None:
    data = dataset(1)
    r = sigmoid(data["X"] @ data["w"] + data["b"]) - data["y"]
    by_weights = WRONG_GRADIENTS[mistake](data["X"], r, data["w"], data["penalty"])
    assert not close(np.append(by_weights, r.mean()), textbook_gradient(data))


def test_a_penalised_bias_is_refused() -> None:
    data = dataset(1)
    right = textbook_gradient(data)
    wrong = right + np.append(np.zeros(N), data["penalty"] / M * data["b"])
    assert not close(wrong, right)
    assert not close(stacked(gradient(**data)), wrong)


@pytest.mark.parametrize("margin", [40.0, 800.0])
@pytest.mark.parametrize("penalty", [0.0, 0.5])
def test_gradients_of_saturated_examples(margin: float, penalty: float) -> None:
    X, w = np.array([[1.0], [-1.0], [0.5]]), np.array([margin])
    wrong_side, right_side = np.array([0.0, 1.0, 0.0]), np.array([1.0, 0.0, 1.0])
    pull = penalty / 3 * margin
    by_weights, by_bias = gradient(X, wrong_side, w, 0.0, penalty)
    assert by_weights == pytest.approx([2.5 / 3 + pull], rel=1e-8)
    assert by_bias == pytest.approx(1 / 3, rel=1e-8)
    by_weights, by_bias = gradient(X, right_side, w, 0.0)
    left = np.exp(-margin), np.exp(-margin / 2)
    # An absolute tolerance would accept 0 here, and either sign.
    assert by_weights == pytest.approx([-(2 * left[0] + left[1] / 2) / 3], rel=1e-8, abs=0)
    assert by_bias == pytest.approx(-left[1] / 3, rel=1e-8, abs=0)
    assert cost(X, wrong_side, w, 0.0) == pytest.approx(2.5 * margin / 3, rel=1e-8)


@given(st.integers(0, 10**6), st.floats(0.1, 2))
def test_the_hessian_is_the_derivative_of_the_gradient(seed: int, scale: float) -> None:
    data = dataset(seed, scale)
    X, y, penalty = data["X"], data["y"], data["penalty"]
    at = np.append(data["w"], data["b"])

    def derivative(k: int, t: Any) -> Any:
        r = 1 / (1 + np.exp(-(X @ t[:-1] + t[-1]))) - y
        return np.append(X.T @ r / M + penalty / M * t[:-1], np.mean(r))[k]

    rows = np.array([partials(partial(derivative, k), at) for k in range(N + 1)])
    assert close(hessian(**data), rows)
    assert not close(hessian(**data) * (1 + 1e-9), rows)
    assert not close(hessian(**{**data, "penalty": 0.0}), rows)


@given(st.integers(0, 10**6), st.floats(0.1, 300))
def test_the_hessian_is_symmetric_without_negative_eigenvalue(seed: int, scale: float) -> None:
    data = dataset(seed, scale)
    for penalty in (0.0, data["penalty"]):
        second = hessian(**{**data, "penalty": penalty})
        assert np.array_equal(second, second.T)
        eigenvalues = np.linalg.eigvalsh(second)
        assert eigenvalues[0] >= -1e-14 * eigenvalues[-1]


def test_the_taylor_remainder_falls_with_slope_two() -> None:
    # A right gradient leaves a remainder of second order, with a right Hessian of third order.
    data, other = dataset(8), dataset(9)
    v, c = other["w"], other["b"]
    along = np.append(v, c)
    start, first = cost(**data), stacked(gradient(**data)) @ along
    second = along @ hessian(**data) @ along / 2

    def falls(first: float, second: float) -> float:
        def remainder(t: float) -> float:
            moved = data | {"w": data["w"] + t * v, "b": data["b"] + t * c}
            return abs(cost(**moved) - start - t * first - t**2 * second)

        return float(np.log2(remainder(2e-3) / remainder(1e-3)))

    assert falls(first, 0) == pytest.approx(2, abs=0.05)
    assert falls(2 * first, 0) == pytest.approx(1, abs=0.1)
    assert falls(first, second) == pytest.approx(3, abs=0.05)
    assert falls(first, 2 * second) == pytest.approx(2, abs=0.1)


@given(st.integers(0, 10**6), st.floats(0.1, 30))
def test_the_newton_step_ends_where_the_quadratic_has_its_minimum(seed: int, scale: float) -> None:
    data = dataset(seed, scale)
    right = np.linalg.solve(hessian(**data), -stacked(gradient(**data)))
    assert close(stacked(newton_step(**data)), right, 1e-9)
    assert not close(stacked(gradient(**data)), right, 1e-9)
    without_ridge = np.linalg.solve(hessian(**data), -stacked(gradient(**data | {"penalty": 0})))
    # Where predictions are saturated, the bias moves so far that it would hide the weights.
    assert not close(without_ridge[:-1], right[:-1], 1e-9)


def test_newton_steps_square_the_distance_to_the_minimum() -> None:
    data = dataset(2)
    data["w"], data["b"] = np.zeros(N), 0.0
    norms = []
    for _ in range(6):
        norms.append(np.linalg.norm(stacked(gradient(**data))))
        by_weights, by_bias = newton_step(**data)
        data["w"], data["b"] = data["w"] + by_weights, data["b"] + by_bias
    assert norms[2] < 1e-3
    assert norms[3] < 10 * norms[2] ** 2
    assert norms[-1] < 1e-15


def test_a_newton_step_does_not_feel_the_units_of_the_features() -> None:
    data = dataset(6)
    data["penalty"] = 0.0
    units = np.array([1e-9, 1.0, 1e6])
    other = data | {"X": data["X"] * units, "w": data["w"] / units}
    assert close(newton_step(**other)[0] * units, newton_step(**data)[0], 1e-9)
    assert newton_step(**other)[1] == pytest.approx(newton_step(**data)[1], rel=1e-9)


def test_a_small_hessian_is_not_singular() -> None:
    # Both slopes are about e^-40, and so is the gradient: the step is 1.
    (by_weight,), by_bias = newton_step([[-1.0], [1.0]], [0, 1], [40.0], 0.0)
    assert by_weight == pytest.approx(1, rel=1e-12)
    assert by_bias == pytest.approx(0, abs=1e-12)


DEPENDENT = [[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]


@pytest.mark.parametrize(
    ("X", "w", "words"),
    [
        (DEPENDENT, [0.0, 0.0], "its rank is 2 of 3.*linearly dependent; drop.*a penalty > 0"),
        (np.ones((3, 1)), [0.5], "its rank is 1 of 2.*linearly dependent"),
        (np.zeros((3, 1)), [0.5], "its rank is 1 of 2.*linearly dependent"),
        ([[1.0, 0.5], [2.0, 4.0]], [0.0, 0.0], "its rank is 2 of 3.*linearly dependent"),
        ([[-2.0], [1.0], [3.0]], [900.0], "its rank is 0 of 2.*slopes.*start nearer to zero"),
    ],
)
def test_a_singular_hessian_is_explained(X: Any, w: Any, words: str) -> None:
    y = np.arange(len(X)) % 2
    with pytest.raises(ValueError, match=words):
        newton_step(X, y, w, 0.0)


def test_a_penalty_cures_dependent_columns() -> None:
    step, _ = newton_step(DEPENDENT, [0, 1, 1], [0.0, 0.0], 0.0, 0.1)
    # The step has no part along (2, -1), which leaves the predictions as they are.
    assert step @ [2.0, -1.0] == pytest.approx(0, abs=1e-12)
    assert np.isfinite(step).all()


@given(st.integers(0, 10**6), st.floats(0.1, 30))
def test_no_curvature_exceeds_the_smoothness(seed: int, scale: float) -> None:
    data = dataset(seed, scale)
    for penalty in (0.0, data["penalty"]):
        bound = smoothness(data["X"], penalty)
        largest = np.linalg.eigvalsh(hessian(**data | {"penalty": penalty}))[-1]
        assert largest <= bound * (1 + 1e-14)
        flat = data | {"w": np.zeros(N), "b": 0.0, "penalty": penalty}
        at_zero = np.linalg.eigvalsh(hessian(**flat))[-1]
        # It is sharp at zero, up to what the ridge leaves out for the bias.
        assert bound * (1 + 1e-14) >= at_zero >= (bound - penalty / M) * (1 - 1e-14)


def test_a_smaller_bound_is_refused() -> None:
    # 1/8 for 1/4, or a forgotten column of ones: there are weights with a larger curvature.
    X, y = np.full((5, 1), 0.1), np.zeros(5)
    largest = np.linalg.eigvalsh(hessian(X, y, [0.0], 0.0))[-1]
    assert largest == pytest.approx(smoothness(X), rel=1e-12)
    assert largest > smoothness(X) / 2
    assert largest > np.linalg.norm(X, 2) ** 2 / 20


def test_smoothness_of_numbers_that_are_too_large() -> None:
    assert smoothness([[1e200]]) == np.inf
    assert smoothness(np.empty((3, 0))) == pytest.approx(0.25, rel=1e-15)
    with pytest.raises(ValueError, match=r"X must have shape \(m, n\).*got \(3,\)"):
        smoothness(np.ones(3))
    with pytest.raises(ValueError, match="penalty must be 0 or more"):
        smoothness(np.ones((3, 1)), -1.0)


@given(st.integers(0, 10**6), st.floats(0, 1), st.floats(0.1, 300))
def test_the_cost_is_convex_along_every_line(seed: int, t: float, scale: float) -> None:
    data, other = dataset(seed, scale), dataset(seed + 1, scale)
    start, end = (data["w"], data["b"]), (other["w"], other["b"])
    between = tuple((1 - t) * a + t * b for a, b in zip(start, end, strict=True))
    at = [cost(data["X"], data["y"], w, b, data["penalty"]) for w, b in (start, between, end)]
    assert at[1] <= (1 - t) * at[0] + t * at[2] + 1e-13 * (at[0] + at[2])


def test_no_features_leave_the_bias() -> None:
    X, y = np.empty((4, 0)), np.array([0.0, 1.0, 1.0, 1.0])
    by_weights, by_bias = gradient(X, y, [], 0.0)
    assert by_weights.shape == (0,)
    assert by_bias == -0.25
    assert hessian(X, y, [], 0.0).tolist() == [[0.25]]
    # At ln(ȳ / (1 - ȳ)) the derivative by the bias vanishes.
    assert gradient(X, y, [], float(logit(0.75)))[1] == pytest.approx(0, abs=1e-16)


def test_float32_stays_float32() -> None:
    data = dataset(3)
    small: dict[str, Any] = {k: data[k].astype(np.float32) for k in ("X", "y", "w")}
    small |= {"b": data["b"], "penalty": data["penalty"]}
    by_weights, by_bias = gradient(**small)
    second = hessian(**small)
    assert by_weights.dtype == second.dtype == np.float32
    assert close(by_weights, gradient(**data)[0], 1e-6)
    assert by_bias == pytest.approx(gradient(**data)[1], rel=1e-5)
    assert close(second, hessian(**data), 1e-6)
    assert cost(**small) == pytest.approx(cost(**data), rel=1e-6)


@pytest.mark.parametrize("function", [sigmoid, sigmoid_derivative, softplus])
def test_float32_logits(function: Callable[[Any], Any]) -> None:
    z = np.array([-100.0, -17.0, -1.0, 0.0, 1.0, 17.0, 100.0])
    small = function(z.astype(np.float32))
    assert small.dtype == np.float32
    # e^-100 is below the normal numbers of float32.
    np.testing.assert_allclose(small, function(z), rtol=1e-6, atol=1e-38)


def test_integers_and_booleans_take_the_type_of_the_arrays() -> None:
    z = np.array([-1.0, 2.0], dtype=np.float32)
    for y in (np.array([0, 1]), np.array([False, True]), [0, 1], 1, 1.0):
        assert loss(z, y).dtype == residual(z, y).dtype == np.float32
    assert sigmoid(0).dtype == sigmoid([0, 1]).dtype == np.float64
    assert loss(z, np.array([0.0, 1.0])).dtype == np.float64


def test_arguments_are_not_changed() -> None:
    data = dataset(4)
    before = {key: np.copy(value) for key, value in data.items()}
    cost(**data)
    gradient(**data)
    hessian(**data)
    newton_step(**data)
    smoothness(data["X"], data["penalty"])
    assert all(np.array_equal(before[key], data[key]) for key in data)


def test_shapes() -> None:
    z = np.zeros((2, 3))
    for function in (sigmoid, sigmoid_derivative, softplus):
        assert np.shape(function(z)) == (2, 3)
        assert np.ndim(function(0.0)) == 0
    assert np.shape(loss(z, 1)) == np.shape(loss(z, z)) == np.shape(residual(z, z)) == (2, 3)
    assert np.shape(logit(z)) == (2, 3)
    assert np.ndim(logit(0.3)) == np.ndim(loss(0.3, 1)) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"X": np.zeros(3)}, r"X must have shape \(m, n\).*got \(3,\)"),
        ({"X": np.zeros((0, 3))}, r"X must have shape \(m, n\).*m >= 1; got \(0, 3\)"),
        ({"y": np.zeros((7, 1))}, r"y must have shape \(7,\).*each row of X; got \(7, 1\)"),
        ({"y": np.zeros(3)}, r"y must have shape \(7,\).*got \(3,\)"),
        ({"w": np.zeros(7)}, r"w must have shape \(3,\).*each column of X; got \(7,\)"),
        ({"w": np.zeros((3, 1))}, r"w must have shape \(3,\).*got \(3, 1\)"),
        ({"b": np.zeros(1)}, r"b must have shape \(\), one number; got \(1,\)"),
        ({"penalty": [1.0, 2.0]}, r"penalty must have shape \(\), one number; got \(2,\)"),
        ({"penalty": -1.0}, r"penalty must be 0 or more, and finite; got -1\.0"),
        ({"penalty": float("nan")}, r"penalty must be 0 or more, and finite; got nan"),
        ({"penalty": float("inf")}, r"penalty must be 0 or more, and finite; got inf"),
        ({"X": np.where(np.eye(7, 3), np.nan, 1)}, r"X must be finite; found nan at \[0, 0\]"),
        ({"w": [1.0, -np.inf, 0.0]}, r"w must be finite; found -inf at \[1\]"),
        ({"b": np.nan}, r"b must be finite; found nan"),
        ({"y": np.array([0, 1, 2, 0, 1, 0, 1])}, r"y must lie between 0 and 1; found 2\.0"),
        ({"y": np.full(7, np.nan)}, r"y must lie between 0 and 1; found nan"),
    ],
)
@pytest.mark.parametrize("function", [cost, gradient, hessian, newton_step])
def test_an_argument_that_does_not_fit_is_named(
    function: Callable[..., Any], change: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        function(**{**dataset(5), **change})


@pytest.mark.parametrize("function", [loss, residual])
def test_labels_that_would_broadcast_are_refused(function: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"y must have the shape of z, \(3,\).*got shape \(3, 1\)"):
        function(np.zeros(3), np.zeros((3, 1)))
    with pytest.raises(ValueError, match=r"y must lie between 0 and 1; found -1\.0"):
        function([0.0, 1.0], [1, -1])


@pytest.mark.parametrize("f", [-0.1, 1.1, np.nan])
def test_a_prediction_outside_its_range_is_refused(f: float) -> None:
    with pytest.raises(ValueError, match="f must lie between 0 and 1"):
        logit(f)


@pytest.mark.parametrize("z", [1 + 2j, "one", [None]])
def test_what_is_no_real_number_is_refused(z: Any) -> None:
    with pytest.raises(TypeError, match="z must hold real numbers"):
        sigmoid(z)
