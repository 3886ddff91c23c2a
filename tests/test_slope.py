from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations._slope import curvature, partials, slope
from lrproof.equations._textbook import sigmoid

if TYPE_CHECKING:
    from collections.abc import Callable

LOGITS = np.linspace(-8, 8, 161)


def exact_derivatives(z: float) -> tuple[float, float]:
    """Return the first and second derivative of the sigmoid, from fifty digits."""
    with localcontext() as context:
        context.prec = 50
        s = 1 / (1 + (-Decimal(z)).exp())
        first = s * (1 - s)
        return float(first), float(first * (1 - 2 * s))


def stable_softplus(t: Any) -> Any:
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))


def test_a_slope_is_as_precise_as_its_formula() -> None:
    exact = np.array([exact_derivatives(z)[0] for z in LOGITS])
    assert np.all(np.abs(slope(sigmoid, LOGITS) - exact) <= 1e-15 * exact)


def test_a_curvature_is_right_to_twelve_digits() -> None:
    exact = np.array([exact_derivatives(z)[1] for z in LOGITS])
    error = np.abs(curvature(sigmoid, LOGITS) - exact)
    assert np.all(error <= 1e-12 * np.abs(exact) + 2e-16)


@pytest.mark.parametrize(
    ("function", "first", "second"),
    [
        (np.exp, np.exp, np.exp),
        (np.sin, np.cos, lambda t: -np.sin(t)),
        (lambda t: np.log(1 + np.exp(t)), sigmoid, lambda t: sigmoid(t) * sigmoid(-t)),
        (lambda t: t**5 - 2 * t, lambda t: 5 * t**4 - 2, lambda t: 20 * t**3),
    ],
    ids=["exp", "sin", "softplus", "polynomial"],
)
def test_derivatives_of_known_functions(
    function: Callable[[Any], Any], first: Callable[[Any], Any], second: Callable[[Any], Any]
) -> None:
    t = np.linspace(-3, 3, 25)
    np.testing.assert_allclose(slope(function, t), first(t), rtol=1e-14, atol=1e-15)
    np.testing.assert_allclose(curvature(function, t), second(t), rtol=1e-12, atol=1e-13)


def test_a_factor_of_one_in_a_trillion_is_seen() -> None:
    ratio = slope(sigmoid, LOGITS) / (sigmoid(LOGITS) * sigmoid(-LOGITS))
    assert np.all(np.abs(ratio - 1) < 1e-14)
    assert np.all(np.abs(ratio * (1 + 1e-12) - 1) > 1e-14)


def test_shapes_are_kept() -> None:
    grid = np.linspace(-1, 1, 6).reshape(2, 3)
    assert np.ndim(slope(np.exp, 1.0)) == np.ndim(curvature(np.exp, 1.0)) == 0
    assert slope(np.exp, grid).shape == curvature(np.exp, grid).shape == (2, 3)
    assert partials(lambda v: np.dot(v, v), [1.0, 2.0, 3.0]).tolist() == [2.0, 4.0, 6.0]
    assert partials(lambda v: np.dot(v, v), [1.0]).shape == (1,)
    assert np.ndim(partials(lambda v: v * v, 3.0)) == 0


@pytest.mark.parametrize("derivative", [slope, curvature])
def test_a_function_without_a_complex_result_is_refused(derivative: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="absolute value"):
        derivative(np.abs, 1.0)


def test_partials_refuse_a_norm() -> None:
    with pytest.raises(TypeError, match="norm"):
        partials(np.linalg.norm, [3.0, 4.0])


def test_an_absolute_value_on_the_way_breaks_the_complex_step() -> None:
    # This is why checkers use textbook formulas and not the stable ones. The slope of softplus
    # is σ; the complex step of the stable formula is 0 here, and nothing tells that it is wrong.
    assert slope(lambda t: np.log(1 + np.exp(t)), -2.0) == pytest.approx(sigmoid(-2.0), rel=1e-14)
    assert slope(stable_softplus, -2.0) == 0
