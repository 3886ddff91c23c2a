"""Checks a gradient function in the program that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lrproof.gradient.calling import Calling
from lrproof.gradient.conventions import PENALTIES, Labels, Layout, Reduction
from lrproof.gradient.judging import judge
from lrproof.gradient.report import GradientReport
from lrproof.gradient.search import Hints, callings
from lrproof.gradient.source import Source
from lrproof.gradient.watching import Clock

__all__ = ["assert_gradient", "check_gradient"]

PARAMETERS = ("w,b", "theta", "w, bias last", "w")
_CHOICES = {
    "layout": ("rows", "columns"),
    "labels": ("0/1", "-1/+1"),
    "reduction": ("mean", "sum"),
    "penalty": tuple(PENALTIES),
    "parameters": PARAMETERS,
}


def check_gradient(
    gradient: Callable[..., Any],
    cost: Callable[..., Any] | None = None,
    *,
    arguments: str | Sequence[str] = (),
    layout: Layout | None = None,
    labels: Labels | None = None,
    reduction: Reduction | None = None,
    penalty: str | None = None,
    parameters: str | None = None,
    seconds: float = 10.0,
    module: str = "",
) -> GradientReport:
    """Check whether a function is the gradient of a cost of this subject, and say what is wrong.

    How it is called is found out: from the names of its parameters, then by trying. Without a cost
    it is compared with the standard ones: the sum or the mean of the losses, the usual penalties,
    labels 0 and 1 or −1 and 1. A cost, a Hessian, a sigmoid or a loss can be checked too. The
    function is given copies of small arrays. What it prints is dropped.

    Args:
        gradient: The function: `f(X, y, w, b)`, `f(theta, X, y, lambda_)`, `f(w, b, X, Y)`, … It
            returns the derivatives by the weights and by the bias in any order, or one array of
            both, as a tuple, a dict or a list, and may return the cost too.
        cost: The cost that it is to be the gradient of.
        arguments: What the arguments are, in order, if their names do not say it: `"X, y, w, b"`.
        layout: "rows" if an example is a row of X, "columns" if a column.
        labels: "0/1" or "-1/+1".
        reduction: "mean" or "sum".
        penalty: "none", "lambda/(2m) * sum(w^2)", "lambda/2 * sum(w^2)", "lambda * sum(w^2)", or
            another of `lrproof.gradient.conventions.PENALTIES`.
        parameters: "w,b", "theta" for one array that begins with the bias, "w, bias last", or "w"
            for a model without bias.
        seconds: How long all calls together may take, in the main thread.
        module: Where the function is imported from, in the code that the report shows.

    Returns:
        The verdict, what was found about the function, and data that show it.

    Raises:
        ValueError: If a keyword has another value than those above.

    Examples:
        >>> import numpy as np
        >>> def gradient(X, y, w, b):
        ...     f = 1 / (1 + np.exp(-(X @ w + b)))
        ...     return np.mean(f - y), X.T @ (f - y)
        >>> report = check_gradient(gradient)
        >>> report.verdict, report.mistakes[0]
        ('wrong', 'missing-mean')
        >>> [entry.name for entry in report.entries if not entry.right]
        ['dw[0]']
    """
    said = {
        "layout": layout,
        "labels": labels,
        "reduction": reduction,
        "penalty": penalty,
        "parameters": parameters,
    }
    for name, value in said.items():
        if value is not None and value not in _CHOICES[name]:
            msg = f"{name} must be one of {', '.join(map(repr, _CHOICES[name]))}; got {value!r}"
            raise ValueError(msg)
    words = arguments.split(",") if isinstance(arguments, str) else arguments
    named = tuple(word.strip() for word in words if word.strip())
    hints = Hints(named, layout, labels, parameters, module)
    clock = Clock(seconds)
    source = Source.of(gradient)
    text = [source.text]
    costs: Iterable[Calling] = ()
    if cost is not None:
        text.append(Source.of(cost).text)
        costs = callings(cost, Hints((), layout, labels, parameters, module), clock)
    given = {
        name: value
        for name, value in (("reduction", reduction), ("penalty", penalty))
        if value is not None
    }
    found = callings(gradient, hints, clock)
    return judge(source.name, found, costs, "\n".join(text), given)


def assert_gradient(
    cost: Callable[..., Any] | None, gradient: Callable[..., Any], **options: Any
) -> None:
    """Fail a test unless a function is the gradient of a cost.

    Args:
        cost: The cost, or None to compare with the standard ones.
        gradient: The function.
        **options: What else `check_gradient` takes.

    Raises:
        AssertionError: If it is wrong or could not be used; the message is the whole report.

    Examples:
        >>> import numpy as np
        >>> def cost(theta, X, y):
        ...     return np.mean(np.log(1 + np.exp(X @ theta)) - y * (X @ theta))
        >>> def gradient(theta, X, y):
        ...     return X.T @ (1 / (1 + np.exp(-X @ theta)) - y) / len(y)
        >>> assert_gradient(cost, gradient)
        >>> assert_gradient(cost, lambda theta, X, y: -gradient(theta, X, y))
        Traceback (most recent call last):
        ...
        AssertionError: <lambda>: wrong
        ...
    """
    report = check_gradient(gradient, cost, **options)
    if report.verdict != "right":
        raise AssertionError(str(report))
