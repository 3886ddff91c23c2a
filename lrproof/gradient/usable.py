"""Which ways to call a function give numbers, and what is said if none does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from lrproof import logistic
from lrproof.gradient.agreement import WRONG, Observed
from lrproof.gradient.conventions import Convention
from lrproof.gradient.data import MODERATE, SMALL
from lrproof.gradient.report import GradientReport
from lrproof.gradient.returned import Called, Finding
from lrproof.gradient.words import Words

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["NOT_GIVEN", "failure", "require_same_twice", "usable_ways"]

REPEATED = 3
"""Calls that must give what the first one gave: a small random batch may come twice."""
PARTS = ("dw", "db", "cost", "hessian", "value")
FAILED = frozenset({"raises-error", "returns-nothing", "does-not-end", "not-finite"})
"""Findings after which there is nothing to judge."""
NOT_GIVEN = "not-given"
_OTHER_PLACES = {"theta": ("w, bias last", "w"), "w, bias last": ("theta", "w")}
MISFIT = r"matmul|core dimension|not aligned|could not be broadcast"
"""What numpy says when the shapes of a product do not fit."""


def usable_ways(callings: Iterable[Called], words: Words) -> list[Observed]:
    """The ways to call a function that give numbers.

    Raises:
        Finding: If none does: what the most plausible one met.
    """
    found, first = [], None
    for called in callings:
        observed = Observed(called)
        try:
            observed.call(MODERATE[0])
        except Finding as finding:
            first = first or finding
            if finding.mistake == "does-not-end":
                raise
            continue
        found.append(observed)
    if not found:
        raise first or Finding(NOT_GIVEN, "There is no way to call it.")
    _require_numbers(found[0])
    if words.labels:
        said = [one for one in found if one.convention.labels in (words.labels, None)]
        found = said or found
    if words.place:
        said = [one for one in found if one.convention.parameters not in _OTHER_PLACES[words.place]]
        found = said or found
    return found


def _require_numbers(observed: Observed) -> None:
    """Refuses a function in whose results there is no number at all.

    Raises:
        Finding: "not-finite".
    """
    returned = observed.call(MODERATE[0])
    arrays = [getattr(returned, name) for name in PARTS]
    if not any(np.isfinite(array).any() for array in arrays if array is not None):
        raise Finding("not-finite", "All that it returns is nan or inf, at ordinary logits.")


def require_same_twice(observed: Observed) -> None:
    """Refuses a function that returns something else when it is called again.

    Raises:
        Finding: "random-result".
    """
    first = observed.call(MODERATE[0])
    for _ in range(REPEATED):
        second = observed.called.call(MODERATE[0])
        for name in PARTS:
            once, again = getattr(first, name), getattr(second, name)
            if once is not None and not np.array_equal(once, again, equal_nan=True):
                words = "Two calls with the same arguments give two results."
                raise Finding("random-result", words)


def failure(
    function: str, finding: Finding, tried: Sequence[Called] = (), where: str = ""
) -> GradientReport:
    """The report on a function that gives nothing to compare."""
    mistakes: tuple[str, ...] = (finding.mistake,)
    message = f"{where}{finding}"
    if finding.mistake == "wrong-shape" and finding.returned is not None:
        more, sentence = _shape(finding.returned)
        mistakes, message = (*more, *mistakes), f"{message} {sentence}".strip()
    if finding.mistake == "raises-error" and re.search(MISFIT, message):
        mistakes = ("transposed-product", *mistakes)
    verdict: Literal["error", "wrong"] = "error" if finding.mistake in FAILED else "wrong"
    report = GradientReport(function, None, verdict, message, mistakes=mistakes)
    if not tried:
        return report
    called = tried[0]
    return replace(
        report,
        convention=called.convention,
        called=called.words,
        example=called.code(SMALL[0]),
        dataset=SMALL[0],
    )


def _shape(returned: Array) -> tuple[tuple[str, ...], str]:
    """What an array of a wrong shape looks like."""
    data = MODERATE[0]
    shape, sizes = returned.shape, (data.n, data.n + 1)
    if len(shape) != 2 or data.m not in shape or not {data.m, *sizes} >= set(shape):
        return (), ""
    each = returned if shape[0] == data.m else returned.T
    residuals = Convention(reduction="sum").model(data)[0] - logistic.sigmoid(data.z)
    terms = data.X * np.asarray(residuals)[:, np.newaxis]
    if shape != (data.m, data.m) and any(
        _is_multiple(columns, terms) for columns in (each[:, : data.n], each[:, -data.n :])
    ):
        return ("sum-lost", "transposed-product"), (
            "It has a row for each example: the products are not added up over the examples."
        )
    return ("broadcast-outer", "transposed-product", "sum-lost"), (
        "It has one side too many of m numbers: a column and a row of m numbers were combined to "
        "m × m differences."
    )


def _is_multiple(these: Array, those: Array) -> bool:
    ratio = np.vdot(those, these) / np.vdot(those, those)
    return bool(np.abs(these - ratio * those).max() <= WRONG * np.abs(those).max())
