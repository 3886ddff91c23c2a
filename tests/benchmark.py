"""Time and resolution of four ways to check an equation.

Every equation is given to each way as it stands, which must be accepted, and with its right side
multiplied by 1 + 10^-k for k from 1 to 16. "Sees" is the smallest 10^-k at which the wrong equation
is refused.

- lrproof reads the TeX and proves it. It sees what it calls refuted, with a point that shows it;
  the last column is the smallest 10^-k at which it does not say proved.
- SymPy simplifies the difference of the sides, and asks `equals(0)` if anything is left.
- scipy's check_grad compares a gradient with differences of the function, at its defaults; for the
  second derivative it gets the first one as its function.
- Central differences are written by hand, with the step that suits them best. An identity without
  a derivative is compared by its values.

The last two are given the stable functions of lrproof.logistic. They answer with an error and no
verdict, so each is given the smallest bound that raised no false alarm in 40 runs on the right
equation, which nobody knows who checks an unknown gradient. A run is 64 random points; its error is
the largest one, relative to the largest gradient. A wrong equation is seen if its error is above
the bound in each of another 40 runs.

Times are medians of five, for SymPy of one. Those of the last two are for one run.

At the end is what a check of a gradient function takes, without a process of its own: of a right
one, and of one whose mistake must be looked for. Then what a derivation of twenty lines takes, and
one with a wrong line more, which is explained. The last line is about all derivations of pasted.py.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy
from scipy.optimize import check_grad

from lrproof import SETTINGS, Verdict, check_derivation, check_gradient, prove
from lrproof.logistic import cost, gradient, loss, residual, sigmoid, sigmoid_derivative, softplus
from tests.pasted import right, wrong

EXPONENTS = range(16, 0, -1)
POINTS = 64
RUNS = 40

Function = Callable[[Any], Any]
Sample = tuple[Function, Function, Any]
"""A function, the derivative that is claimed for it, and a point."""


@dataclass(frozen=True)
class Statement:
    """One equation, as each way of checking needs it."""

    id: str
    setting: str
    left: str
    right: str
    symbolic: Callable[[], list[tuple[Any, Any]]]
    sample: Callable[[np.random.Generator], Sample]
    order: int = 1
    first: Function | None = None  # the derivative of the function, where the order is 2


Z, Y, B = sympy.symbols("z y b", real=True)
FEATURES = sympy.symbols("x1:4", real=True)
WEIGHTS = sympy.symbols("w1:4", real=True)


def symbolic_sigmoid(z: Any) -> Any:
    return 1 / (1 + sympy.exp(-z))


def symbolic_loss(z: Any, y: Any) -> Any:
    f = symbolic_sigmoid(z)
    return -y * sympy.log(f) - (1 - y) * sympy.log(1 - f)


def symbolic_slope() -> list[tuple[Any, Any]]:
    f = symbolic_sigmoid(Z)
    return [(sympy.diff(f, Z), f * (1 - f))]


def symbolic_curvature() -> list[tuple[Any, Any]]:
    f = symbolic_sigmoid(Z)
    return [(sympy.diff(f, Z, 2), f * (1 - f) * (1 - 2 * f))]


def symbolic_softplus() -> list[tuple[Any, Any]]:
    return [(symbolic_loss(Z, Y), sympy.log(1 + sympy.exp(-Z)) + (1 - Y) * Z)]


def symbolic_residual() -> list[tuple[Any, Any]]:
    return [(sympy.diff(symbolic_loss(Z, Y), Z), symbolic_sigmoid(Z) - Y)]


def symbolic_weight() -> list[tuple[Any, Any]]:
    z = sum(w * x for w, x in zip(WEIGHTS, FEATURES, strict=True)) + B
    total, residual = symbolic_loss(z, Y), symbolic_sigmoid(z) - Y
    return [(sympy.diff(total, w), residual * x) for w, x in zip(WEIGHTS, FEATURES, strict=True)]


def symbolic_gradient() -> list[tuple[Any, Any]]:
    m, n = (SETTINGS["dataset"].sizes[axis] for axis in ("m", "n"))
    x = sympy.Matrix(m, n, lambda i, j: sympy.Symbol(f"x{i}_{j}", real=True))
    y = sympy.symbols(f"y:{m}", real=True)
    z = [sum(x[i, j] * WEIGHTS[j] for j in range(n)) + B for i in range(m)]
    total = sum(symbolic_loss(z[i], y[i]) for i in range(m)) / m
    return [
        (
            sympy.diff(total, WEIGHTS[j]),
            sum((symbolic_sigmoid(z[i]) - y[i]) * x[i, j] for i in range(m)) / m,
        )
        for j in range(n)
    ]


def one_logit(function: Function, derivative: Function) -> Callable[..., Sample]:
    return lambda rng: (function, derivative, rng.normal(size=1))


def one_example(rng: np.random.Generator) -> Sample:
    x, y, b = rng.normal(size=3), rng.integers(2), rng.normal()
    return (
        lambda w: loss(w @ x + b, y),
        lambda w: residual(w @ x + b, y) * x,
        rng.normal(size=3),
    )


def one_label(rng: np.random.Generator) -> Sample:
    y = rng.integers(2)
    return lambda z: loss(z[0], y), lambda z: residual(z, y), rng.normal(size=1)


def softplus_sides(rng: np.random.Generator) -> Sample:
    y = rng.integers(2)
    return lambda z: loss(z, y), lambda z: softplus(-z) + (1 - y) * z, rng.normal(size=1)


def one_dataset(rng: np.random.Generator) -> Sample:
    m, n = (SETTINGS["dataset"].sizes[axis] for axis in ("m", "n"))
    X, y = rng.normal(size=(m, n)), rng.integers(2, size=m)
    b = float(rng.normal())
    return lambda w: cost(X, y, w, b), lambda w: gradient(X, y, w, b)[0], rng.normal(size=n)


STATEMENTS = [
    Statement(
        "sigmoid-derivative", "variable", r"\sigma'(z)", r"\sigma(z)\,(1-\sigma(z))",
        symbolic_slope, one_logit(lambda z: sigmoid(z[0]), sigmoid_derivative),
    ),
    Statement(
        "sigmoid-second-derivative", "variable", r"\sigma''(z)",
        r"\sigma(z)\,(1-\sigma(z))\,(1-2\,\sigma(z))", symbolic_curvature,
        one_logit(
            lambda z: sigmoid(z[0]), lambda z: sigmoid_derivative(z) * (1 - 2 * sigmoid(z))
        ),
        order=2, first=lambda z: sigmoid_derivative(z[0]),
    ),
    Statement(
        "loss-softplus", "feature", "L", r"\ln(1+e^{-z})+(1-y)\,z",
        symbolic_softplus, softplus_sides, order=0,
    ),
    Statement(
        "loss-by-logit", "feature", r"\frac{\partial L}{\partial z}", "f-y",
        symbolic_residual, one_label,
    ),
    Statement(
        "loss-by-weight", "example", r"\frac{\partial L}{\partial w_j}", r"(f-y)\,x_j",
        symbolic_weight, one_example,
    ),
    Statement(
        "cost-by-weight", "dataset", r"\frac{\partial J}{\partial w_j}",
        r"\frac{1}{m}\sum_{i=1}^{m}(f^{(i)}-y^{(i)})\,x_j^{(i)}", symbolic_gradient, one_dataset,
    ),
]  # fmt: skip


def smallest(refuses: Callable[[int], bool]) -> str:
    """Return the smallest 10^-k that is refused, in words."""
    k = next((k for k in EXPONENTS if refuses(k)), None)
    return f"1e-{k:02d}" if k else "none"


def median_time(run: Callable[[], object], repeats: int) -> str:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return f"{1000 * statistics.median(times):.1f} ms"


def verdict(statement: Statement, k: int | None = None) -> Verdict:
    """Return what lrproof says: the one place that calls it."""
    factor = "" if k is None else rf"1.{'0' * (k - 1)}1 \cdot "
    tex = f"{statement.left} = {factor}({statement.right})"
    evidence = prove(tex, SETTINGS[statement.setting])
    if evidence.verdict is Verdict.UNREAD:
        msg = f"{tex}: {evidence.message}"
        raise ValueError(msg)
    return evidence.verdict


def by_lrproof(statement: Statement) -> tuple[str, str, str]:
    if verdict(statement) is not Verdict.PROVED:
        return "not proved", "", ""
    return (
        median_time(lambda: verdict(statement), 5),
        smallest(lambda k: verdict(statement, k) is Verdict.REFUTED),
        smallest(lambda k: verdict(statement, k) is not Verdict.PROVED),
    )


def by_sympy(statement: Statement) -> tuple[str, str]:
    sides = statement.symbolic()

    def holds(left: Any, right: Any) -> bool | None:
        difference = sympy.simplify(left - right)
        return True if difference == 0 else difference.equals(0)

    def sees(k: int) -> bool:
        factor = 1 + sympy.Rational(1, 10**k)
        return any(holds(left, factor * right) is False for left, right in sides)

    start = time.perf_counter()
    accepted = all(holds(left, right) for left, right in sides)
    duration = f"{1000 * (time.perf_counter() - start):.1f} ms"
    return (duration if accepted else "not accepted"), smallest(sees)


def scipy_error(sample: Sample, statement: Statement, factor: float) -> float:
    function, derivative, at = sample
    error = check_grad(statement.first or function, lambda t: factor * derivative(t), at)
    return float(error)


def central_error(sample: Sample, statement: Statement, factor: float) -> float:
    function, derivative, at = sample
    claimed = factor * derivative(at)
    if statement.order == 0:
        found = function(at)
    else:
        step = np.finfo(float).eps ** (1 / (2 + statement.order))
        steps = step * np.eye(len(at))
        if statement.order == 1:
            found = np.array([function(at + h) - function(at - h) for h in steps]) / (2 * step)
        else:
            rises = [function(at + h) - 2 * function(at) + function(at - h) for h in steps]
            found = np.array(rises) / step**2
    return float(np.linalg.norm(found - claimed))


def by_differences(
    statement: Statement, error: Callable[[Sample, Statement, float], float]
) -> tuple[str, str]:
    rng = np.random.default_rng(3)

    def worst(factor: float = 1.0) -> float:
        samples = [statement.sample(rng) for _ in range(POINTS)]
        scale = max(np.linalg.norm(derivative(at)) for _, derivative, at in samples)
        return max(error(sample, statement, factor) for sample in samples) / float(scale)

    bound = max(worst() for _ in range(RUNS))
    sees = smallest(lambda k: all(worst(1 + 10.0**-k) > bound for _ in range(RUNS)))
    return median_time(worst, 5), sees


def rows() -> Iterator[list[str]]:
    for statement in STATEMENTS:
        duration, sees, unproved = by_lrproof(statement)
        scipy = by_differences(statement, scipy_error) if statement.order else ("-", "-")
        central = by_differences(statement, central_error)
        yield [statement.id, duration, sees, *by_sympy(statement), *scipy, *central, unproved]


def right_gradient(X: Any, y: Any, w: Any, b: Any, lambda_: Any) -> Any:
    r = sigmoid(X @ w + b) - y
    return r.mean(), (X.T @ r + lambda_ * w) / len(y)


def wrong_gradient(X: Any, y: Any, w: Any, b: Any, lambda_: Any) -> Any:
    db, dw = right_gradient(X, y, w, b, lambda_)
    return db, 1.1 * dw + b


LINES = [r"\frac{\partial L}{\partial z}", *["= -y(1-f) + (1-y)f", "= f - y"] * 10]


def told(text: str) -> str:
    """What is said of a derivation: of a wrong one, why it is."""
    report = check_derivation(text)
    return report.explanation.text() if report.explanation else ""


def pasted() -> str:
    """How many right derivations are refused, and how many slips are missed or not named."""
    refused = [one for one in right() if not check_derivation(one.tex).holds]
    count = missed = unnamed = 0
    for one in wrong():
        report = check_derivation(one.tex)
        found = report.first_wrong
        count += 1
        if not found or found.row != one.wrong:
            missed += 1
        elif not report.explanation or not {*report.explanation.mistakes[:2]} & {*one.mistakes}:
            unnamed += 1
    return f"{len(refused)} right refused; of {count} slips {missed} missed, {unnamed} not named"


def main() -> None:
    print(__doc__)
    layout = "{:<26}" + "{:>11} {:>6} |" + "{:>11} {:>6} |" * 3 + "{:>9}"
    print(layout.format("", "lrproof", "", "SymPy", "", "check_grad", "", "central", "", "lrproof"))
    print(layout.format("", *("time", "sees") * 4, "unproved"))
    for row in rows():
        print(layout.format(*row), flush=True)
    for function in (right_gradient, wrong_gradient):
        duration = median_time(lambda f=function: check_gradient(f), 5)  # type: ignore[misc]
        print(f"{function.__name__:<26}{duration:>11}")
    for name, lines in (("20 right lines", LINES), ("and a wrong one", [*LINES, "= y-f"])):
        text = r" \\ ".join(lines)
        print(f"{name:<26}{median_time(lambda t=text: told(t), 5):>11}")  # type: ignore[misc]
    print(pasted())


if __name__ == "__main__":
    main()
