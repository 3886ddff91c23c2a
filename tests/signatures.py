"""Right functions with the signatures and results that people write; and some that misbehave.

They are written as people write them: without types, and with names that say much or nothing.
"""

# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN205, ARG001, T201
# mypy: disable-error-code="no-untyped-def, no-untyped-call, var-annotated"

from __future__ import annotations

import functools
import math
import random
import sys
import time
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]
RIGHT: list[tuple[Function, str, str, str | None]] = []
"""Functions with what is to be found out: layout, parameters, labels."""
MISBEHAVING: list[tuple[Function, str]] = []
"""Functions with the mistake that is to be found."""


def right(layout: str, parameters: str, labels: str | None) -> Callable[[Function], Function]:
    def keep(function: Function) -> Function:
        RIGHT.append((function, layout, parameters, labels))
        return function

    return keep


def misbehaves(mistake: str) -> Callable[[Function], Function]:
    def keep(function: Function) -> Function:
        MISBEHAVING.append((function, mistake))
        return function

    return keep


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def softmax(z: Any) -> Any:
    shifted = np.exp(z - z.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


Pair = namedtuple("Pair", "dw db")


@right("rows", "w,b", "0/1")
def plain(X, y, w, b):
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r.mean()


@right("rows", "w,b", "0/1")
def extra_arguments(X, y, w, b, *argv, verbose=False, **options):
    r = sigmoid(X @ w + b) - y
    return r.mean(), X.T @ r / len(y)


@right("rows", "w,b", "0/1")
def keyword_only(X, y, *, weights, bias):
    r = sigmoid(X @ weights + bias) - y
    return {"weights": X.T @ r / len(y), "bias": r.mean()}


@right("rows", "w,b", "0/1")
def other_order(weights, intercept, data, targets):
    r = sigmoid(data @ weights + intercept) - targets
    return Pair(data.T @ r / len(targets), r.mean())


@right("rows", "w,b", "0/1")
def as_list(x_train, y_train, w_in, b_in):
    r = sigmoid(x_train @ w_in + b_in) - y_train
    return [r.mean(), list(x_train.T @ r / len(y_train))]


@right("rows", "w,b", "0/1")
def stacked(X, y, w, b):
    r = sigmoid(X @ w + b) - y
    return np.append(r.mean(), X.T @ r / len(y))


@right("rows", "w,b", "0/1")
def columns_of_numbers(X, y, w, b):
    """y (m, 1), w (n, 1)"""
    assert y.shape == (len(X), 1)
    assert w.shape == (X.shape[1], 1)
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), np.array([[r.mean()]])


@right("rows", "w,b", "0/1")
def cost_first(X, y, w, b):
    f = sigmoid(X @ w + b)
    J = -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))
    dw, db = X.T @ (f - y) / len(y), (f - y).mean()
    return J, dw, db


@right("columns", "w,b", "0/1")
def course_columns(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.squeeze(-1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
    assert w.shape == (len(X), 1)
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, cost


@right("columns", "w,b", "0/1")
def row_of_weights(W, b, X, Y):
    A = sigmoid(W @ X + b)
    m = Y.shape[1]
    return {"dW": (A - Y) @ X.T / m, "db": np.sum(A - Y, axis=1, keepdims=True) / m}


@right("columns", "w,b", "0/1")
def dict_of_parameters(parameters, X, Y):
    w, b = parameters["w"], parameters["b"]
    A = sigmoid(w.T @ X + b)
    m = X.shape[1]
    return {"w": X @ (A - Y).T / m, "b": np.mean(A - Y)}


@right("rows", "w,b", "0/1")
def tuple_of_parameters(params, X, y):
    w, b = params
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r.mean()


@right("rows", "theta", "0/1")
def octave(theta, X, y, lambda_):
    """X has a column of ones."""
    m = len(y)
    grad = X.T @ (sigmoid(X @ theta) - y) / m
    grad[1:] += lambda_ / m * theta[1:]
    return grad


@right("rows", "theta", "0/1")
def octave_columns(theta, X, y):
    m, _ = y.shape
    return (1 / m) * X.T @ (sigmoid(X @ theta) - y)


@right("rows", "w, bias last", "0/1")
def bias_last(w, X, y, lam):
    m = len(y)
    grad = X.T @ (sigmoid(X @ w) - y) / m
    grad[:-1] += lam / m * w[:-1]
    return grad


@right("rows", "theta", "0/1")
def ones_inside(theta, X, y):
    X = np.c_[np.ones(len(X)), X]
    return X.T @ (sigmoid(X @ theta) - y) / len(y)


@right("rows", "w", "0/1")
def coefficients_alone(coef, X, y, reg):
    """Mean log loss + reg/2 * sum(coef^2), no intercept."""
    return X.T @ (sigmoid(X @ coef) - y) / len(y) + reg * coef


@right("rows", "w,b", "-1/+1")
def signed(w, b, X, y):
    s = -y * sigmoid(-y * (X @ w + b))
    return X.T @ s / len(y), s.mean()


@right("rows", "w, bias last", "-1/+1")
def library(w, X, y, C):
    yz = y * (X @ w[:-1] + w[-1])
    s = -C * y * sigmoid(-yz)
    return np.logaddexp(0, -yz).sum() * C + w[:-1] @ w[:-1] / 2, np.append(
        X.T @ s + w[:-1], s.sum()
    )


@right("rows", "theta", "0/1")
def score(beta, X, y):
    """The score: gradient of the log-likelihood. X has a column of ones."""
    return X.T @ (y - sigmoid(X @ beta))


@right("rows", "theta", "0/1")
def hessian(beta, X, y):
    """Of the negative log-likelihood; X has an intercept column."""
    f = sigmoid(X @ beta)
    return X.T @ np.diag(f * (1 - f)) @ X


@right("rows", "w,b", None)
def hessian_without_labels(X, w, b):
    f = sigmoid(X @ w + b)
    X = np.c_[X, np.ones(len(X))]
    return X.T @ ((f * (1 - f))[:, None] * X) / len(X)


@right("rows", "w,b", "0/1")
def from_predictions(X, y, y_hat):
    m = X.shape[0]
    dw = (1 / m) * np.dot(X.T, (y_hat - y))
    db = (1 / m) * np.sum(y_hat - y)
    return dw, db


@right("rows", "w,b", "0/1")
def names_that_say_nothing(p, q, r, s):
    t = sigmoid(p @ r + s) - q
    return t.mean(), p.T @ t / len(q)


@right("rows", "theta", "0/1")
def described(u, v, k):
    """Gradient.

    u: the weights
    v: the data, with a column of ones
    k: the labels
    """
    return v.T @ (sigmoid(v @ u) - k) / len(k)


@right("rows", "w,b", "0/1")
def pure_python(X, y, w, b):
    m, n = len(X), len(X[0])
    dw, db = [0.0] * n, 0.0
    for row, label in zip(X, y, strict=True):
        r = 1 / (1 + math.exp(-(sum(wj * xj for wj, xj in zip(w, row, strict=True)) + b))) - label
        dw = [total + r * xj / m for total, xj in zip(dw, row, strict=True)]
        db += r / m
    return dw, db


@right("rows", "w,b", "0/1")
def lists_alone(X, y, w, b):
    if not isinstance(X, list):
        raise TypeError("lists, please")
    dw, db = pure_python(X, y, w, b)
    return db, dw


@right("rows", "w,b", "0/1")
def one_example(x, y, w, b):
    r = 1 / (1 + math.exp(-(w @ x + b))) - y
    return r * x, r


@right("rows", "w,b", "0/1")
def single_precision(X, y, w, b):
    X, y, w = (np.asarray(array, dtype=np.float32) for array in (X, y, w))
    r = sigmoid(X @ w + np.float32(b)) - y
    return X.T @ r / len(y), r.mean()


@right("rows", "w,b", "0/1")
def step(X, y, w, b, alpha):
    r = sigmoid(X @ w + b) - y
    return w - alpha * X.T @ r / len(y), b - alpha * r.mean()


@right("rows", "theta", "0/1")
def gradient_descent(theta, X, y, alpha, num_iters):
    history = []
    for _ in range(num_iters):
        theta = theta - alpha * X.T @ (sigmoid(X @ theta) - y) / len(y)
        history.append(0.0)
    return theta, history


@right("rows", "W", "0/1")
def softmax_loss(W, X, y, reg):
    """Mean cross-entropy of softmax + reg * sum(W * W), y holds classes."""
    p = softmax(X @ W)
    m = len(y)
    loss = -np.log(p[np.arange(m), y]).mean() + reg * np.sum(W * W)
    p[np.arange(m), y] -= 1
    return loss, X.T @ p / m + 2 * reg * W


def chances(z):
    parts = np.exp(z)
    return parts / np.sum(parts, axis=1, keepdims=True)


@right("rows", "W,b", "0/1")
def several(W, b, X, Y):
    f = chances(X @ W + b)
    return -(Y * np.log(f)).sum() / len(X), X.T @ (f - Y) / len(X), (f - Y).mean(axis=0)


@right("rows", "W,b", "0/1")
def softmax_one_hot(X, Y, W, b):
    r = (softmax(X @ W + b) - Y) / len(X)
    return X.T @ r, r.sum(axis=0)


@right("columns", "W,b", "0/1")
def softmax_columns(W, b, X, Y):
    z = W @ X + b
    p = np.exp(z) / np.sum(np.exp(z), axis=0)
    m = X.shape[1]
    return {"dW": (p - Y) @ X.T / m, "db": np.sum(p - Y, axis=1, keepdims=True) / m}


@right("elementwise", "z", None)
def softmax_of_one(z):
    p = np.exp(z - np.max(z))
    return p / np.sum(p)


@right("elementwise", "z", "0/1")
def softmax_derivative(z, y):
    """dL/dz of one example, y is one-hot"""
    return np.exp(z) / np.exp(z).sum() - y


@right("rows", "theta", "0/1")
def matrices(theta, X, y):
    """A port from Octave with np.matrix(...); every array has two axes."""
    theta, X, y = theta.reshape(1, -1), X, y.reshape(-1, *y.shape[1:])
    if y.ndim == 1:
        y = y.reshape(1, -1)
    error = sigmoid(X @ theta.T) - y
    grad = np.zeros(theta.size)
    for j in range(theta.size):
        grad[j] = np.sum(error * X[:, [j]]) / len(X)
    return grad


@right("rows", "theta", "0/1")
def flattened(theta, X, y):
    theta = theta.reshape(-1, 1)
    return (X.T @ (sigmoid(X @ theta) - y)).ravel() / len(X)


@right("rows", "w,b", "0/1")
def lasso(w, b, X, y, lam):
    """Mean log loss + lam * sum(|w|)"""
    r = sigmoid(X @ w + b) - y
    return X.T @ r / X.shape[0] + lam * np.sign(w), r.mean()


@right("rows", "w,b", None)
def forward(X, w, b):
    Z = X @ w + b
    A = sigmoid(Z)
    return Z, A


@right("rows", "w,b", "0/1")
def nested(W, b, X, y):
    """Returns the loss and two slopes."""
    f = sigmoid(X @ W + b)
    loss = -np.sum(y * np.log(f) + (1 - y) * np.log(1 - f)) / X.shape[0]
    return loss, (X.T @ (f - y) / X.shape[0], np.mean(f - y))


@right("rows", "w,b", None)
def fisher_information(X, p):
    return X.T @ np.diag(p * (1 - p)) @ X


@right("columns", "w,b", "0/1")
def backward(X, Y, A):
    m = X.shape[1]
    dZ = A - Y
    return np.dot(dZ, X.T) / m, np.sum(dZ, axis=1, keepdims=True) / m


@right("rows", "w,b", None)
def hypothesis(X, w, b):
    return sigmoid(X @ w + b)


@right("rows", "theta", None)
def predict(theta, X):
    return (sigmoid(X @ theta) >= 0.5).astype(int)


@right("elementwise", "z", None)
def sigmoid_scalar(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


@right("elementwise", "z", None)
def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


@right("elementwise", "z", None)
def sigmoid_derivative(a):
    return a * (1 - a)


@right("rows", "w,b", "0/1")
def log_loss(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


@right("elementwise", "z", "0/1")
def loss_of_each(z, y):
    return np.logaddexp(0, z) - y * z


@right("elementwise", "z", "0/1")
def loss_derivative(f, y):
    return -y / f + (1 - y) / (1 - f)


@right("elementwise", "z", "0/1")
def dz(a, y):
    return a - y


@right("rows", "w,b", "0/1")
def compute_cost(X, y, w, b, lambda_=1):
    """lambda_ is an unused placeholder"""
    f = sigmoid(X @ w + b)
    return -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))


class Model:
    def __init__(self) -> None:
        self.lr, self.scale, self.dw = 0.01, 1.0, None
        self.weights, self.bias = None, None

    def gradient(self, X, y, w, b):
        return tuple(self.scale * part for part in plain(X, y, w, b))

    def backward(self, X, y):
        r = sigmoid(X @ self.weights + self.bias) - y
        self.dw, self.db = X.T @ r / len(y), r.mean()

    def step(self, X, y):
        dw, db = plain(X, y, self.weights, self.bias)
        self.weights -= self.lr * dw
        self.bias -= self.lr * db

    def predict_proba(self, X):
        return sigmoid(X @ self.weights + self.bias)

    @staticmethod
    def static(X, y, w, b):
        return plain(X, y, w, b)


def make(scale: float) -> Function:
    def closure(X, y, w, b):
        return tuple(scale * part for part in plain(X, y, w, b))

    return closure


OTHER_CALLABLES: list[Function] = [
    Model().gradient,
    Model().backward,
    Model().step,
    Model().predict_proba,
    Model.static,
    make(1.0),
    functools.partial(plain),
]


@misbehaves("returns-nothing")
def returns_none(X, y, w, b):
    plain(X, y, w, b)


@misbehaves("returns-nothing")
def returns_text(X, y, w, b):
    return str(plain(X, y, w, b))


@misbehaves("raises-error")
def raises(X, y, w, b):
    raise ValueError("no convergence")


@misbehaves("raises-error")
def exits(X, y, w, b):
    sys.exit(plain(X, y, w, b) is None)


@misbehaves("raises-error")
def recurses(X, y, w, b):
    return recurses(X, y, w, b)


@misbehaves("raises-error")
def asks(X, y, w, b):
    return input("alpha? ")


@misbehaves("raises-error")
def transposed(X, y, w, b):
    r = sigmoid(X @ w + b) - y
    return X @ r / len(y), r.mean()


@misbehaves("does-not-end")
def never_ends(X, y, w, b):
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            continue


@misbehaves("random-result")
def draws(X, y, w, b):
    i = random.randrange(len(y))
    r = sigmoid(X[i] @ w + b) - y[i] + random.random()
    return X[i] * r, r


@misbehaves("wrong-shape")
def not_added(X, y, w, b):
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r


@misbehaves("wrong-shape")
def outer(X, y, w, b):
    r = sigmoid(X @ w + b)[:, None] - y
    return r @ X, r.mean()


@misbehaves("wrong-shape")
def single_gradient(theta, X, y):
    return (sigmoid(X @ theta) - y).mean()


@misbehaves("not-finite")
def not_a_number(X, y, w, b):
    return X.T @ y * np.nan, np.inf


@misbehaves("changes-its-arguments")
def shrinks(theta, X, y, lambda_):
    grad = X.T @ (sigmoid(X @ theta) - y) / len(y)
    theta[0] = 0
    return grad + lambda_ / len(y) * theta


@misbehaves("raises-error")
def too_large(X, y, w, b):
    return np.zeros((10**9, 10**9)), 0.0


@misbehaves("raises-error")
def nothing_at_all():
    return None


def prints(X, y, w, b):
    print("x" * 10_000)
    return plain(X, y, w, b)


def scales_in_place(X, y, w, b):
    X *= 1.0
    b += 0.0
    w += 1.0
    w -= 1.0
    return plain(X, y, w, b)
