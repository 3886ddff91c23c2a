"""Right functions, in the conventions that people use; each must be judged right."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def mean_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))


def theta_cost(theta: Any, X: Any, y: Any) -> Any:
    h = sigmoid(X @ theta)
    return (-y @ np.log(h + 1e-8) - (1 - y) @ np.log(1 - h + 1e-8)) / len(y)


def vectorised(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return r @ X / len(y), r.mean()


def two_loops(X: Any, y: Any, w: Any, b: Any) -> Any:
    m, n = X.shape
    dj_dw, dj_db = np.zeros((n,)), 0.0
    for i in range(m):
        z_i = 0.0
        for j in range(n):
            z_i += w[j] * X[i, j]
        error = 1 / (1 + np.exp(-(z_i + b))) - y[i]
        for j in range(n):
            dj_dw[j] = dj_dw[j] + error * X[i, j]
        dj_db = dj_db + error
    return dj_db / m, dj_dw / m


def minus_y_minus_f(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return -X.T @ (y - f) / len(y), -np.mean(y - f)


def other_sigmoid(X: Any, y: Any, w: Any, b: Any) -> Any:
    z = X @ w + b
    r = np.exp(z) / (1 + np.exp(z)) - y
    return np.mean(r[:, None] * X, axis=0), np.mean(r)


def one_minus(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = 1 - y - sigmoid(-(X @ w + b))
    return np.einsum("ij,i->j", X, r) / len(y), np.average(r)


def chain_rule(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    by_f = -y / (f + 1e-8) + (1 - y) / (1 - f + 1e-8)
    by_z = by_f * f * (1 - f)
    return X.T @ by_z / len(y), by_z.mean()


def half_tanh(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = (1 + np.tanh((X @ w + b) / 2)) / 2 - y
    return X.T.dot(r) / X.shape[0], r.sum() / X.shape[0]


def by_label(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    r = np.where(y == 1, f - 1, f)
    return {"dw": r @ X / len(y), "db": r.mean()}


def as_columns(X: Any, y: Any, w: Any, b: Any) -> Any:
    y, w = y.reshape(-1, 1), w.reshape(-1, 1)
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r.sum() / len(y)


def in_float32(X: Any, y: Any, w: Any, b: Any) -> Any:
    X, w = X.astype(np.float32), w.astype(np.float32)
    r = sigmoid(X @ w + np.float32(b)) - y.astype(np.float32)
    return (X.T @ r / np.float32(len(y))).astype(np.float32), np.float32(r.mean())


def clipped(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = np.clip(sigmoid(np.clip(X @ w + b, -500, 500)), 1e-7, 1 - 1e-7)
    return X.T @ (f - y) / len(y), np.mean(f - y)


def by_differences(X: Any, y: Any, w: Any, b: Any, h: float = 1e-5) -> Any:
    dw = np.zeros_like(w)
    for j in range(len(w)):
        step = np.zeros_like(w)
        step[j] = h
        dw[j] = (mean_cost(X, y, w + step, b) - mean_cost(X, y, w - step, b)) / (2 * h)
    return dw, (mean_cost(X, y, w, b + h) - mean_cost(X, y, w, b - h)) / (2 * h)


def of_theta(theta: Any, X: Any, y: Any) -> Any:
    return X.T @ (sigmoid(X @ theta) - y) / y.size


def of_theta_last(X: Any, y: Any, theta: Any) -> Any:
    """X has a column of ones."""
    m = len(y)
    gradient = np.zeros(len(theta))
    for i in range(m):
        gradient += (sigmoid(X[i] @ theta) - y[i]) * X[i]
    return gradient / m


def column_theta(theta: Any, X: Any, y: Any) -> Any:
    m = len(y)
    theta, y = np.reshape(theta, (-1, 1)), np.reshape(y, (-1, 1))
    h = sigmoid(np.dot(X, theta))
    J = -(1 / m) * np.sum(y * np.log(h) + (1 - y) * np.log(1 - h))
    return J, (1 / m) * np.dot(X.T, h - y)


def propagate(w: Any, b: Any, X: Any, Y: Any) -> Any:
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw, db = np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m
    return {"dw": dw, "db": db}, np.squeeze(np.array(cost))


def summed_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    z = X @ w + b
    return np.sum(np.logaddexp(0, z) - y * z)


def summed(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r, r.sum()


def signed_gradient(w: Any, X: Any, y: Any) -> Any:
    """Mean of log(1 + exp(-y w.x)), labels -1 and +1, no intercept."""
    s = -y * sigmoid(-y * (X @ w))
    return X.T @ s / len(y)


def signed_objective(w: Any, X: Any, y: Any, C: Any) -> Any:
    """0.5 |w|^2 + C sum log(1 + exp(-y w.x)), y in {-1, 1}."""
    yz = y * (X @ w)
    value = 0.5 * w @ w + C * np.logaddexp(0, -yz).sum()
    return value, w - C * X.T @ (y * sigmoid(-yz))


def signs_of_labels(X: Any, y: Any, w: Any, b: Any) -> Any:
    """Labels 0 and 1."""
    s = 2 * y - 1
    g = -s * sigmoid(-s * (X @ w + b)) / len(y)
    return X.T @ g, g.sum()


def reg_cost(X: Any, y: Any, w: Any, b: Any, lambda_: Any = 1) -> Any:
    return mean_cost(X, y, w, b) + lambda_ / (2 * len(y)) * np.sum(w**2)


def reg_gradient(X: Any, y: Any, w: Any, b: Any, lambda_: Any = 1) -> Any:
    m = len(y)
    r = sigmoid(X @ w + b) - y
    return r.sum() / m, (X.T @ r + lambda_ * w) / m


def half_lambda(w: Any, b: Any, X: Any, y: Any, lam: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y) + lam * w, r.mean()


def twice_lambda_summed(w: Any, b: Any, X: Any, y: Any, reg: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r + 2 * reg * w, r.sum()


def lasso_cost(w: Any, b: Any, X: Any, y: Any, lam: Any) -> Any:
    return mean_cost(X, y, w, b) + lam * np.abs(w).sum()


def lasso(w: Any, b: Any, X: Any, y: Any, lam: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y) + lam * np.sign(w), r.mean()


def elastic_cost(w: Any, b: Any, X: Any, y: Any, lam: Any) -> Any:
    return mean_cost(X, y, w, b) + lam * (0.3 * np.abs(w).sum() + 0.35 * np.sum(w**2))


def elastic(w: Any, b: Any, X: Any, y: Any, lam: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y) + lam * (0.3 * np.sign(w) + 0.7 * w), r.mean()


def weighted_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return -np.mean(3 * y * np.log(f) + (1 - y) * np.log(1 - f))


def weighted(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    r = -3 * y * (1 - f) + (1 - y) * f
    return X.T @ r / len(y), r.mean()


def all_penalised(theta: Any, X: Any, y: Any, lam: Any) -> Any:
    h, m = sigmoid(X @ theta), len(y)
    cost = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + lam / (2 * m) * theta @ theta
    return cost, X.T @ (h - y) / m + lam / m * theta


def log10_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    f = sigmoid(X @ w + b)
    return -np.mean(y * np.log2(f) + (1 - y) * np.log2(1 - f))


def log10_gradient(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = (sigmoid(X @ w + b) - y) / np.log(2)
    return X.T @ r / len(y), r.mean()


def score(theta: Any, X: Any, y: Any) -> Any:
    """Score: the derivative of the log-likelihood, which is maximised."""
    return X.T @ (y - sigmoid(X @ theta))


def neg_log_likelihood_grad(theta: Any, X: Any, y: Any) -> Any:
    return X.T @ (sigmoid(X @ theta) - y)


def hessian(theta: Any, X: Any, y: Any) -> Any:
    f = sigmoid(X @ theta)
    return X.T @ np.diag(f * (1 - f)) @ X / len(y)


def score_and_hessian(beta: Any, X: Any, y: Any) -> Any:
    """Log-likelihood: score and Hessian."""
    p = sigmoid(X @ beta)
    return X.T @ (y - p), -(X.T * (p * (1 - p))) @ X


class Slopes(NamedTuple):
    dw: Any
    db: Any


def named(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return Slopes(X.T @ r / len(y), np.mean(r))


def grad_mse(X: Any, y: Any, w: Any, b: Any) -> Any:
    """Mean squared error of the sigmoid."""
    f = sigmoid(X @ w + b)
    d = 2 * (f - y) * f * (1 - f)
    return X.T @ d / len(y), d.mean()


def linear_regression_gradient(X: Any, y: Any, w: Any, b: Any) -> Any:
    """Linear regression, J = 1/(2m) sum (f - y)^2."""
    r = X @ w + b - y
    return X.T @ r / len(y), r.mean()


def softmax_loss(W: Any, X: Any, y: Any, reg: Any) -> Any:
    scores = X @ W
    scores = scores - scores.max(axis=1, keepdims=True)
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    N = len(y)
    loss = -np.log(p[np.arange(N), y]).mean() + reg * np.sum(W * W)
    p[np.arange(N), y] -= 1
    return loss, X.T @ p / N + 2 * reg * W


def stable_sigmoid(z: Any) -> Any:
    return np.where(
        z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))
    )


def sigmoid_derivative(z: Any) -> Any:
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def sigmoid_prime(a: Any) -> Any:
    return a * (1 - a)


def logistic_loss(y: Any, y_hat: Any) -> Any:
    return -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def compute_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    total = 0.0
    for i in range(len(y)):
        f = sigmoid(np.dot(X[i], w) + b)
        total += -np.log(f) if y[i] == 1 else -np.log(1 - f)
    return total / len(y)


def e_is_a_residual(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = sigmoid(X @ w + b) - y
    return e.mean(), X.T @ e / len(y)


def e_in_columns(X: Any, y: Any, w: Any, b: Any) -> Any:
    E = sigmoid(X @ w.reshape(-1, 1) + b) - y.reshape(-1, 1)
    return (X.T @ E) / len(X), np.sum(E) / len(X)


def error_beside_it(X: Any, y: Any, w: Any, b: Any) -> Any:
    residual = sigmoid(X @ w + b) - y
    error = np.mean(residual)
    return error, X.T @ residual / len(y)


def newton_step(theta: Any, X: Any, y: Any) -> Any:
    p = sigmoid(X @ theta)
    H = X.T @ (X * (p * (1 - p))[:, None])
    return theta - np.linalg.solve(H, X.T @ (p - y))


def irls_direction(theta: Any, X: Any, y: Any) -> Any:
    p = sigmoid(X @ theta)
    return np.linalg.inv((X.T * (p * (1 - p))) @ X) @ X.T @ (y - p)


def loglike_hessian(params: Any, exog: Any) -> Any:
    p = sigmoid(exog @ params)
    return -(exog.T * (p * (1 - p))) @ exog


def loglike(params: Any, endog: Any, exog: Any) -> Any:
    q = 2 * endog - 1
    return np.sum(np.log(sigmoid(q * (exog @ params))))


def loss_gradient(raw_prediction: Any, y_true: Any) -> Any:
    loss = np.logaddexp(0, raw_prediction) - y_true * raw_prediction
    grad = sigmoid(raw_prediction) - y_true
    return loss, grad


def lasso_gradient(X: Any, y: Any, theta: Any, lam: Any) -> Any:
    g = X.T @ (sigmoid(X @ theta) - y) / len(y)
    g[1:] += lam / len(y) * np.sign(theta[1:])
    return g


def one_feature(w: Any, b: Any, x: Any, y: Any) -> Any:
    dw = db = 0
    for i in range(x.shape[0]):
        f = 1 / (1 + np.exp(-(w * x[i] + b)))
        dw, db = dw + (f - y[i]) * x[i], db + f - y[i]
    return dw / len(x), db / len(x)


def line_gradient(beta0: Any, beta1: Any, x: Any, y: Any) -> Any:
    p = sigmoid(beta0 + beta1 * x)
    return np.mean(p - y), np.mean((p - y) * x)


def row_cross_entropy_grad(z: Any, y: Any) -> Any:
    p = np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)
    return p - y


def with_a_count(X: Any, y: Any, w: Any, b: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r.mean(), {"n": len(w)}


def log_sigmoid(z: Any) -> Any:
    return -np.logaddexp(0, -z)


def linear_cost(X: Any, y: Any, w: Any, b: Any) -> Any:
    return np.sum((X @ w + b - y) ** 2) / (2 * len(y))


def linear_gradient(X: Any, y: Any, w: Any, b: Any) -> Any:
    e = X @ w + b - y
    return e.mean(), X.T @ e / len(y)


RIGHT: list[tuple[Any, Any]] = [
    *((function, mean_cost) for function in (
        vectorised, two_loops, minus_y_minus_f, other_sigmoid, one_minus, chain_rule, half_tanh,
        by_label, as_columns, in_float32, clipped, by_differences, signs_of_labels, named,
    )),
    *((function, theta_cost) for function in (of_theta,)),
    *((function, None) for function in (
        vectorised, two_loops, chain_rule, in_float32, by_differences, of_theta, of_theta_last,
        column_theta, propagate, summed, signed_gradient, signed_objective, reg_gradient,
        half_lambda, twice_lambda_summed, all_penalised, score, neg_log_likelihood_grad, hessian,
        score_and_hessian, grad_mse, linear_regression_gradient, softmax_loss, stable_sigmoid,
        sigmoid_derivative, sigmoid_prime, logistic_loss, compute_cost, mean_cost, reg_cost,
    )),
    *((function, None) for function in (
        e_is_a_residual, e_in_columns, error_beside_it, newton_step, irls_direction, loglike,
        loglike_hessian, loss_gradient, lasso_gradient, one_feature, line_gradient,
        row_cross_entropy_grad, log_sigmoid, with_a_count,
    )),
    (e_is_a_residual, mean_cost),
    (linear_gradient, linear_cost),
    (summed, summed_cost),
    (reg_gradient, reg_cost),
    (lasso, lasso_cost),
    (elastic, elastic_cost),
    (weighted, weighted_cost),
    (log10_gradient, log10_cost),
]  # fmt: skip
"""Functions with the cost that is given along, or without one."""
