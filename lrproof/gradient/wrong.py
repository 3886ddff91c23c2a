"""What a function would return if its author had made a certain mistake.

Most mistakes are formulas of the catalogue, evaluated at the dataset. The others are a wrong factor
before the losses or before the penalty, and examples that are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from lrproof import logistic, softmax
from lrproof.gradient.conventions import ELEMENTWISE, LOSSES, OF_CLASSES, PENALTIES, Convention
from lrproof.gradient.data import Dataset
from lrproof.gradient.slips import (
    COUNTED,
    CURVATURES,
    FACTORS,
    LOGITS,
    NOT_ZERO,
    OF_PENALTY,
    OF_SQUARES,
    RESIDUALS,
    RIGHT,
    WITHOUT_C,
    Factor,
    OfBias,
    Residual,
)
from lrproof.mistakes import MISTAKES
from lrproof.mistakes.values import values

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["Hypothesis", "hypotheses"]

Predict = Callable[[Dataset], "Array"]


@dataclass(frozen=True)
class Hypothesis:
    """A mistake, and what a part of the result would then be.

    Args:
        mistakes: Ids of the catalogue, most likely first; none for what it does not have.
        words: What the part looks like: "the opposite sign".
        predict: The wrong values at a dataset; empty where there are none.
        steps: How many things went wrong at once.
    """

    mistakes: tuple[str, ...]
    words: str
    predict: Predict
    steps: int = 1


TARGETS: Mapping[str, str] = {
    "sigmoid": "sigmoid",
    "slope": "slope",
    "loss": "loss",
    "loss by logit": "loss-by-logit",
    "loss by prediction": "loss-by-prediction",
}
"""The targets of the catalogue for functions of single examples."""


def hypotheses(part: str, convention: Convention) -> Iterator[Hypothesis]:
    """What the part of a result would be after each mistake, the simplest first."""
    makers: Mapping[str, Callable[[Convention], Iterator[Hypothesis]]] = {
        "dw": lambda c: _of_gradient("dw", c),
        "db": lambda c: _of_gradient("db", c),
        "cost": _of_cost,
        "hessian": _of_hessian,
        "value": _of_value,
    }
    return makers[part](convention)


def _of_gradient(part: str, convention: Convention) -> Iterator[Hypothesis]:
    index = ("dw", "db").index(part)

    @cache
    def penalty(data: Dataset) -> Array:
        return convention.penalty_gradient(data)[index]

    @cache
    def losses(data: Dataset) -> Array:
        return convention.gradient(data)[index] - penalty(data)

    yield from _from_catalogue({"dw": "weight", "db": "bias"}[part], convention)
    if convention.loss == "softmax":
        yield from _from_classes(index, convention)
    yield from _with_factors(losses, penalty, convention)
    if part == "dw":
        yield from _with_other_labels(convention, penalty)
    if part == "db" and convention.penalty != "none" and not convention.bias_penalised:
        penalised = replace(convention, bias_penalised=True)
        for factor in (RIGHT, *OF_PENALTY):
            wrong = _sum(losses, _times(factor, lambda d: penalised.penalty_gradient(d)[1]))
            yield Hypothesis(("penalty-on-bias",), "a penalty on the bias", wrong)
    if part == "dw" and convention.penalty != "none":

        def squares(data: Dataset) -> Array:
            return np.asarray(losses(data) + convention.factors(data)[1] * each(data))

        def each(data: Dataset) -> Array:
            return convention.model(data)[1] ** 2

        words = "the penalty itself is added, and not its derivative"
        yield Hypothesis(
            ("penalty-summed",),
            words,
            lambda d: losses(d) + convention.factors(d)[1] * each(d).sum(),
        )
        yield Hypothesis((), words, squares)
        yield Hypothesis(
            (),
            "the squares of the weights in the penalty, for the weights",
            lambda d: 2 * squares(d) - losses(d),
        )
    if convention.loss in ("log", "signed", "log-likelihood"):
        for mistakes, words, residual in RESIDUALS:
            wrong = _sum(_with_residual(index, convention, residual), penalty)
            yield Hypothesis(mistakes, words, wrong)
        for mistake, words, logit in LOGITS:
            yield Hypothesis(
                (mistake,), words, _sum(_with_logit(index, convention, logit), penalty)
            )
    elif convention.has_bias:
        mistake, words, logit = LOGITS[1]
        yield Hypothesis((mistake,), words, _sum(_with_logit(index, convention, logit), penalty))
    if convention.penalty == "none":
        for name in ("lambda/(2m) * sum(w^2)", "lambda/2 * sum(w^2)", "lambda * sum(w^2)"):
            other = replace(convention, penalty=name, bias_penalised=True)
            words = "a penalty that the cost does not have"
            yield Hypothesis(("penalty-missing",), words, _sum(losses, _penalty(index, other)))
    if convention.loss.startswith("squared"):
        for mistake, words, residual in OF_SQUARES:
            wrong = _sum(_with_residual(index, convention, residual), penalty)
            yield Hypothesis((mistake,), words, wrong)
    for mistake, words, kept in COUNTED[2:]:
        yield Hypothesis((mistake,), words, _sum(_kept(index, convention, kept), penalty))


def _with_other_labels(convention: Convention, penalty: Predict) -> Iterator[Hypothesis]:
    """The label that has the number of the feature, y[j] for y[i]."""

    def predict(data: Dataset) -> Array:
        if convention.loss not in ("log", "log-likelihood") or data.n > data.m:
            return np.empty(0)
        _, _, _, z = convention.model(data)
        scale, _ = convention.factors(data)
        f = np.asarray(logistic.sigmoid(z))
        found: Array = scale * (data.X.T @ f - data.y[: data.n] * data.X.sum(axis=0))
        return found + penalty(data)

    yield Hypothesis(("wrong-index",), "y[j], the label with the number of the feature", predict)


def _penalty(index: int, convention: Convention) -> Predict:
    return lambda data: convention.penalty_gradient(data)[index]


def _times(factor: Factor, part: Predict) -> Predict:
    return lambda data: factor.value(data) * part(data)


def _sum(first: Predict, second: Predict) -> Predict:
    return lambda data: first(data) + second(data)


def _with_residual(index: int, convention: Convention, residual: Residual) -> Predict:
    def predict(data: Dataset) -> Array:
        y, _, _, z = convention.model(data)
        f = np.asarray(logistic.sigmoid(z))
        return _with_features(index, convention, data, residual(f, y))

    return predict


def _with_logit(index: int, convention: Convention, logit: OfBias) -> Predict:
    def predict(data: Dataset) -> Array:
        y, _, b, z = convention.model(data)
        r = LOSSES[convention.loss].by_logit(logit(z, b), y)
        return _with_features(index, convention, data, r)

    return predict


def _with_features(index: int, convention: Convention, data: Dataset, r: Array) -> Array:
    scale, _ = convention.factors(data)
    return np.asarray(scale * (r.sum(axis=0) if index else data.X.T @ r))


def _kept(index: int, convention: Convention, kept: slice) -> Predict:
    """The gradient of the losses of some of the examples, divided by what divides them all."""
    plain = replace(convention, penalty="none")

    def predict(data: Dataset) -> Array:
        some = replace(data, X=data.X[kept], y=data.y[kept], classes=data.classes[kept])
        ratio = 1.0 if convention.reduction == "sum" else some.m / data.m
        lost = PENALTIES[convention.penalty].loss(data.lambda_)
        return np.asarray(ratio * lost * plain.gradient(some)[index])

    return predict


def _with_factors(
    losses: Predict, penalty: Predict, convention: Convention
) -> Iterator[Hypothesis]:
    """Wrong factors before the losses, before the penalty, or before both."""

    def mixed(of_losses: Factor, of_penalty: Factor) -> Predict:
        return _sum(_times(of_losses, losses), _times(of_penalty, penalty))

    for factor in FACTORS:
        yield Hypothesis(factor.mistakes, factor.words, mixed(factor, RIGHT))
    if convention.penalty != "none":
        for factor in OF_PENALTY:
            yield Hypothesis(factor.mistakes, factor.words, mixed(RIGHT, factor))
        for factor in FACTORS:
            yield Hypothesis(factor.mistakes, factor.words, mixed(factor, factor))
        if "times C" in convention.penalty:
            for words, predict in (
                ("C stands before the penalty and not before the losses",
                 mixed(WITHOUT_C, OF_PENALTY[-3])),
                (WITHOUT_C.words, mixed(WITHOUT_C, RIGHT)),
                ("the whole is divided by C", mixed(WITHOUT_C, WITHOUT_C)),
            ):  # fmt: skip
                yield Hypothesis(WITHOUT_C.mistakes, words, predict)
        for first in NOT_ZERO:
            for second in OF_PENALTY:
                yield Hypothesis(
                    (*first.mistakes, *second.mistakes),
                    f"{first.words}, and {second.words}",
                    mixed(first, second),
                    steps=2,
                )
    for at, first in enumerate(NOT_ZERO):
        for other in NOT_ZERO[:at]:
            words = f"{other.words}, and {first.words}"
            wrong = _sum(_times(first, _times(other, losses)), penalty)
            yield Hypothesis((*other.mistakes, *first.mistakes), words, wrong, steps=2)


def _of_cost(convention: Convention) -> Iterator[Hypothesis]:
    plain = replace(convention, penalty="none")

    @cache
    def losses(data: Dataset) -> Array:
        return np.asarray(plain.cost(data) * PENALTIES[convention.penalty].loss(data.lambda_))

    @cache
    def penalty(data: Dataset) -> Array:
        return np.asarray(convention.cost(data) - losses(data))

    def of_losses(change: Callable[[Array], Array], logit: OfBias = lambda z, _: z) -> Predict:
        def predict(data: Dataset) -> Array:
            y, _, b, z = convention.model(data)
            scale, _ = convention.factors(data)
            each = LOSSES[convention.loss].value(logit(z, b), y)
            return np.asarray(scale * change(each).sum() + penalty(data))

        return predict

    yield from _from_catalogue("cost", convention)
    yield from _with_factors(losses, penalty, convention)
    for mistake, words, kept in COUNTED:
        yield Hypothesis((mistake,), words, of_losses(itemgetter(kept)))
    if convention.loss in ("log", "signed", "log-likelihood"):
        for label, name in ((1, "ln f"), (0, "ln(1 − f)")):
            words = f"another logarithm than ln in the term with {name}"
            yield Hypothesis(("log-ten",), words, _with_log_ten(convention, label))
    words = "divided by m in every turn of the loop"
    yield Hypothesis(("division-inside-loop",), words, of_losses(_divided))
    if convention.has_bias:
        for mistake, words, logit in LOGITS:
            yield Hypothesis((mistake,), words, of_losses(np.asarray, logit))
    if convention.penalty != "none" and convention.has_bias and not convention.bias_penalised:
        penalised = _cost(replace(convention, bias_penalised=True))
        yield Hypothesis(("penalty-on-bias",), "a penalty on the bias", penalised)
    if convention.penalty != "none":

        def of_sum(data: Dataset) -> Array:
            w = convention.model(data)[1]
            weight = convention.factors(data)[1]
            return np.asarray(losses(data) + weight * w.sum() ** 2)

        words = "the square of the sum of the weights, and not the sum of their squares"
        yield Hypothesis(("penalty-summed",), words, of_sum)
    if convention.loss in ("log", "signed"):
        for name in ("squared (1/(2m))", "squared (1/m)", "linear (1/(2m))", "linear (1/m)"):
            words = f"the {LOSSES[name].title}, not the log loss"
            yield Hypothesis(("squared-error-cost",), words, _cost(replace(convention, loss=name)))


def _with_log_ten(convention: Convention, label: int) -> Predict:
    """The cost whose logarithm is to base ten for one of the two labels."""

    def predict(data: Dataset) -> Array:
        y, _, _, z = convention.model(data)
        scale, _ = convention.factors(data)
        lost = (1 - 1 / np.log(10)) * LOSSES[convention.loss].value(z, y)[y == label].sum()
        return np.asarray(convention.cost(data) - scale * lost)

    return predict


def _divided(losses: Array) -> Array:
    """The terms of a sum that is divided by m in every turn, and once at the end."""
    m = len(losses)
    return np.asarray(losses * float(m) ** -np.arange(m - 1.0, -1, -1))


def _cost(convention: Convention) -> Predict:
    return lambda data: np.asarray(convention.cost(data))


def _of_hessian(convention: Convention) -> Iterator[Hypothesis]:
    plain = replace(convention, penalty="none")

    @cache
    def losses(data: Dataset) -> Array:
        return plain.hessian(data) * PENALTIES[convention.penalty].loss(data.lambda_)

    @cache
    def penalty(data: Dataset) -> Array:
        return convention.hessian(data) - losses(data)

    def weighted(curvature: Callable[[Array], Array]) -> Predict:
        def predict(data: Dataset) -> Array:
            *_, z = convention.model(data)
            X = np.column_stack([data.X, np.ones(data.m)]) if convention.has_bias else data.X
            scale, _ = convention.factors(data)
            f = np.asarray(logistic.sigmoid(z))
            return np.asarray(scale * (X.T * curvature(f)) @ X)

        return predict

    for mistakes, words, curvature in CURVATURES:
        yield Hypothesis(mistakes, words, _sum(weighted(curvature), penalty))
        for factor in NOT_ZERO:
            wrong = _sum(_times(factor, weighted(curvature)), penalty)
            both = (*mistakes, *factor.mistakes)
            yield Hypothesis(both, f"{words}, and {factor.words}", wrong, steps=2)
    yield from _with_factors(losses, penalty, convention)
    if convention.penalty != "none" and convention.has_bias and not convention.bias_penalised:
        penalised = replace(convention, bias_penalised=True)
        yield Hypothesis(("penalty-on-bias",), "a penalty on the bias", penalised.hessian)


def _of_value(convention: Convention) -> Iterator[Hypothesis]:
    def of(name: str) -> Predict:
        def predict(data: Dataset) -> Array:
            y, _, _, z = convention.model(data)
            return ELEMENTWISE[name](z, y)

        return predict

    expected = of(convention.loss)
    if convention.loss in TARGETS:
        yield from _from_catalogue(TARGETS[convention.loss], convention)
    if convention.loss == "slope":
        words = "z(1 − z): a(1 − a) is the slope for a prediction a, not for a logit"
        yield Hypothesis(("sigmoid-missing",), words, lambda d: d.z * (1 - d.z))
    if convention.loss == "sigmoid":
        yield Hypothesis(("sigmoid-flipped",), "it is 1 − σ(z)", lambda d: 1 - expected(d))
    for factor in FACTORS:
        yield Hypothesis(factor.mistakes, factor.words, _times(factor, expected))
    for name in ELEMENTWISE:
        if name != convention.loss and (name in OF_CLASSES) == (convention.loss in OF_CLASSES):
            yield Hypothesis((), f"it is another function, the {name}", of(name))


def _from_classes(index: int, convention: Convention) -> Iterator[Hypothesis]:
    """The wrong residuals of softmax: the catalogue's, example by example."""
    for mistake in MISTAKES.values():
        for number in range(len(mistake.wrong.get("class-logit", ()))):

            def predict(data: Dataset, name: str = mistake.id, number: int = number) -> Array:
                rows = []
                _, W, b, _ = convention.model(data)
                for x, y in zip(data.X, data.Y, strict=True):
                    numbers = {"x": x.tolist(), "y": y.tolist(), "W": W.T.tolist(), "b": b.tolist()}
                    sizes = {"n": data.n, "K": len(b)}
                    rows.append([*values(MISTAKES[name], "class-logit", numbers, sizes)][number])
                by_weights, by_bias = convention.penalty_gradient(data)
                added = by_bias if index else by_weights
                return _with_features(index, convention, data, np.array(rows)) + added

            yield Hypothesis((mistake.id,), _lower(mistake.title), predict)
    yield Hypothesis(
        ("labels-left-out",),
        "the probabilities without the labels, p for p − y",
        lambda data: (
            _with_features(index, convention, data, softmax.softmax(convention.model(data)[3]))
            + convention.penalty_gradient(data)[index]
        ),
    )


def _from_catalogue(target: str, convention: Convention) -> Iterator[Hypothesis]:
    """The formulas of the catalogue for a target, in a convention."""
    if convention.loss in ELEMENTWISE:
        scaled = False
    elif convention.loss in ("log", "signed", "log-likelihood") and (
        PENALTIES[convention.penalty].power == 2
    ):
        scaled = True
    else:
        return
    for mistake in MISTAKES.values():
        if mistake.setting != "regularized":
            continue
        for number in range(len(mistake.wrong.get(target, ()))):

            def predict(data: Dataset, name: str = mistake.id, number: int = number) -> Array:
                # Every standard cost is a multiple of the mean with a penalty λ/(2m).
                scale, weight = convention.factors(data) if scaled else (1 / data.m, 0.0)
                here = data if convention.has_bias else data.without_bias
                found = _formula(name, target, here, 2 * weight / scale)
                wrong = found[number] if number < len(found) else ()
                array = np.array(wrong) * scale * data.m
                return np.asarray(array[0]) if target in ("bias", "cost") and wrong else array

            yield Hypothesis((mistake.id,), _lower(mistake.title), predict)


@lru_cache(maxsize=1024)
def _formula(
    mistake: str, target: str, data: Dataset, strength: float
) -> tuple[tuple[float, ...], ...]:
    numbers = {
        "x": data.X.tolist(),
        "y": data.y.tolist(),
        "w": data.w.tolist(),
        "b": float(data.b),
        "lambda": strength,
        "alpha": 0.01,
    }
    return tuple(values(MISTAKES[mistake], target, numbers, {"m": data.m, "n": data.n}))


def _lower(title: str) -> str:
    """A title within a sentence; one that begins with a formula stays as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
