"""Which mistake would give the numbers that a function returned?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lrproof.gradient.agreement import Observed, Part, Standard, parts
from lrproof.gradient.conventions import Convention
from lrproof.gradient.data import MODERATE, SMALL, Dataset
from lrproof.gradient.wrong import Hypothesis, hypotheses
from lrproof.mistakes import MISTAKES

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["Diagnosis", "diagnose"]

SEEN = (SMALL[1], MODERATE[0], MODERATE[1])
"""Where a mistake must give the returned numbers; most are ruled out at the first, the smallest."""
CLOSE = 1e-6
LISTED = 6
NAMES = {
    "dw": "the derivative by the weights, dw",
    "db": "the derivative by the bias, db",
    "cost": "the cost",
    "hessian": "the Hessian",
    "value": "the value",
}
AFTERWARDS = frozenset(
    {"sum-lost", "sign-not-distributed", "one-sign-missing", "squared-error-cost", "wrong-variable"}
)
"""Of mistakes with the same numbers, those that are made on paper rather than in code."""


@dataclass(frozen=True)
class Match:
    """A hypothesis that gives the returned numbers of a part."""

    hypothesis: Hypothesis
    part: str
    order: int
    in_full: bool = True

    @property
    def rank(self) -> tuple[bool, int, bool, int]:
        """The likeliest has the lowest: all entries, one step, usual in code, early in the list."""
        later = bool(AFTERWARDS.intersection(self.hypothesis.mistakes))
        return not self.hypothesis.mistakes, self.hypothesis.steps, later, self.order


@dataclass(frozen=True)
class Diagnosis:
    """What the numbers show.

    Args:
        mistakes: Ids of the catalogue, most likely first.
        sentences: What each wrong part looks like.
        unexplained: How many wrong parts no mistake explains.
        steps: How many mistakes it takes to explain the others.
    """

    mistakes: tuple[str, ...]
    sentences: tuple[str, ...]
    unexplained: int
    steps: int


def diagnose(observed: Observed, convention: Convention, only: str = "") -> Diagnosis:
    """Finds the mistakes that give what a function returned.

    Args:
        observed: The function, called in one way.
        convention: The one in which it is wrong.
        only: The one part to look at: "cost", …; all of them if empty.
    """
    truth = Standard(convention)
    shown = [observed.call(data).of(data) for data in SEEN]
    seen = {data: {part.name: part for part in parts(observed, truth, data)} for data in shown}
    names = [name for name in seen[shown[0]] if not only or name == only]
    wrong = [name for name in names if any(not seen[data][name].right().all() for data in shown)]
    # A parameter alpha, taken for the strength of a penalty, may be the size of the step.
    plain = convention if "C" in convention.penalty else replace(convention, penalty="none")
    for stepping in dict.fromkeys([convention, plain]):
        updated = _updated(seen, wrong, stepping)
        if updated:
            return updated
    matches = {name: list(_matches(name, convention, seen)) for name in wrong}
    best = {
        name: min(found, key=lambda match: match.rank) for name, found in matches.items() if found
    }
    others = {
        name: _look({data: seen[data][name] for data in shown}, convention)
        for name in wrong
        if name not in best
    }
    looks = {
        name: best[name].hypothesis.words if name in best else others[name][0] for name in wrong
    }
    named = _shifted_index(best) or _named(matches)
    return Diagnosis(
        tuple(dict.fromkeys([*named, *(name for _, found in others.values() for name in found)])),
        tuple(_sentences(looks, {name: seen[shown[1]][name] for name in names})),
        len(wrong) - len(best),
        _steps(matches, best),
    )


def _steps(matches: dict[str, list[Match]], best: dict[str, Match]) -> int:
    """How many mistakes it takes: one that explains all parts counts once."""
    common = [
        {
            name
            for match in found
            if match.hypothesis.steps == 1
            for name in match.hypothesis.mistakes
        }
        for found in matches.values()
    ]
    if common and set.intersection(*common):
        return 1
    return sum(match.hypothesis.steps for match in best.values())


def _sentences(looks: dict[str, str], all_parts: dict[str, Part]) -> Iterator[str]:
    """What the wrong parts look like, those together that look the same; and what is right."""
    for words in dict.fromkeys(looks.values()):
        same = [name for name in looks if looks[name] == words]
        part = all_parts[same[0]]
        right = part.right()
        some = ""
        if len(same) == 1 and right.ndim == 1 and 0 < right.sum() < right.size:
            some = ", at the entries " + ", ".join(map(str, np.flatnonzero(~right)))
        yield f"{' and '.join(NAMES[name] for name in same)}{some}: {words}"
    right_ones = [NAMES[name] for name in all_parts if name not in looks]
    if looks and right_ones:
        yield f"right: {' and '.join(right_ones)}"


def _matches(
    name: str, convention: Convention, seen: dict[Dataset, dict[str, Part]]
) -> Iterator[Match]:
    """The hypotheses that give the returned numbers; else those that give the wrong entries."""
    some: list[Match] = []
    for order, hypothesis in enumerate(hypotheses(name, convention)):
        if some and hypothesis.steps > 1 and some[0].in_full:
            break
        fits = _fits(hypothesis, name, seen)
        if fits is not None:
            some.append(Match(hypothesis, name, order, fits))
    full = [match for match in some if match.in_full]
    yield from full or some


def _fits(hypothesis: Hypothesis, name: str, seen: dict[Dataset, dict[str, Part]]) -> bool | None:
    """Whether it gives all entries; None if it does not give the wrong ones."""
    in_full = True
    for data, found in seen.items():
        part = found[name]
        with np.errstate(all="ignore"):
            predicted = hypothesis.predict(data)
            if name == "hessian":
                predicted = predicted[tuple(map(slice, part.returned.shape))]
            if predicted.shape != part.returned.shape:
                return None
            size = np.maximum(part.size, np.abs(predicted))
            close = np.abs(part.returned - predicted) <= CLOSE * size
        if not (close | part.right()).all() or (hypothesis.steps > 1 and not close.all()):
            return None
        in_full = in_full and bool(close.all())
    return in_full


def _named(matches: dict[str, list[Match]]) -> tuple[str, ...]:
    """The ids: those that explain the most parts first, then their twins."""
    ranked: dict[str, list[tuple[bool, int, bool, int]]] = {}
    for found in matches.values():
        for name in {name for match in found for name in match.hypothesis.mistakes}:
            rank = min(match.rank for match in found if name in match.hypothesis.mistakes)
            ranked.setdefault(name, []).append(rank)
    names = sorted(ranked, key=lambda name: (-len(ranked[name]), min(ranked[name])))
    if not any(len(ranks) == len(matches) for ranks in ranked.values()):
        # Two parts are wrong for two reasons: the likeliest of each goes before all others.
        best = [min(found, key=lambda match: match.rank) for found in matches.values() if found]
        names = [name for match in best for name in match.hypothesis.mistakes[:1]] + names
    twins = [twin for name in names[:2] for twin in MISTAKES[name].twins]
    return tuple(dict.fromkeys([*names, *twins]))[:LISTED]


def _shifted_index(best: dict[str, Match]) -> tuple[str, ...]:
    """A weight without penalty beside a bias with one: counted from the wrong place."""
    weights, bias = best.get("dw"), best.get("db")
    left_out = weights and not weights.in_full and "penalty-missing" in weights.hypothesis.mistakes
    if not left_out:
        return ()
    if bias and "penalty-on-bias" in bias.hypothesis.mistakes:
        return ("penalty-wrong-index", "penalty-on-bias", "wrong-index")
    return ("penalty-wrong-index", "penalty-missing") if bias is None else ()


def _updated(
    seen: dict[Dataset, dict[str, Part]], wrong: list[str], convention: Convention
) -> Diagnosis | None:
    """Whether w − α dw was returned; α may be an argument, and another one for each dataset."""
    if set(wrong) - {"dw", "db"} or "dw" not in wrong:
        return None
    rates = []
    for data, found in seen.items():
        _, w, b, _ = convention.model(data)
        places = [(name, at) for name, at in (("dw", w), ("db", b)) if name in wrong]
        step = np.concatenate([np.ravel(at - found[name].returned) for name, at in places])
        gradient = dict(zip(("dw", "db"), convention.gradient(data), strict=True))
        slope = np.concatenate([np.ravel(gradient[name]) for name, _ in places])
        rate = float(step @ slope / (slope @ slope))
        close = np.abs(step - rate * slope).max() <= CLOSE * max(1.0, abs(rate)) * abs(slope).max()
        if not close or not np.isfinite(rate) or rate == 0:
            return None
        rates.append(rate)
    if step.size == 1 and not np.allclose(rates, rates[0]):
        # One number is always a step away, of some size.
        return None
    sign = "−" if rates[0] > 0 else "+"
    size = f"{abs(rates[0]):.6g}" if np.allclose(rates, rates[0]) else "α"
    words = f"what is returned is θ {sign} {size} · gradient: the parameters after a step"
    return Diagnosis(("returns-updated-parameters",), (words,), 0, 1)


def _look(looks: Mapping[Dataset, Part], convention: Convention) -> tuple[str, tuple[str, ...]]:
    """What distinguishes the numbers from the right ones, where no formula of a mistake fits.

    Returns:
        Words, and ids of the catalogue.
    """
    found = list(looks.values())
    if any(not np.isfinite(part.returned).all() for part in found):
        return "not a number at ordinary logits", ("not-finite",)
    ratios = [_ratio(part.returned, part.expected) for part in found]
    if all(ratio is not None for ratio in ratios):
        first = ratios[0]
        assert first is not None
        if np.allclose(np.array(ratios, dtype=float), first, rtol=CLOSE):
            return f"always {first:.6g} times what it should be", ()
        return "at each dataset a multiple of what it should be, but each time another one", ()
    gaps = [part.returned - part.expected for part in found]
    if all(np.ptp(gap) <= CLOSE * np.abs(gap).max() for gap in gaps) and found[0].expected.ndim:
        return "too large by one number, the same for all entries", ()
    weights = [convention.model(data)[1] for data in looks]
    if found[0].name == "dw" and all(
        _ratio(gap, w) is not None for gap, w in zip(gaps, weights, strict=True)
    ):
        return "wrong by a multiple of the weights: look at the penalty", ()
    counts = [data.m for data in looks]
    if any(all(map(_whole, found, times)) for times in ([1] * len(found), counts)):
        words = "the fractions are cut off: it was added up in an array of integers"
        return words, ("integer-arrays",)
    return "no mistake of the catalogue gives these numbers", ()


def _whole(part: Part, times: int) -> bool:
    """Whether all numbers are whole ones, after multiplication."""
    numbers = part.returned * times
    return bool((np.abs(numbers - np.round(numbers)) < CLOSE).all())


def _ratio(these: Array, those: Array) -> float | None:
    """The constant that one array is times the other, if there is one."""
    if not np.any(those):
        return None
    ratio = float(np.vdot(those, these) / np.vdot(those, those))
    close = np.abs(these - ratio * those).max() <= CLOSE * max(np.abs(these).max(), 1e-300)
    return ratio if (close and these.size > 1) or these.ndim == 0 else None
