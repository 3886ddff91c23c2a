"""Wrong gradient functions, made by rule: a mistake in one core, called in many conventions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Core = Callable[[Array, Array, Array, float, float], tuple[Any, Any]]
"""X of shape (m, n), y, w, b, λ: the derivatives by w and by b."""
Function = Callable[..., Any]
Formula = Callable[[SimpleNamespace], Any]
"""Of X, y, w, b, λ, m, n, the logits z, the predictions f and the residuals r."""


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def cost(X: Array, y: Array, w: Array, b: float, lam: float = 0.0) -> Any:
    f = sigmoid(X @ w + b)
    m = len(y)
    return -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f)) + lam / (2 * m) * np.sum(w**2)


def quantities(X: Array, y: Array, w: Array, b: float, lam: float) -> SimpleNamespace:
    z = X @ w + b
    f, (m, n) = sigmoid(z), X.shape
    return SimpleNamespace(X=X, y=y, w=w, b=b, lam=lam, m=m, n=n, z=z, f=f, r=f - y)


def of_residual(residual: Formula) -> Core:
    """The core with another residual."""

    def core(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
        r = residual(quantities(X, y, w, b, lam))
        return X.T @ r / len(y) + lam / len(y) * w, np.mean(r)

    return core


def of_parts(
    by_weights: Formula = lambda q: q.X.T @ q.r / q.m + q.lam / q.m * q.w,
    by_bias: Formula = lambda q: q.r.sum() / q.m,
) -> Core:
    """The core with other formulas for its two results; one that is not given is right."""

    def core(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
        q = quantities(X, y, w, b, lam)
        return by_weights(q), by_bias(q)

    return core


def first_only(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    dw, db = np.zeros(X.shape[1]), 0.0
    for i in range(len(y)):
        r = sigmoid(X[i] @ w + b) - y[i]
        dw, db = dw + r * X[i], db + r
        return dw / len(y) + lam / len(y) * w, db / len(y)
    return dw, db


def last_only(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    dw, db = np.zeros(X.shape[1]), 0.0
    for i in range(len(y)):
        r = sigmoid(X[i] @ w + b) - y[i]
        dw, db = r * X[i], r
    return dw / len(y) + lam / len(y) * w, db / len(y)


def divided_inside(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    dw, db = np.zeros(X.shape[1]), 0.0
    for i in range(len(y)):
        r = sigmoid(X[i] @ w + b) - y[i]
        dw, db = (dw + r * X[i]) / len(y), (db + r) / len(y)
    return dw + lam / len(y) * w, db


def without_bias(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    return of_parts()(X, y, w, 0 * b, lam)


def bitwise(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    return of_residual(lambda q: q.f + ~np.asarray(q.y, dtype=int))(X, y, w, b, lam)


def first_label(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    return of_parts()(X, np.full_like(y, y[0]), w, b, lam)


def outer(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    r = (sigmoid(X @ w + b) - y.reshape(-1, 1)).sum(axis=0)
    return X.T @ r / len(y) + lam / len(y) * w, r.sum() / len(y)


def updated(X: Array, y: Array, w: Array, b: float, lam: float) -> tuple[Any, Any]:
    dw, db = of_parts()(X, y, w, b, lam)
    return w - 0.1 * dw, b - 0.1 * db


CORES: dict[str, tuple[Core, str]] = {
    "missing-chain-factor": (of_residual(lambda q: (q.f - q.y) / (q.f * (1 - q.f))), "dw db"),
    "double-chain-factor": (of_residual(lambda q: (q.f - q.y) * q.f * (1 - q.f)), "dw db"),
    "flipped-sign": (of_parts(lambda q: -q.X.T @ q.r / q.m + q.lam / q.m * q.w,
                              lambda q: -q.r.sum() / q.m), "dw db"),
    "loss-by-prediction-sign": (
        of_residual(lambda q: (-q.y / q.f - (1 - q.y) / (1 - q.f)) * q.f * (1 - q.f)), "dw db"),
    "sigmoid-derivative-minus": (
        of_residual(lambda q: (q.f - q.y) / (q.f * (1 - q.f)) * (q.f - (1 - q.f))), "dw db"),
    "sigmoid-derivative-plus": (
        of_residual(lambda q: (q.f - q.y) / (q.f * (1 - q.f)) * q.f * (1 + q.f)), "dw db"),
    "sigmoid-flipped": (of_residual(lambda q: 1 / (1 + np.exp(q.z)) - q.y), "dw db"),
    "sigmoid-precedence": (of_residual(lambda q: 1 / 1 + np.exp(-q.z) - q.y), "dw db"),
    "sigmoid-missing": (of_residual(lambda q: q.z - q.y), "dw db"),
    "missing-feature": (of_parts(
        lambda q: np.ones(q.n) * q.r.sum() / q.m + q.lam / q.m * q.w), "dw"),
    "extra-feature": (of_parts(by_bias=lambda q: q.r @ q.X[:, 0] / q.m), "db"),
    "misplaced-parenthesis": (of_residual(lambda q: sigmoid(q.z - q.y)), "dw db"),
    "missing-mean": (of_parts(lambda q: q.X.T @ q.r + q.lam / q.m * q.w,
                              lambda q: q.r.sum()), "dw db"),
    "extra-half": (of_parts(lambda q: q.X.T @ q.r / (2 * q.m) + q.lam / q.m * q.w,
                            lambda q: q.r.sum() / (2 * q.m)), "dw db"),
    "factor-two": (of_parts(lambda q: 2 / q.m * q.X.T @ q.r + q.lam / q.m * q.w,
                            lambda q: 2 / q.m * q.r.sum()), "dw db"),
    "wrong-count": (of_parts(lambda q: q.X.T @ q.r / q.n + q.lam / q.m * q.w,
                             lambda q: q.r.sum() / q.n), "dw db"),
    "log-ten": (of_residual(lambda q: (q.f - q.y) / np.log(10)), "dw db"),
    "labels-flipped": (of_residual(lambda q: q.f - (1 - q.y)), "dw db"),
    "missing-bias": (without_bias, "dw db"),
    "signed-labels-mixed": (of_residual(lambda q: q.f - (2 * q.y - 1)), "dw db"),
    "wrong-variable": (of_parts(
        lambda q: q.r.sum() * q.w / q.m + q.lam / q.m * q.w), "dw"),
    "wrong-index": (of_parts(
        lambda q: np.ones(q.n) * (q.r @ q.X[:, 0]) / q.m + q.lam / q.m * q.w), "dw"),
    "return-inside-loop": (first_only, "dw db"),
    "last-example-only": (last_only, "dw db"),
    "division-inside-loop": (divided_inside, "dw db"),
    "bitwise-not": (bitwise, "dw db"),
    "first-label-for-all": (first_label, "dw db"),
    "example-left-out": (of_parts(lambda q: q.X[1:].T @ q.r[1:] / q.m + q.lam / q.m * q.w,
                                  lambda q: q.r[1:].sum() / q.m), "dw db"),
    "entries-not-filled": (of_parts(
        lambda q: np.append((q.X.T @ q.r / q.m + q.lam / q.m * q.w)[:-1], 0)), "dw"),
    "bias-added-per-feature": (of_parts(by_bias=lambda q: q.n * q.r.mean()), "db"),
    "integer-arrays": (of_parts(
        lambda q: (q.X.T @ q.r + q.lam * q.w).astype(int) / q.m), "dw"),
    "labels-left-out": (of_residual(lambda q: q.f), "dw db"),
    "classes-for-probabilities": (of_residual(lambda q: (q.f >= 0.5) - q.y), "dw db"),
    "broadcast-outer": (outer, "dw db"),
    "returns-updated-parameters": (updated, "dw db"),
}  # fmt: skip
"""For each mistake a core that makes it, and the parts that are then wrong."""

PENALTIES: dict[str, tuple[Core, str]] = {
    "penalty-missing": (of_parts(lambda q: q.X.T @ q.r / q.m), "dw"),
    "penalty-not-averaged": (
        of_parts(lambda q: q.X.T @ q.r / q.m + q.lam * q.w), "dw"),
    "penalty-doubled": (
        of_parts(lambda q: q.X.T @ q.r / q.m + 2 * q.lam / q.m * q.w), "dw"),
    "penalty-halved": (
        of_parts(lambda q: q.X.T @ q.r / q.m + q.lam / (2 * q.m) * q.w), "dw"),
    "penalty-summed": (
        of_parts(lambda q: q.X.T @ q.r / q.m + q.lam / q.m * np.sum(q.w)), "dw"),
    "penalty-on-bias": (
        of_parts(by_bias=lambda q: q.r.mean() + q.lam / q.m * q.b), "db"),
    "penalty-wrong-sign": (
        of_parts(lambda q: q.X.T @ q.r / q.m - q.lam / q.m * q.w), "dw"),
    "penalty-precedence": (
        of_parts(lambda q: q.X.T @ q.r / q.m + q.lam / 1 * q.m * q.w), "dw"),
    "penalty-wrong-index": (
        of_parts(lambda q: q.X.T @ q.r / q.m + q.lam / q.m * q.w[0]), "dw"),
    "penalty-strength-inverted": (
        of_parts(lambda q: q.X.T @ q.r / q.m + 1 / (q.lam * q.m) * q.w), "dw"),
}  # fmt: skip
"""The same, for a cost with λ/(2m) Σw²."""


def in_rows(core: Core) -> tuple[Function, Function]:
    def compute_gradient(X: Any, y: Any, w: Any, b: Any) -> Any:
        """Mean log loss, labels 0 and 1. Returns (dj_db, dj_dw)."""
        dj_dw, dj_db = core(X, y, w, b, 0.0)
        return dj_db, dj_dw

    def compute_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
        return cost(X, y, w, b)

    return compute_gradient, compute_cost


def in_theta(core: Core) -> tuple[Function, Function]:
    def gradient(theta: Any, X: Any, y: Any) -> Any:
        """Mean log loss; X has a column of ones in front."""
        dw, db = core(X[:, 1:], y, theta[1:], theta[0], 0.0)
        return np.append(db, dw)

    def cost_function(theta: Any, X: Any, y: Any) -> Any:
        return cost(X[:, 1:], y, theta[1:], theta[0])

    return gradient, cost_function


def in_columns(core: Core) -> tuple[Function, None]:
    def propagate(w: Any, b: Any, X: Any, Y: Any) -> Any:
        rows, labels, weights = X.T, np.ravel(Y), np.ravel(w)
        dw, db = core(rows, labels, weights, b, 0.0)
        return {"dw": dw.reshape(w.shape), "db": db}, cost(rows, labels, weights, b)

    return propagate, None


def with_penalty(core: Core) -> tuple[Function, Function]:
    def compute_gradient_reg(X: Any, y: Any, w: Any, b: Any, lambda_: Any = 1) -> Any:
        dj_dw, dj_db = core(X, y, w, b, lambda_)
        return dj_db, dj_dw

    def compute_cost_reg(X: Any, y: Any, w: Any, b: Any, lambda_: Any = 1) -> Any:
        return cost(X, y, w, b, lambda_)

    return compute_gradient_reg, compute_cost_reg


def regularized_theta(core: Core) -> tuple[Function, None]:
    def cost_function_reg(theta: Any, X: Any, y: Any, lam: Any) -> Any:
        dw, db = core(X[:, 1:], y, theta[1:], theta[0], lam)
        return cost(X[:, 1:], y, theta[1:], theta[0], lam), np.append(db, dw)

    return cost_function_reg, None


@dataclass(frozen=True)
class Case:
    """A wrong function, its cost if it has one, and what is to be found."""

    mistake: str
    function: Function
    cost: Function | None
    parts: set[str]

    @property
    def name(self) -> str:
        return f"{self.mistake} {self.function.__name__}"


def cases() -> Iterator[Case]:
    """Each mistake in two forms or more."""
    for table, forms in (
        (CORES, (in_rows, in_columns)),
        (PENALTIES, (with_penalty, regularized_theta)),
        (dict(list(CORES.items())[::3]), (in_theta, with_penalty)),
    ):
        for mistake, (core, parts) in table.items():
            for form in forms:
                function, beside = form(core)
                yield Case(mistake, function, beside, set(parts.split()))


def e_without_mean(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = sigmoid(X @ w + b) - y
    return e.sum(), X.T @ e / len(y)


def lost_bias(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = sigmoid(X @ w + b) - y
    return e, X.T @ e / len(y)


def changed_places(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = sigmoid(X @ w + b) - y
    return {"dw": e.mean(), "db": X.T @ e / len(y)}


def newton_uphill(theta: Any, X: Any, y: Any) -> Any:
    p = sigmoid(X @ theta)
    return theta + np.linalg.solve((X.T * (p * (1 - p))) @ X, X.T @ (p - y))


def newton_of_squares(theta: Any, X: Any, y: Any) -> Any:
    return theta - np.linalg.solve(X.T @ X, X.T @ (sigmoid(X @ theta) - y))


def newton_mixed(theta: Any, X: Any, y: Any) -> Any:
    p = sigmoid(X @ theta)
    return theta - np.linalg.solve((X.T * (p * (1 - p))) @ X / len(y), X.T @ (p - y))


def mean_of_table(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = sigmoid(X @ w + b) - y.reshape(-1, 1)
    return np.mean(e), np.mean(X.T @ e, axis=1)


def label_of_the_feature(X: Any, y: Any, w: Any, b: Any) -> Any:
    m, n = X.shape
    f, dw = sigmoid(X @ w + b), np.zeros(n)
    for i in range(m):
        for j in range(n):
            dw[j] += (f[i] - y[j]) * X[i, j]
    return np.mean(f - y), dw / m


def label_outside(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return np.mean(f - y), np.mean(f * X.T - y, axis=1)


def one_feature_left_out(w: Any, b: Any, x: Any, y: Any) -> Any:
    r = sigmoid(w * x + b) - y
    return np.mean(r), np.mean(r)


def softmax_without_labels(W: Any, X: Any, y: Any, reg: Any) -> Any:
    scores = np.exp(X @ W)
    p = scores / scores.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(len(y)), y])) + reg * np.sum(W * W)
    return loss, X.T @ p / len(y) + 2 * reg * W


def softmax_half_penalty(W: Any, X: Any, y: Any, reg: Any) -> Any:
    num_train = X.shape[0]
    p = np.exp(X @ W) / np.exp(X @ W).sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(num_train), y])) + reg * np.sum(W * W)
    p[np.arange(num_train), y] -= 1
    return loss, X.T @ p / num_train + reg * W


def signed_uphill(w: Any, X: Any, y: Any, C: Any) -> Any:
    z = X @ w
    return w + C * X.T @ (y / (1 + np.exp(y * z)))


def signed_cost(w: Any, X: Any, y: Any, C: Any) -> Any:
    return 0.5 * w @ w + C * np.sum(np.log(1 + np.exp(-y * (X @ w))))


def cost_of_squared_sum(X: Any, y: Any, w: Any, b: Any, lambda_: Any) -> Any:
    return cost(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w) ** 2


def all_counted(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = sigmoid(X @ w + b) - y
    return e.mean(), np.sum(X * e[:, None], axis=0) / X.size


def integers(X: Any, y: Any, w: Any, b: Any) -> Any:
    m, n = X.shape
    dw, db = np.zeros(n, dtype=int), 0.0
    for i in range(m):
        e = sigmoid(X[i] @ w + b) - y[i]
        for j in range(n):
            dw[j] = dw[j] + e * X[i, j]
        db += e
    return db / m, dw / m


def one_other_logarithm(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return -np.mean(y * np.log(f) + (1 - y) * np.log10(1 - f))


def mean_of_squares(X: Any, y: Any, w: Any, b: Any, lambda_: Any) -> Any:
    return cost(X, y, w, b) + lambda_ / (2 * len(y)) * np.mean(w**2)


def label_added(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return np.mean(f - y), X.T @ (f + y) / len(y)


def softmax_without_bias(W: Any, b: Any, X: Any, Y: Any) -> Any:
    scores = np.exp(X @ W + 0 * b)
    r = scores / scores.sum(axis=1, keepdims=True) - Y
    return X.T @ r / len(X), r.mean(axis=0)


WRITTEN: list[tuple[Function, Function | None, str, str]] = [
    (e_without_mean, None, "missing-mean", "db"),
    (lost_bias, None, "wrong-shape", ""),
    (changed_places, None, "wrong-shape", ""),
    (newton_uphill, None, "flipped-sign", "dw db"),
    (newton_of_squares, None, "hessian-without-weights", "dw db"),
    (newton_mixed, None, "missing-mean", "dw db"),
    (mean_of_table, None, "broadcast-outer", "dw"),
    (label_of_the_feature, None, "wrong-index", "dw"),
    (label_outside, None, "misplaced-parenthesis", "dw"),
    (one_feature_left_out, None, "missing-feature", "dw"),
    (softmax_without_labels, None, "labels-left-out", "dw"),
    (softmax_half_penalty, None, "penalty-halved", "dw"),
    (signed_uphill, None, "flipped-sign", "dw"),
    (signed_uphill, signed_cost, "flipped-sign", "dw"),
    (cost_of_squared_sum, None, "penalty-summed", "cost"),
    (all_counted, None, "wrong-count", "dw"),
    (one_other_logarithm, None, "log-ten", "cost"),
    (mean_of_squares, None, "wrong-count", "cost"),
    (label_added, None, "flipped-sign", "dw"),
    (softmax_without_bias, None, "missing-bias", "dw db"),
    (integers, None, "integer-arrays", "dw"),
]
"""Wrong functions as people write them: the mistake, and the parts that are then wrong."""
