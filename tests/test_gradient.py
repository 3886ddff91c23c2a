"""Right functions are judged right in their convention; wrong ones are found, and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lrproof.gradient import GradientReport, check_gradient
from lrproof.gradient.agreement import Observed, Standard, ThisCost, parts
from lrproof.gradient.conventions import ELEMENTWISE, LOSSES, PENALTIES, Convention
from lrproof.gradient.data import CONFIDENT, EXTREME, MODERATE, SMALL, Dataset
from lrproof.gradient.returned import Returned
from lrproof.gradient.words import Words
from lrproof.mistakes import MISTAKES
from tests.gradients_right import RIGHT, mean_cost, reg_cost, sigmoid
from tests.gradients_wrong import CORES, WRITTEN, Case, cases
from tests.gradients_wrong import PENALTIES as OF_PENALTY

Function = Callable[..., Any]
CASES = list(cases())


def check(function: Function, cost: Function | None = None) -> GradientReport:
    return check_gradient(function, cost)


def wrong_parts(report: GradientReport) -> set[str]:
    return {entry.name.partition("[")[0] for entry in report.entries if not entry.right}


@pytest.mark.parametrize(("function", "cost"), RIGHT)
def test_a_right_function_is_right(function: Function, cost: Function | None) -> None:
    report = check(function, cost)
    assert report.verdict == "right", report.message
    assert not report.mistakes
    assert all(entry.right for entry in report.entries)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_function_is_named(case: Case) -> None:
    report = check(case.function, case.cost)
    assert report.verdict == "wrong"
    assert case.mistake in report.mistakes[:2], report.message
    assert wrong_parts(report) == case.parts
    assert report.dataset is not None
    assert report.dataset.m <= 3 or case.mistake in ("wrong-count", "penalty-summed")


def test_every_mistake_of_the_catalogue_is_tested_here_or_below() -> None:
    assert CORES.keys() | OF_PENALTY.keys() | {case[2] for case in SPECIAL} | OTHERWISE.keys() == (
        MISTAKES.keys()
    )


OTHERWISE = {
    "sign-not-distributed": "the same numbers as loss-by-prediction-sign",
    "sum-lost": "the same numbers as return-inside-loop",
    "transpose-order": "an error, as transposed-product",
    "log-rule": "made on paper",
    "raises-error": "in the tests of calling",
    "returns-nothing": "in the tests of calling",
    "does-not-end": "in the tests of calling",
}
"""Mistakes that code cannot make, or not in numbers of its own."""


def changes_theta(theta: Any, X: Any, y: Any, lam: Any) -> Any:
    m, h = len(y), sigmoid(X @ theta)
    shrunk = theta
    shrunk[0] = 0
    return X.T @ (h - y) / m + lam / m * shrunk


def draws(X: Any, y: Any, w: Any, b: Any) -> Any:
    batch = np.random.choice(len(y), 5)
    r = sigmoid(X[batch] @ w + b) - y[batch]
    return X[batch].T @ r / 5, r.mean()


def logarithm_of_logits(X: Any, y: Any, w: Any, b: Any) -> Any:
    """Mean log loss."""
    r = np.log(X @ w + b) - y
    return X.T @ r / len(y), r.mean()


def row_for_each(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X * r[:, None] / len(y), r.mean()


def not_transposed(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X @ r / len(y), r.mean()


def hessian(theta: Any, X: Any, y: Any) -> Any:
    return X.T @ X / len(y) + 0 * theta[0]


def hessian_squared(theta: Any, X: Any, y: Any) -> Any:
    f = sigmoid(X @ theta)
    return (X.T * (1 - f) ** 2) @ X / len(y)


def softmax_gradient(W: Any, X: Any, y: Any) -> Any:
    """Mean cross-entropy."""
    scores = np.exp(X @ W)
    p = scores / scores.sum(axis=1, keepdims=True)
    return X.T @ (np.eye(W.shape[1])[y] - p) / len(y)


def softmax_own_class(W: Any, X: Any, y: Any) -> Any:
    """Mean cross-entropy of softmax."""
    scores = np.exp(X @ W)
    p = scores / scores.sum(axis=1, keepdims=True)
    return X.T @ (-np.eye(W.shape[1])[y] * (1 - p)) / len(y)


def sigmoid_prime(z: Any) -> Any:
    return -np.exp(-z) / (1 + np.exp(-z)) ** 2


def sigmoid_grad(z: Any) -> Any:
    return -sigmoid(z) * (1 - sigmoid(z))


def loss(y: Any, f: Any) -> Any:
    return -y * np.log(f) + (1 - y) * np.log(1 - f)


def compute_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))


def squared_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    return np.mean((sigmoid(X @ w + b) - y) ** 2) / 2


def tilde_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    y, f = np.array(y, dtype=int), sigmoid(X @ w + b)
    return np.mean(~y * np.log(f) - (1 - y) * np.log(1 - f))


def precedence_cost(X: Any, y: Any, w: Any, b: Any, lambda_: Any) -> Any:
    return mean_cost(X, y, w, b) + lambda_ / 2 * len(y) * np.sum(w**2)


def right_gradient(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r.mean()


def right_reg_gradient(X: Any, y: Any, w: Any, b: Any, lambda_: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y) + lambda_ / len(y) * w, r.mean()


def shifted_penalty(theta: Any, X: Any, y: Any, lam: Any) -> Any:
    m, h = len(y), sigmoid(X @ theta)
    cost = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + lam / (2 * m) * theta[1:] @ theta[1:]
    shrunk = lam / m * theta
    shrunk[1] = 0
    return cost, X.T @ (h - y) / m + shrunk


SPECIAL: list[tuple[Function, Function | None, str, str]] = [
    (changes_theta, None, "changes-its-arguments", ""),
    (draws, None, "random-result", ""),
    (logarithm_of_logits, None, "not-finite", ""),
    (row_for_each, None, "wrong-shape", ""),
    (not_transposed, None, "transposed-product", ""),
    (hessian, None, "hessian-without-weights", "hessian"),
    (hessian_squared, None, "hessian-weight-squared", "hessian"),
    (softmax_gradient, None, "softmax-sign", "dw"),
    (softmax_own_class, None, "softmax-off-diagonal", "dw"),
    (sigmoid_prime, None, "quotient-rule-sign", "value"),
    (sigmoid_grad, None, "sigmoid-derivative-sign", "value"),
    (loss, None, "one-sign-missing", "value"),
    (compute_cost, None, "missing-minus", "cost"),
    (right_gradient, compute_cost, "missing-minus", "cost"),
    (squared_cost, None, "squared-error-cost", "cost"),
    (right_gradient, squared_cost, "squared-error-cost", "cost"),
    (right_gradient, tilde_cost, "bitwise-not", "cost"),
    (right_reg_gradient, precedence_cost, "penalty-precedence", "cost"),
    (shifted_penalty, None, "penalty-wrong-index", "dw db"),
]


@pytest.mark.parametrize(("function", "cost", "mistake", "names"), [*SPECIAL, *WRITTEN])
def test_what_is_wrong_besides(
    function: Function, cost: Function | None, mistake: str, names: str
) -> None:
    report = check(function, cost)
    assert report.verdict != "right"
    assert mistake in report.mistakes[:3], report.message
    assert not names or wrong_parts(report) == set(names.split())


def rounds(X: Any, y: Any, w: Any, b: Any) -> Any:
    dw, db = right_gradient(X, y, w, b)
    return np.round(dw, 5), np.round(db, 5)


def shrinks(X: Any, y: Any, w: Any, b: Any) -> Any:
    dw, db = right_gradient(X, y, w, b)
    small = np.abs(dw).max() < 1e-4
    return -dw if small else dw, -db if small else db


def slightly_more(X: Any, y: Any, w: Any, b: Any) -> Any:
    dw, db = right_gradient(X, y, w, b)
    return 1.001 * dw, db


@pytest.mark.parametrize("function", [rounds, shrinks, slightly_more])
def test_small_gradients_are_judged_by_their_own_scale(function: Function) -> None:
    gradient = np.abs(Convention().gradient(CONFIDENT[0])[0])
    assert gradient.max() < 1e-4
    assert check(function, mean_cost).verdict == "wrong"


def in_half_precision(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = (sigmoid(X @ w + b) - y).astype(np.float16)
    return (X.T @ r / len(y)).astype(np.float16), np.float16(r.mean())


def in_an_array_of_integers(X: Any, y: Any, w: Any, b: Any) -> Any:
    """Mean log loss."""
    dw, r = np.zeros(X.shape[1], dtype=int), sigmoid(X @ w + b) - y
    for j in range(X.shape[1]):
        dw[j] = r @ X[:, j]
    return dw / len(y), r.mean()


def test_types_of_numbers_are_noticed() -> None:
    half = check(in_half_precision)
    assert half.verdict == "right"
    assert "float16" in half.remarks[0]
    assert "integers" in check(in_an_array_of_integers).message


def test_words_decide_between_what_is_right_otherwise() -> None:
    def gradient(theta: Any, X: Any, y: Any) -> Any:
        """Gradient of the mean log loss."""
        return X.T @ (sigmoid(X @ theta) - y)

    def score(theta: Any, X: Any, y: Any) -> Any:
        return X.T @ (sigmoid(X @ theta) - y)

    assert check(gradient).mistakes[0] == "missing-mean"
    assert check(score).mistakes[0] == "flipped-sign"
    assert Words.of("a mean over 0/1 labels").labels == "0/1"
    assert Words.of("y in {-1, +1}").labels == "-1/+1"
    assert Words.of("lambda/2 * ||w||^2").penalty == "lambda/2 * sum(w^2)"
    assert Words.of("0.5 * reg * sum(W * W)").penalty == "lambda/2 * sum(w^2)"
    assert Words.of("the bias is also regularized").bias_penalised


CONVENTIONS = [
    *(Convention(loss=loss, reduction=LOSSES[loss].reduction or "mean")
      for loss in LOSSES if loss != "softmax"),
    *(Convention(penalty=penalty, reduction="sum", bias_penalised=True) for penalty in PENALTIES),
    Convention(parameters="w", penalty="lambda/2 * sum(w^2)"),
]  # fmt: skip


class ItsCost:
    """A standard cost, called as if it were somebody's."""

    words = "called directly"

    def __init__(self, convention: Convention) -> None:
        self.convention = convention

    def call(self, data: Dataset) -> Returned:
        dw, db = self.convention.gradient(data)
        return Returned(dw=dw, db=db, cost=self.convention.cost(data))

    def code(self, data: Dataset) -> str:
        return data.name


@pytest.mark.parametrize("convention", [*CONVENTIONS, Convention(loss="softmax", parameters="W,b")])
def test_each_standard_cost_has_its_gradient_and_its_hessian(convention: Convention) -> None:
    observed = Observed(ItsCost(convention))
    for data in (*MODERATE, CONFIDENT[1]):
        found = parts(observed, ThisCost(observed, convention.loss == "softmax"), data)
        assert [part.name for part in found] == ["dw", "db"]
        for part in found if convention.has_bias else found[:1]:
            scale = np.abs(part.expected).max()
            np.testing.assert_allclose(part.returned, part.expected, rtol=1e-7, atol=1e-7 * scale)
    if convention.loss != "softmax":
        data, step = SMALL[1], 1e-5
        for j in range(data.n):
            up, down = (
                convention.gradient(replace(data, w=data.w + sign * step * np.eye(data.n)[j]))[0]
                for sign in (1, -1)
            )
            np.testing.assert_allclose(
                (up - down) / (2 * step),
                convention.hessian(data)[j, : data.n],
                rtol=1e-6,
                atol=1e-8,
            )


def test_no_dataset_hides_a_mistake() -> None:
    for data in (*SMALL, *MODERATE, *CONFIDENT, *EXTREME):
        assert data.m != data.n
        assert {0, 1} == set(data.y)
        assert data.w.all()
        assert data.b
        assert data.lambda_ not in (0, 1, 2, data.m, data.n)
        assert np.abs(data.z).max() < 6 or data not in MODERATE
        assert not data.X.flags.writeable
    assert (SMALL[0].m, SMALL[0].n) == (2, 1)
    for name, function in ELEMENTWISE.items():
        convention = Convention(layout="elementwise", loss=name, reduction=None)
        y, _, _, z = convention.model(SMALL[1])
        assert function(z, y).shape == z.shape
        assert (
            Standard(convention).expected(Returned(value=function(z, y)), SMALL[1])[0].right().all()
        )


def test_a_cost_of_ones_own_is_compared_with_its_differences() -> None:
    def cost(X: Any, y: Any, w: Any, b: Any) -> Any:
        return mean_cost(X, y, w, b) + 0.1 * np.sum(w**4)

    def gradient(X: Any, y: Any, w: Any, b: Any) -> Any:
        dw, db = right_gradient(X, y, w, b)
        return dw + 0.4 * w**3, db

    def wrong(X: Any, y: Any, w: Any, b: Any) -> Any:
        dw, db = right_gradient(X, y, w, b)
        return dw + 0.3 * w**3, db

    assert "this cost" in check(gradient, cost).message
    assert check(gradient, cost).verdict == "right"
    report = check(wrong, cost)
    assert report.verdict == "wrong"
    assert wrong_parts(report) == {"dw"}


def test_a_cost_with_a_penalty_tells_which_gradient_is_meant() -> None:
    report = check(right_reg_gradient, reg_cost)
    assert report.convention == Convention(penalty="lambda/(2m) * sum(w^2)")
    assert check(right_gradient, None).convention == Convention()
