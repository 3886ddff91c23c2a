from __future__ import annotations

from decimal import Decimal, localcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from lrproof import logistic
from lrproof.equations._slope import partials
from lrproof.softmax import (
    cost,
    gradient,
    hessian,
    jacobian,
    log_softmax,
    loss,
    residual,
    softmax,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Five examples, two features, three classes: exchanged axes show.
M, N, K = 5, 2, 3
seeds = st.integers(0, 10**6)
vectors = st.lists(st.floats(-700, 700), min_size=1, max_size=6).map(np.array)


def dataset(seed: int, *, soft: bool = False) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    y = rng.dirichlet(np.ones(K), M) if soft else np.eye(K)[rng.permutation(np.arange(M) % K)]
    return {
        "X": rng.uniform(-1, 1, (M, N)),
        "y": y,
        "W": rng.uniform(-1.5, 1.5, (K, N)),
        "b": rng.uniform(-1, 1, K),
    }


def textbook(z: Any) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def close(left: Any, right: Any, tolerance: float = 1e-12) -> bool:
    """Compare relative to the largest entry, not to 1."""
    assert np.shape(left) == np.shape(right)
    return bool(np.max(np.abs(left - right)) <= tolerance * np.max(np.abs(right)))


def exactly(z: list[float]) -> list[Decimal]:
    grown = [Decimal(v).exp() for v in z]
    return [v / sum(grown) for v in grown]


EDGES = [
    [0.0],
    [3.0, 3.0],
    [40.0, 0.0, -40.0],
    [1e-9, 0.0, -1e-9],
    [700.0, 690.0, -20.0, 5.0],
    [-1000.0, -1001.5, -1003.0],
    [36.74, 0.0],
]


@pytest.mark.parametrize("z", EDGES)
def test_fifty_digits(z: list[float]) -> None:
    with localcontext() as context:
        context.prec = 60
        p = exactly(z)
        others = [sum(p) - v if v < Decimal("0.5") else sum(w for w in p if w is not v) for v in p]
        right = {
            "p": np.array([float(v) for v in p]),
            "log": np.array([float(v.ln()) for v in p]),
            "diagonal": np.array([float(v * w) for v, w in zip(p, others, strict=True)]),
            "first": np.array([float(-others[0]), *(float(v) for v in p[1:])]),
        }
    first = np.eye(len(z))[0]
    # e^-740 is below the normal numbers of float64.
    near: dict[str, Any] = {"rtol": 1e-14, "atol": 1e-310}
    np.testing.assert_allclose(softmax(z), right["p"], **near)
    np.testing.assert_allclose(log_softmax(z), right["log"], **near)
    np.testing.assert_allclose(np.diagonal(jacobian(z)), right["diagonal"], **near)
    np.testing.assert_allclose(residual(z, first), right["first"], **near)
    np.testing.assert_allclose(loss(z, first), -right["log"][0], **near)


def test_naive_formulas_fail_where_these_do_not() -> None:
    z = np.array([40.0, 0.0])
    p = softmax(z)
    assert p[0] - 1 == 0 != residual(z, [1, 0])[0]
    assert np.log(p[0]) == 0 != log_softmax(z)[0]
    assert p[0] * (1 - p[0]) == 0 != jacobian(z)[0, 0]
    with np.errstate(over="ignore", invalid="ignore"):
        assert np.isnan(textbook(np.array([800.0, 0.0]))).any()
    assert softmax([800.0, 0.0]).tolist() == [1.0, 0.0]
    assert loss([800.0, 0.0], [0, 1]) == 800


@given(vectors)
def test_scipy_agrees(z: Any) -> None:
    np.testing.assert_allclose(softmax(z), scipy.special.softmax(z), rtol=1e-13, atol=1e-300)
    np.testing.assert_allclose(log_softmax(z), scipy.special.log_softmax(z), rtol=1e-13, atol=1e-15)


@given(vectors, st.floats(-1e3, 1e3))
def test_shifting_all_logits_changes_nothing(z: Any, shift: float) -> None:
    # The sum z + shift is rounded; e turns that into a relative error.
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-12, atol=1e-300)
    one = log_softmax(z + np.eye(len(z))[0])
    assert len(z) == 1 or np.abs(one - log_softmax(z)).max() > 0.4


@given(vectors)
def test_predictions_add_to_one_and_rows_of_the_jacobian_to_zero(z: Any) -> None:
    assert softmax(z).sum() == pytest.approx(1, abs=1e-15)
    rows = jacobian(z)
    assert np.array_equal(rows, rows.T)
    # Where a probability is below 1e-300, its products with others lose digits to underflow.
    assert np.all(np.abs(rows.sum(axis=1)) <= 1e-15 * np.diagonal(rows) + 1e-320)
    assert np.linalg.eigvalsh(rows)[0] >= -1e-15
    assert np.array_equal(rows, hessian(z))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5).map(np.array))
def test_the_jacobian_is_the_derivative(z: Any) -> None:
    def entry(k: int, t: Any) -> Any:
        return textbook(t)[k]

    right = np.array([partials(partial(entry, k), z) for k in range(len(z))])
    if len(z) == 1:
        assert jacobian(z).tolist() == [[0.0]]
        return
    p = softmax(z)
    assert close(jacobian(z), right)
    assert not close(jacobian(z) * (1 + 1e-9), right)
    assert not close(np.diag(p) + np.outer(p, p), right)
    assert not close(np.diag(p * (1 - p)), right)
    assert not close(np.diag(p) - np.diag(p**2) * 2, right)


@given(seeds, st.booleans())
def test_cost_and_gradient_are_those_of_the_textbook(seed: int, soft: bool) -> None:
    data = dataset(seed, soft=soft)
    X, y = data["X"], data["y"]

    def of(t: Any) -> Any:
        z = X @ t[: K * N].reshape(K, N).T + t[K * N :]
        return -np.sum(y * np.log(textbook(z))) / M

    at = np.append(data["W"].ravel(), data["b"])
    right = partials(of, at)
    dW, db = gradient(**data)
    assert cost(**data) == pytest.approx(of(at), rel=1e-12)
    assert close(np.append(dW.ravel(), db), right)
    assert np.abs(dW.sum(axis=0)).max() < 1e-15
    p = softmax(X @ data["W"].T + data["b"])
    for wrong in WRONG.values():
        assert not close(wrong(X, p, y).ravel(), right[: K * N])


WRONG: dict[str, Callable[..., Any]] = {
    "one part in a billion": lambda X, p, y: (p - y).T @ X / M * (1 + 1e-9),
    "flipped sign": lambda X, p, y: (y - p).T @ X / M,
    "missing mean": lambda X, p, y: (p - y).T @ X,
    "mean over classes": lambda X, p, y: (p - y).T @ X / K,
    "slope of a sigmoid kept": lambda X, p, y: ((p - y) * p * (1 - p)).T @ X / M,
    "only the true class": lambda X, p, y: ((p - y) * y).T @ X / M,
    "no labels": lambda X, p, _y: p.T @ X / M,
}


def test_the_taylor_remainder_falls_with_slope_two() -> None:
    data = dataset(3)
    rng = np.random.default_rng(0)
    V, c = rng.normal(size=(K, N)), rng.normal(size=K)
    dW, db = gradient(**data)

    def remainder(t: float, factor: float) -> float:
        moved = data | {"W": data["W"] + t * V, "b": data["b"] + t * c}
        linear = t * factor * ((dW * V).sum() + db @ c)
        return float(abs(cost(**moved) - cost(**data) - linear))

    def falls(factor: float) -> float:
        return float(np.log2(remainder(1e-4, factor) / remainder(5e-5, factor)))

    assert falls(1.0) == pytest.approx(2, abs=0.05)
    assert falls(0.9) == pytest.approx(1, abs=0.2)


@given(st.floats(-800, 800), st.booleans())
def test_two_classes_are_logistic_regression(z: float, label: bool) -> None:
    two, y = [z, 0.0], [label, not label]
    assert softmax(two)[0] == pytest.approx(float(logistic.sigmoid(z)), rel=1e-14, abs=1e-320)
    assert loss(two, y) == pytest.approx(float(logistic.loss(z, label)), rel=1e-14, abs=1e-320)
    assert residual(two, y)[0] == pytest.approx(
        float(logistic.residual(z, label)), rel=1e-14, abs=1e-320
    )
    assert jacobian(two)[0, 0] == pytest.approx(
        float(logistic.sigmoid_derivative(z)), rel=1e-14, abs=1e-320
    )


@pytest.mark.parametrize("margin", [40.0, 700.0])
def test_gradients_of_saturated_examples(margin: float) -> None:
    X, W = np.array([[1.0], [0.5]]), np.array([[margin], [0.0]])
    dW, db = gradient(X, [[1, 0], [1, 0]], W, [0.0, 0.0])
    left = np.exp(-margin), np.exp(-margin / 2)
    # An absolute tolerance would accept 0 here, and either sign.
    assert dW[0, 0] == pytest.approx(-(left[0] + left[1] / 2) / 2, rel=1e-8, abs=0)
    assert db[0] == pytest.approx(-(left[0] + left[1]) / 2, rel=1e-8, abs=0)
    dW, _ = gradient(X, [[0, 1], [0, 1]], W, [0.0, 0.0])
    assert dW[:, 0] == pytest.approx([0.75, -0.75], rel=1e-8)


def test_many_examples_are_one_after_the_other() -> None:
    z = np.random.default_rng(1).normal(size=(2, 4, 3)) * 20
    y = np.eye(3)[np.arange(8).reshape(2, 4) % 3]
    for function in (softmax, log_softmax, jacobian, hessian):
        whole = function(z)
        assert whole.shape[:2] == (2, 4)
        np.testing.assert_allclose(whole[1, 2], function(z[1, 2]), rtol=1e-14)
    assert np.shape(loss(z, y)) == (2, 4)
    assert residual(z, y).shape == (2, 4, 3)
    np.testing.assert_allclose(residual(z, y)[1, 2], residual(z[1, 2], y[1, 2]), rtol=1e-14)


def test_float32_stays_float32_and_arguments_stay_as_they_are() -> None:
    data = dataset(3)
    before = {key: value.copy() for key, value in data.items()}
    small = {key: value.astype(np.float32) for key, value in data.items()}
    dW, db = gradient(**small)
    assert dW.dtype == db.dtype == np.float32
    assert close(dW, gradient(**data)[0], 1e-6)
    assert cost(**small) == pytest.approx(cost(**data), rel=1e-6)
    assert softmax([1, 2]).dtype == np.float64
    assert jacobian(small["b"]).dtype == np.float32
    assert all(np.array_equal(before[key], data[key]) for key in data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"X": np.zeros(2)}, r"X must have shape \(m, n\).*got \(2,\)"),
        ({"X": np.full((M, N), np.inf)}, r"X must be finite; found inf at \[0, 0\]"),
        ({"W": np.zeros((N, K))}, r"W must have shape \(K, 2\).*got \(2, 3\)"),
        ({"W": np.zeros((0, N))}, r"W must have shape \(K, 2\).*got \(0, 2\)"),
        ({"W": np.full((K, N), np.nan)}, r"W must be finite; found nan"),
        ({"b": np.zeros((K, 1))}, r"b must have shape \(3,\), one bias.*got \(3, 1\)"),
        ({"b": 0.0}, r"b must have shape \(3,\).*got \(\)"),
        ({"y": np.zeros((K, M))}, r"y must have shape \(5, 3\).*got \(3, 5\)"),
        ({"y": np.zeros(M)}, r"y must have shape \(5, 3\).*got \(5,\)"),
        ({"y": np.zeros((M, K))}, r"add to 1 over the classes; found a sum of 0\.0"),
        ({"y": np.full((M, K), np.nan)}, r"0 or more; found nan"),
        ({"y": np.tile([2.0, -1.0, 0.0], (M, 1))}, r"0 or more; found -1\.0"),
    ],
)
@pytest.mark.parametrize("function", [cost, gradient])
def test_an_argument_that_does_not_fit_is_named(
    function: Callable[..., Any], change: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        function(**{**dataset(5), **change})


@pytest.mark.parametrize("function", [softmax, log_softmax, jacobian, hessian])
def test_logits_that_do_not_fit_are_refused(function: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"z must have shape \(…, K\).*got \(\)"):
        function(1.0)
    with pytest.raises(ValueError, match=r"K >= 1; got \(2, 0\)"):
        function(np.zeros((2, 0)))
    with pytest.raises(ValueError, match=r"z must be finite; found nan at \[1\]"):
        function([0.0, np.nan])
    with pytest.raises(TypeError, match="z must hold real numbers; got complex128"):
        function([1j, 0.0])


@pytest.mark.parametrize("function", [loss, residual])
def test_labels_that_would_broadcast_are_refused(function: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"y must have shape \(2, 3\), the shape of z; got \(3,\)"):
        function(np.zeros((2, 3)), [0, 0, 1])
