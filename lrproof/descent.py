r"""Gradient descent and Newton's method for the cost of logistic regression, step by step.

Both are iterators: each turn of a loop makes one step, so that a figure can be drawn from the path,
or a run be stopped, without a word here about figures.

Everything is computed in float64. Arguments are never changed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from lrproof import logistic
from lrproof.shapes import linear_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import ArrayLike, NDArray

__all__ = ["Iterate", "gradient_descent", "newton"]


@dataclass(frozen=True, slots=True, eq=False)
class Iterate:
    """Where a method stands after a number of steps.

    Attributes:
        step: How many steps were made; 0 at the start.
        w: Weights of shape (n,).
        b: Bias.
        cost: The cost J there, with its penalty.
        gradient_norm: Euclidean norm of the gradient by all weights and the bias.
        reason: Empty while the method goes on. The last iterate says why it is the last:
            "converged", "steps", "stopped", "stalled" or "diverged".
    """

    step: int
    w: NDArray[np.float64]
    b: float
    cost: float
    gradient_norm: float
    reason: str = ""


def gradient_descent(
    X: ArrayLike,
    y: ArrayLike,
    w: ArrayLike | None = None,
    b: float = 0.0,
    *,
    penalty: float = 0.0,
    rate: float | None = None,
    steps: int = 10_000,
    tolerance: float = 1e-8,
    callback: Callable[[Iterate], bool | None] | None = None,
) -> Iterator[Iterate]:
    r"""Iterate over the path of gradient descent, $\theta^+ = \theta - \alpha \nabla J$.

    **Why the default rate is safe.** Let $\theta$ hold the weights and the bias. No curvature of
    $J$ exceeds the number $L$ that `lrproof.logistic.smoothness` returns. So the cost lies below a
    parabola, which is the descent lemma (Yurii Nesterov, Introductory Lectures on Convex
    Optimization, 2004, lemma 1.2.3). At the end of a step it says that
    $J(\theta - \alpha \nabla J) \le J(\theta) - \alpha (1 - \frac{\alpha L}{2}) \lVert \nabla J
    \rVert^2$.

    For $0 < \alpha < 2/L$ the bracket is positive, and the cost falls with every step until the
    gradient is 0. The default $\alpha = 1/L$ makes the guaranteed fall, $\lVert \nabla J \rVert^2 /
    2L$, the largest. In floating point the cost can still rise by its rounding error, near a
    minimum where the fall is smaller than that.

    **Why it ends.** The last iterate gives one of these reasons:

    - "converged": the norm of the gradient is at most `tolerance`. This does not say that a minimum
      exists: on separable data the gradient becomes arbitrarily small on the way to infinity.
    - "steps": so many steps were made.
    - "stopped": the callback returned True.
    - "stalled": the step is so small that adding it changes no number.
    - "diverged": the cost, the gradient or a weight is no longer finite. This needs a rate above
      2/L, or numbers near the end of the floating-point range.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m,), from 0 to 1.
        w: Weights to start from, of shape (n,); zeros if not given.
        b: Bias to start from, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.
        rate: Learning rate α, positive; 1/L if not given.
        steps: At most so many steps, 0 or more.
        tolerance: Norm of the gradient that is small enough, 0 or more.
        callback: Called with each iterate before it is yielded, to report progress; it ends the
            iteration by returning True.

    Returns:
        An iterator over the iterates; the start is the first of them, so there is always one.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a number is out of its range or not finite, or X is so
            large that no safe rate can be computed. All this is found before the first step.

    Examples:
        >>> X, y = [[-2.0], [-1.0], [0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 0, 1, 1]
        >>> for at in gradient_descent(X, y, penalty=1.0, steps=3):
        ...     print(at.step, at.w.round(6), f"{at.b:.6f} {at.cost:.6f} {at.reason}".rstrip())
        0 [0.] 0.000000 0.693147
        1 [0.591743] 0.000000 0.505267
        2 [0.675113] -0.060038 0.497175
        3 [0.70767] -0.113402 0.493812 steps

        The last iterate alone:

        >>> *_, last = gradient_descent(X, y, penalty=1.0)
        >>> print(last.w.round(6), f"{last.b:.6f}", last.reason)
        [0.767054] -0.383527 converged

        Far above 2/L the ridge makes the weights explode:

        >>> *_, last = gradient_descent(X, y, penalty=1.0, rate=100.0)
        >>> last.reason
        'diverged'
    """
    model, start = _Model.of(X, y, w, b, penalty)
    _require_limits(steps, tolerance)
    if rate is None:
        bound = logistic.smoothness(model.X, penalty)
        if not math.isfinite(bound):
            msg = "X is too large for a safe rate: its squares overflow; scale its columns"
            raise ValueError(msg)
        rate = 1 / bound
    elif not 0 < rate < math.inf:
        msg = f"rate must be positive and finite; got {rate}"
        raise ValueError(msg)

    def move(at: _Point) -> _Point:
        return model.at(at.theta - rate * at.gradient)

    return _iterate(start, move, steps, tolerance, callback)


def newton(
    X: ArrayLike,
    y: ArrayLike,
    w: ArrayLike | None = None,
    b: float = 0.0,
    *,
    penalty: float = 0.0,
    damped: bool = True,
    steps: int = 100,
    tolerance: float = 1e-8,
    callback: Callable[[Iterate], bool | None] | None = None,
) -> Iterator[Iterate]:
    r"""Iterate over the path of Newton's method.

    A step is $\theta^+ = \theta - t\,(\nabla^2 J)^{-1} \nabla J$.

    Undamped, t is always 1. Near the minimum the error is then about squared by each step. Far from
    it a step can jump to where the cost is higher, and the next one further still.

    Damped, t is the first of 1, 1/2, 1/4, … for which the cost falls by at least $10^{-4}$ of what
    the slope along the step promises (Larry Armijo, "Minimization of functions having Lipschitz
    continuous first partial derivatives", Pacific Journal of Mathematics 16, 1966). There is always
    such a t, because the Hessian is positive definite and so the step points downhill. Near the
    minimum t is 1 again.

    Where every slope of the sigmoid has vanished, the Hessian is singular in floating point. There
    the damped method makes a step of gradient descent, and the undamped one ends.

    **Why it ends.** As `gradient_descent`, with two differences:

    - "diverged": undamped, the Hessian is singular in floating point, or a number is not finite.
    - "stalled": damped, no t lowers the cost by more than its rounding error.

    Args:
        X: Design matrix of shape (m, n), one example in each row; m is 1 or more.
        y: Labels of shape (m,), from 0 to 1.
        w: Weights to start from, of shape (n,); zeros if not given.
        b: Bias to start from, one number; it is not penalised.
        penalty: Strength λ of the ridge, 0 or more.
        damped: Whether to shorten steps that do not lower the cost.
        steps: At most so many steps, 0 or more.
        tolerance: Norm of the gradient that is small enough, 0 or more.
        callback: Called with each iterate before it is yielded, to report progress; it ends the
            iteration by returning True.

    Returns:
        An iterator over the iterates; the start is the first of them, so there is always one.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, a number is out of its range or not finite, or the
            columns of X and a column of ones are linearly dependent while the penalty is 0. All
            this is found before the first step.

    Examples:
        Without features, ten ones and five zeros. The minimum is at ln 2 = 0.693147181; from 0,
        three steps are enough:

        >>> X, y = np.empty((15, 0)), [1] * 10 + [0] * 5
        >>> for at in newton(X, y, damped=False):
        ...     print(at.step, f"{at.b:.9f} {at.reason}".rstrip())
        0 0.000000000
        1 0.666666667
        2 0.693033399
        3 0.693147178 converged

        From 3 it jumps over the minimum, further at every step:

        >>> path = list(newton(X, y, b=3.0, damped=False))
        >>> print([f"{at.b:.6g}" for at in path[:4]], path[-1].reason)
        ['3', '-3.32865', '15.5932', '-1.97213e+06'] diverged
        >>> *_, last = newton(X, y, b=3.0)
        >>> print(f"{last.b:.9f}", last.reason)
        0.693147180 converged
    """
    model, start = _Model.of(X, y, w, b, penalty)
    _require_limits(steps, tolerance)
    # Dependent columns make the Hessian singular everywhere; at zero nothing else does.
    with np.errstate(over="ignore"):
        logistic.newton_step(model.X, model.y, np.zeros(len(start.theta) - 1), 0.0, penalty)
    bound = logistic.smoothness(model.X, penalty)

    def move(at: _Point) -> _Point | str:
        step = model.newton_step(at.theta)
        if step is None:
            if not damped:
                return "diverged"
            step = -at.gradient / bound
        return _armijo(model, at, step) if damped else model.at(at.theta + step)

    return _iterate(start, move, steps, tolerance, callback)


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """The weights and the bias, behind each other in one vector, with cost and gradient there."""

    theta: NDArray[np.float64]
    cost: float
    gradient: NDArray[np.float64]
    norm: float


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """The data and the penalty: all but the parameters."""

    X: NDArray[np.float64]
    y: NDArray[np.float64]
    penalty: float

    @classmethod
    def of(
        cls, X: ArrayLike, y: ArrayLike, w: ArrayLike | None, b: float, penalty: float
    ) -> tuple[_Model, _Point]:
        """Check all arguments; return the model and the point to start from."""
        if w is None:
            w = np.zeros(np.shape(X)[-1:])
        X, y, w, *_ = linear_model(X, y, w, b, penalty)
        model = cls(X.astype(float), y.astype(float), float(penalty))
        logistic.cost(model.X, model.y, w, b, penalty)
        return model, model.at(np.append(w, b).astype(float))

    def at(self, theta: NDArray[np.float64]) -> _Point:
        """Compute cost and gradient; nan for parameters that are not finite."""
        if not np.isfinite(theta).all():
            return _Point(theta, math.nan, np.full_like(theta, math.nan), math.nan)
        arguments = self.X, self.y, theta[:-1], theta[-1], self.penalty
        with np.errstate(all="ignore"):
            gradient = np.append(*logistic.gradient(*arguments))
            return _Point(
                theta, logistic.cost(*arguments), gradient, float(np.linalg.norm(gradient))
            )

    def newton_step(self, theta: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """Compute the Newton step; None where the Hessian is singular, or all but singular."""
        try:
            with np.errstate(all="ignore"):
                by_weights, by_bias = logistic.newton_step(
                    self.X, self.y, theta[:-1], theta[-1], self.penalty
                )
        except ValueError:
            return None
        step = np.append(by_weights, by_bias)
        return step if np.isfinite(step).all() else None


def _armijo(model: _Model, at: _Point, step: NDArray[np.float64]) -> _Point | str:
    """Halve the step until the cost falls enough."""
    slope = float(at.gradient @ step)
    rounding = 4 * np.finfo(float).eps * at.cost
    while True:
        there = model.at(at.theta + step)
        if there.cost <= at.cost + 1e-4 * slope + rounding:
            return there
        step, slope = step / 2, slope / 2
        if np.array_equal(at.theta + step, at.theta):
            return "stalled"


def _iterate(
    at: _Point,
    move: Callable[[_Point], _Point | str],
    steps: int,
    tolerance: float,
    callback: Callable[[Iterate], bool | None] | None,
) -> Iterator[Iterate]:
    """Move until there is a reason to end; `move` gives the next point, or a reason."""
    for step in count():
        following: _Point | str
        if not (math.isfinite(at.cost) and math.isfinite(at.norm)):
            following = "diverged"
        elif at.norm <= tolerance:
            following = "converged"
        elif step == steps:
            following = "steps"
        else:
            following = move(at)
            if isinstance(following, _Point) and np.array_equal(following.theta, at.theta):
                following = "stalled"
        reason = following if isinstance(following, str) else ""
        iterate = Iterate(step, at.theta[:-1], float(at.theta[-1]), at.cost, at.norm, reason)
        if callback is not None and callback(iterate) and not reason:
            following, iterate = "stopped", replace(iterate, reason="stopped")
        yield iterate
        if isinstance(following, str):
            return
        at = following


def _require_limits(steps: int, tolerance: float) -> None:
    if steps < 0:
        msg = f"steps must be 0 or more; got {steps}"
        raise ValueError(msg)
    if not tolerance >= 0:
        msg = f"tolerance must be 0 or more; got {tolerance}"
        raise ValueError(msg)
