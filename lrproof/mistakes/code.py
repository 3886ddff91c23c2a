"""Mistakes that are made in code alone."""

from __future__ import annotations

from lrproof.mistakes.mistake import PENALTY, Mistake, losses, mean, residual

_LAST = r"\sum_{i=m}^{m}"


def _found(name: str, title: str, *twins: str) -> Mistake:
    return Mistake(name, title, finding=name, twins=twins)


def _either(*several: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """One of several wrong formulas for each target."""
    return {name: sum((each[name] for each in several), ()) for name in several[0]}


CODE = (
    _found("returns-nothing", "The function returns nothing"),
    Mistake(
        "returns-updated-parameters",
        "The parameters after a step, not the gradient",
        {
            "weight": (r"w_j - \alpha \frac{\partial J}{\partial w_j}",),
            "bias": (r"b - \alpha \frac{\partial J}{\partial b}",),
        },
        finding="returns-updated-parameters",
    ),
    Mistake(
        "return-inside-loop",
        "Only the first example is counted",
        {
            "weight": (
                r"\frac{1}{m} \left(f^{(1)}-y^{(1)}\right) x_j^{(1)}" + PENALTY,
                r"\left(f^{(1)}-y^{(1)}\right) x_j^{(1)}" + PENALTY,
            ),
            "bias": (r"\frac{1}{m} \left(f^{(1)}-y^{(1)}\right)", r"f^{(1)}-y^{(1)}"),
        },
        twins=("sum-lost",),
    ),
    Mistake(
        "last-example-only",
        "Only the last example is counted",
        {
            "weight": (
                rf"\frac{{1}}{{m}} {_LAST} \left(f^{{(i)}}-y^{{(i)}}\right) x_j^{{(i)}}" + PENALTY,
                rf"{_LAST} \left(f^{{(i)}}-y^{{(i)}}\right) x_j^{{(i)}}" + PENALTY,
            ),
            "bias": (
                rf"\frac{{1}}{{m}} {_LAST} \left(f^{{(i)}}-y^{{(i)}}\right)",
                rf"{_LAST} \left(f^{{(i)}}-y^{{(i)}}\right)",
            ),
        },
    ),
    Mistake(
        "division-inside-loop",
        "Divided by m in every turn of the loop",
        {
            "weight": (
                mean(r"\left(\frac{1}{m}\right)^{\sum_{k=1}^{m} \mathbf 1\{k \ge i\}} (F-Y) X", "")
                + PENALTY,
            ),
            "bias": (
                mean(r"\left(\frac{1}{m}\right)^{\sum_{k=1}^{m} \mathbf 1\{k \ge i\}} (F-Y)", ""),
            ),
        },
    ),
    Mistake(
        "bitwise-not",
        "~y, which is −1 − y, for −y or 1 − y",
        {
            **_either(
                residual("F-1-Y"),
                residual("-Y(1-F)+(-1-Y)F"),
                residual("-(1+Y)(1-F)+(1-Y)F"),
            ),
            **_either(
                losses(r"-(1+Y) \ln F-(1-Y) \ln(1-F)"),
                losses(r"-Y \ln F+(1+Y) \ln(1-F)"),
                losses(r"-(1+Y) \ln F+(1+Y) \ln(1-F)"),
            ),
        },
    ),
    Mistake(
        "first-label-for-all",
        "The label of the first example for all",
        residual("F-y^{(1)}"),
    ),
    _found("example-left-out", "One example is left out"),
    _found("entries-not-filled", "Some entries are never filled", "integer-arrays"),
    _found("bias-added-per-feature", "The bias is added up once for each feature"),
    _found("integer-arrays", "Fractions cut off by an array of integers", "entries-not-filled"),
    _found("labels-left-out", "The labels are left out"),
    _found("classes-for-probabilities", "Predicted classes where probabilities belong"),
    _found("changes-its-arguments", "The function changes its arguments"),
    _found("random-result", "Two calls give two results"),
    _found("does-not-end", "The function does not end"),
    _found("not-finite", "Something that is not a number"),
    _found("raises-error", "The function raises an error"),
    _found("wrong-shape", "The gradient has another shape than the parameters"),
)
