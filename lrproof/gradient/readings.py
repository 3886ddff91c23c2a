"""The conventions in which a function may be right, the most usual first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lrproof.gradient.conventions import LOSSES, PENALTIES, Convention, Reduction
from lrproof.gradient.words import Words

__all__ = ["every", "usual"]

STANDARD_PENALTY = "lambda/(2m) * sum(w^2)"
INVERSE_PENALTIES = ("1/2 * sum(w^2), loss times C", "1/(2C) * sum(w^2)")
LASSO = ("lambda * sum(|w|)", "lambda/m * sum(|w|)")
_WITH: dict[Reduction, tuple[str, ...]] = {
    "mean": (
        STANDARD_PENALTY,
        "lambda/2 * sum(w^2)",
        "lambda * sum(w^2)",
        "lambda/m * sum(w^2)",
        "lambda/m * sum(|w|)",
        "lambda * sum(|w|)",
    ),
    "sum": ("lambda/2 * sum(w^2)", "lambda * sum(w^2)", "lambda * sum(|w|)"),
}
"""The penalties that go with a mean and with a sum. λ/(2m) beside a sum is a missing mean."""


def usual(base: Convention, words: Words) -> list[Convention]:
    """The conventions in which a function is right if no cost says otherwise.

    Args:
        base: What the call rests on; see `Called.convention`.
        words: What the author says.

    Examples:
        >>> with_strength = Convention(penalty=STANDARD_PENALTY)
        >>> for convention in usual(with_strength, Words.of("mean log loss"))[:2]:
        ...     print(convention.formula())
        mean log loss + lambda/(2m) * sum(w^2)
        mean log loss + lambda/2 * sum(w^2)
        >>> [found.reduction for found in usual(Convention(), Words())]
        ['mean', 'sum']
    """
    found = (
        replace(base, loss=loss, reduction=reduction, penalty=penalty, bias_penalised=with_bias)
        for loss in _losses(base, words)
        for reduction in _reductions(loss, words)
        for penalty in _penalties(base, reduction, words)
        for with_bias in _biases(base, penalty, words)
    )
    return list(dict.fromkeys(_as_given(convention, words) for convention in found))


def _as_given(convention: Convention, words: Words) -> Convention:
    given: dict[str, Any] = dict(words.given)
    return replace(convention, **given)


def every(base: Convention, words: Words) -> Iterator[Convention]:
    """All conventions that go with a call, the usual ones first."""
    seen = set()
    for convention in usual(base, words):
        seen.add(convention)
        yield convention
    for loss in _kinds(base):
        for reduction in (LOSSES[loss].reduction,) if LOSSES[loss].reduction else ("mean", "sum"):
            for penalty in ("none",) if base.penalty == "none" else PENALTIES:
                for with_bias in (False, True) if base.has_bias and penalty != "none" else (False,):
                    convention = replace(
                        base, loss=loss, reduction=reduction, penalty=penalty,
                        bias_penalised=with_bias,
                    )  # fmt: skip
                    if convention not in seen and convention == _as_given(convention, words):
                        yield convention


def _kinds(base: Convention) -> tuple[str, ...]:
    """The losses that have a value for these parameters and labels."""
    if base.loss == "softmax":
        return ("softmax",)
    log = "signed" if base.labels == "-1/+1" else "log"
    return (log, *(name for name in LOSSES if name not in ("log", "signed", "softmax")))


def _losses(base: Convention, words: Words) -> tuple[str, ...]:
    kinds = _kinds(base)
    if base.loss == "softmax":
        return kinds
    if words.squared or words.linear:
        return tuple(
            name for name in kinds if name.startswith("linear" if words.linear else "squared")
        )
    if words.maximised:
        return ("log-likelihood", kinds[0]) if words.minimised else ("log-likelihood",)
    if words.second and not words.minimised:
        # In statistics, the Hessian is that of the likelihood.
        return (kinds[0], "log-likelihood")
    return kinds[:1]


def _reductions(loss: str, words: Words) -> tuple[Reduction, ...]:
    fixed = LOSSES[loss].reduction
    if fixed:
        return (fixed,)
    if words.reduction == "mean":
        return ("mean",)
    return ("sum", "mean") if words.reduction == "sum" or words.maximised else ("mean", "sum")


def _penalties(base: Convention, reduction: Reduction, words: Words) -> tuple[str, ...]:
    if base.penalty == "none":
        return ("none",)
    usual = INVERSE_PENALTIES if base.penalty in INVERSE_PENALTIES else _WITH[reduction]
    inverse = words.penalty in INVERSE_PENALTIES
    if words.penalty in LASSO:
        return (words.penalty, *(name for name in LASSO if name != words.penalty))
    if words.penalty and inverse == (base.penalty in INVERSE_PENALTIES):
        return (words.penalty,)
    return usual


def _biases(base: Convention, penalty: str, words: Words) -> tuple[bool, ...]:
    if penalty == "none" or not base.has_bias:
        return (False,)
    return (True, False) if words.bias_penalised else (False,)
