"""The value of a formula, in each kind of number."""

from __future__ import annotations

import math

import pytest

from lrproof.evaluate import Evaluation, evaluate
from lrproof.numbers import Decimals, Dual, Floats, PrimeField, Undefined, precision
from lrproof.setting import Key
from lrproof.settings import SETTINGS
from lrproof.tex import read_formula

POINT: dict[str, dict[Key, float]] = {
    "variable": {("z", ()): 0.75},
    "feature": {("x", ()): 2.0, ("w", ()): 0.5, ("b", ()): -0.25, ("y", ()): 1.0},
    "example": {
        **{("x", (j,)): value for j, value in enumerate((2.0, -1.0, 0.5), 1)},
        **{("w", (j,)): value for j, value in enumerate((0.5, 1.0, -1.5), 1)},
        ("b", ()): 0.5,
        ("y", ()): 0.0,
    },
    "dataset": {
        **{("x", (i, j)): (i * 7 + j * 3) % 5 - 1.5 for i in range(1, 5) for j in range(1, 4)},
        **{("w", (j,)): value for j, value in enumerate((0.5, 1.0, -1.5), 1)},
        **{("y", (i,)): float(i % 2) for i in range(1, 5)},
        ("b", ()): 0.5,
        ("lambda", ()): 2.0,
    },
}


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def value(tex: str, setting: str = "feature", **indices: int) -> float:
    system = Floats()
    point = {key: system.number(number) for key, number in POINT[setting].items()}
    chosen = SETTINGS[setting]
    expression = read_formula(tex, chosen.vocabulary)
    found: float = evaluate(expression, chosen, point, system, indices).value
    return found


F = sigmoid(0.75)


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("1 + 2 \\cdot 3", 7.0),
        ("-2^2", -4.0),
        ("2 - 3 - 4", -5.0),
        ("2/4/2", 0.25),
        (r"\frac12", 0.5),
        ("2^{-3}", 0.125),
        (r"4^{\frac12}", 2.0),
        ("(-2)^{4-1}", -8.0),
        (r"(-2)^{2 \cdot 3 - 1}", -32.0),
        ("(-f)^{1-y}", 1.0),
        ("0^0", 1.0),
        (r"\sqrt{9}", 3.0),
        (r"\lvert -3 \rvert", 3.0),
        (r"\max(2, -3) + \min(2, -3)", -1.0),
        ("e", math.e),
        (r"\ln 2", math.log(2)),
        (r"\log_2 8", 3.0),
        (r"\tanh(0.5)", math.tanh(0.5)),
        (r"\sigma(0.75)", F),
        (r"\sigma^{-1}(0.25)", -math.log(3)),
        (r"\begin{cases} 2 & \text{if } y = 0 \\ 3 & \text{otherwise} \end{cases}", 3.0),
        (r"\mathbf 1\{y = 1\}", 1.0),
        (r"\mathbf 1\{x < 1\}", 0.0),
        ("wx + b", 0.75),
        ("f", F),
    ],
)
def test_values(tex: str, expected: float) -> None:
    assert value(tex) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        # ∂L/∂f takes f as free; ∂L/∂z goes through f, ∂L/∂w through z and f.
        (r"\frac{\partial L}{\partial f}", -1 / F),
        (r"\frac{\partial L}{\partial z}", F - 1),
        (r"\frac{\partial L}{\partial w}", (F - 1) * 2),
        (r"\frac{\partial L}{\partial b}", F - 1),
        (r"\frac{\partial L}{\partial x}", (F - 1) * 0.5),
        (r"\frac{\partial z}{\partial w}", 2.0),
        (r"\frac{\partial z}{\partial f}", 0.0),
        (r"\frac{\partial f}{\partial z}", F * (1 - F)),
        (r"\frac{\partial}{\partial f}\left(f^2 + z\right)", 2 * F),
        (r"\frac{\partial}{\partial z}\left(f + z\right)", F * (1 - F) + 1),
        (r"\frac{\partial^2 L}{\partial w^2}", F * (1 - F) * 4),
        (r"\frac{\partial^2 L}{\partial w \partial b}", F * (1 - F) * 2),
        (r"\frac{\partial}{\partial w}\frac{\partial L}{\partial f}", 2 * F * (1 - F) / F**2),
        (r"\frac{\partial}{\partial f}\frac{\partial L}{\partial w}", 0.0),
        ("f'", F * (1 - F)),
        ("f''", F * (1 - F) * (1 - 2 * F)),
        (r"\sigma'(2z)", sigmoid(1.5) * (1 - sigmoid(1.5))),
        (r"\frac{\partial}{\partial z}\sigma(2z)", 2 * sigmoid(1.5) * (1 - sigmoid(1.5))),
    ],
)
def test_derivatives_follow_the_computation_graph(tex: str, expected: float) -> None:
    assert value(tex) == pytest.approx(expected, rel=1e-13, abs=1e-300)


def test_indices_and_sums() -> None:
    assert value("x_j", "example", j=2) == -1.0
    assert value("x_3", "example") == 0.5
    assert value(r"\sum_{k=1}^{n} w_k x_k", "example") == pytest.approx(-0.75)
    assert value(r"\sum_k w_k x_k + b", "example") == value("z", "example")
    assert value(r"\sum_{k=2}^{3} x_k", "example") == -0.5
    assert value(r"\sum_{k=3}^{2} x_k", "example") == 0.0
    assert value(r"\sum_{k=1}^{n-1} x_k", "example") == 1.0
    assert value(r"\sum_{k=1}^{n} \delta_{jk} x_k", "example", j=2) == -1.0
    assert value(r"\frac{\partial z}{\partial w_j}", "example", j=3) == 0.5
    assert value(r"\frac{\partial z}{\partial w_1}", "example") == 2.0
    assert value(r"\frac{\partial w_j}{\partial w_k}", "example", j=1, k=2) == 0.0
    assert value(r"\frac{\partial w_j}{\partial w_k}", "example", j=2, k=2) == 1.0


def test_a_dataset() -> None:
    rows = [[POINT["dataset"]["x", (i, j)] for j in range(1, 4)] for i in range(1, 5)]
    w, b = (0.5, 1.0, -1.5), 0.5
    f = [sigmoid(sum(map(lambda s, t: s * t, row, w)) + b) for row in rows]
    y = [POINT["dataset"]["y", (i,)] for i in range(1, 5)]
    losses = [-math.log(p if label else 1 - p) for p, label in zip(f, y, strict=True)]
    assert value("f^{(i)}", "dataset", i=3) == pytest.approx(f[2])
    assert value("J", "dataset") == pytest.approx(sum(losses) / 4)
    for j in (1, 2, 3):
        slope = sum((p - t) * row[j - 1] for p, t, row in zip(f, y, rows, strict=True)) / 4
        assert value(r"\frac{\partial J}{\partial w_j}", "dataset", j=j) == pytest.approx(slope)
    assert value(r"\frac{\lambda}{2m}", "dataset") == 0.25


@pytest.mark.parametrize(
    ("tex", "setting"),
    [
        (r"\frac{1}{x - 2}", "feature"),
        (r"\ln(-x)", "feature"),
        (r"\sqrt{-x}", "feature"),
        (r"\begin{cases} 1 & \text{if } y = 0 \end{cases}", "feature"),
        ("x_4", "example"),
        ("x_j", "example"),
        (r"\sum_{k=1}^{4} x_k", "example"),
        (r"\sum_{k=1}^{1001} 1", "example"),
        (r"\sum_{k=1}^{0.5} x_k", "example"),
        (r"e^{e^{e^{x^3}}}", "feature"),
    ],
)
def test_what_has_no_value_here(tex: str, setting: str) -> None:
    with pytest.raises(Undefined):
        value(tex, setting)


@pytest.mark.parametrize(
    "tex",
    [
        "(x - b)^2",
        r"\frac{\partial}{\partial x}\left(\frac{x^3}{w}\right)",
        r"\frac{\partial z}{\partial w} + y",
        r"\begin{cases} x & \text{if } y = 1 \\ w & \text{otherwise} \end{cases}",
    ],
)
def test_all_kinds_of_number_agree(tex: str) -> None:
    setting = SETTINGS["feature"]
    expression = read_formula(tex, setting.vocabulary)
    expected = value(tex)
    field, decimals = PrimeField(), Decimals()
    points = [
        {key: system.number(number) for key, number in POINT["feature"].items()}
        for system in (field, decimals)
    ]
    assert evaluate(expression, setting, points[0], field).constant == expected
    with precision():
        assert float(evaluate(expression, setting, points[1], decimals)) == expected


def test_a_dual_at_the_point_gives_the_derivative_of_the_whole() -> None:
    system = Floats()
    setting = SETTINGS["variable"]
    point: dict[Key, Dual] = {("z", ()): Dual(system.number(0.75), system.number(1), 1)}
    # The derivatives inside must not meddle with the one outside: see Evaluation's level.
    inside = Evaluation(setting, point, system, level=1)
    found = inside.value(read_formula(r"\sigma'(z)", setting.vocabulary), {})
    assert found.slope.value == pytest.approx(F * (1 - F) * (1 - 2 * F), rel=1e-12)
