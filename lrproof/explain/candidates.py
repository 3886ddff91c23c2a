"""Which mistakes of the catalogue fit, most likely first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lrproof.explain.numbers import Translated, translated
from lrproof.explain.places import Place, equal
from lrproof.mistakes import FORMULAS, RIGHT
from lrproof.setting import Setting
from lrproof.tex import Expression
from lrproof.tex.expression import Call, Derivative, Quotient, Symbol

MOST = 2
FORMULA, PARTICULAR, GENERAL, ABOUT = 10, 4, 2, 1
"""How much it says that values are those of a formula; that a slip is that of a mistake, and the
lines are what it is about; that a slip is; that the line before is what it is about."""

Values = Sequence[tuple[Place, float, float]]


def likely(
    left: Expression, right: Expression, setting: Setting, values: Values, slips: Sequence[str]
) -> tuple[str, ...]:
    """The mistakes that fit two lines, most likely first, not many.

    Args:
        left: The line before.
        right: The wrong line.
        setting: What the symbols stand for.
        values: Places with the values of both lines.
        slips: What repairs the wrong line, or what the difference looks like, likeliest first.
    """
    score: Counter[str] = Counter()
    targets, formulas = _matched(values)
    signed = any(quantity.role == "sign" for quantity in setting.symbols)
    for name in formulas:
        # The formulas are for labels 0 and 1.
        score[name] += GENERAL if signed else FORMULA
    present = features(left, right, setting, targets)
    for mistake in FORMULAS.values():
        fitting = [slip for slip in slips if slip in mistake.slips]
        if not fitting or not mistake.about <= present:
            continue
        score[mistake.id] += PARTICULAR if mistake.about else GENERAL
        score[mistake.id] += max(2 - slips.index(slip) for slip in fitting[:1])
        score[mistake.id] += ABOUT * bool(targets & mistake.wrong.keys())
    order = {name: place for place, name in enumerate(FORMULAS)}
    found = sorted(score, key=lambda name: (-score[name], order[name]))
    return tuple(found[:MOST])


def features(left: Expression, right: Expression, setting: Setting, targets: set[str]) -> set[str]:
    """What two lines are about; see `Mistake.about`."""
    parts = [part for line in (left, right) for part in line.walk()]
    calls = {part.function for part in parts if isinstance(part, Call)}
    names = {part.name for part in parts if isinstance(part, Symbol)}
    found = set()
    if "ln" in calls:
        found.add("logarithm")
    if calls & {"exp", "sigmoid"}:
        found.add("exponential")
    if "lambda" in names:
        found.add("penalty")
    if any(isinstance(part, Quotient) for part in right.walk()):
        found.add("fraction")
    if any(map(_is_slope, parts)) or "slope" in targets:
        found.add("slope")
    if any(map(_is_second, parts)) or "hessian" in targets:
        found.add("second")
    if any(quantity.role == "classes" for quantity in setting.symbols):
        found.add("classes")
    elif any(map(_is_reciprocal, parts)):
        found.add("reciprocal")
    if any(quantity.role == "sign" for quantity in setting.symbols):
        found.add("signs")
    return found


def _is_reciprocal(part: Expression) -> bool:
    return isinstance(part, Quotient) and any(map(_is_prediction, part.denominator.walk()))


def _is_prediction(part: Expression) -> bool:
    if isinstance(part, Symbol):
        return part.name in ("f", "p")
    return isinstance(part, Call) and part.function == "sigmoid"


def _is_slope(part: Expression) -> bool:
    if isinstance(part, Derivative) and isinstance(part.body, Symbol):
        return part.body.name == "f"
    return isinstance(part, Call) and part.order > 0


def _is_second(part: Expression) -> bool:
    return isinstance(part, Derivative) and len(part.variables) > 1


def _matched(values: Values) -> tuple[set[str], list[str]]:
    """What the line before is, and the mistakes whose formula the wrong line is."""
    targets: set[str] = set()
    found: list[str] = []
    if not values:
        return targets, found
    sizes = values[0][0].setting.sizes
    alike = [value for value in values if value[0].setting.sizes == sizes]
    for setting in dict.fromkeys(mistake.setting for mistake in FORMULAS.values()):
        for penalty in _penalties(values[0][0]):
            known = [
                (there, one, other)
                for place, one, other in alike
                if (there := translated(place, setting, penalty)) is not None
            ]
            if len(known) < len(alike):
                break
            here = {target: at for target in RIGHT if (at := _located(known, target))}
            for target, (scale, indices) in here.items():
                found += _written(known, target, scale, indices, setting)
            targets |= here.keys()
            if here:
                break
    return targets, list(dict.fromkeys(found))


def _penalties(place: Place) -> tuple[float, ...]:
    """What λ may have to be multiplied by, for a penalty that is not (λ/(2m)) Σ w²."""
    m = place.setting.sizes.get("m", 1)
    strengths = {"lambda", "C"}
    penalised = any(not strengths.isdisjoint(of) for of in place.setting.depends.values())
    return (1.0, m, 2.0, 2.0 * m, 0.0) if penalised else (0.0,)


def _located(
    values: Sequence[tuple[Translated, float, float]], target: str
) -> tuple[float, list[Mapping[str, int]]] | None:
    """Where the line before is a number times a target: that number, and indices at each place."""
    scales: list[float] = []
    for count, (place, one, _) in enumerate(values):
        worth = [(place.value(RIGHT[target], at), at) for at in place.choices(target)]
        ratios = [one / value for value, _ in worth if value]
        scales = [s for s in ratios if any(equal(s, t) for t in scales)] if count else ratios
        if not scales or scales == [0.0]:
            return None
    scale = scales[0]
    indices: list[Mapping[str, int]] = [
        next(
            at
            for at in place.choices(target)
            if equal(one, scale * (place.value(RIGHT[target], at) or 0.0))
        )
        for place, one, _ in values
    ]
    return scale, indices


def _written(
    values: Sequence[tuple[Translated, float, float]],
    target: str,
    scale: float,
    indices: Sequence[Mapping[str, int]],
    setting: str,
) -> Iterator[str]:
    """The mistakes that write for a target what the wrong line is worth."""
    for mistake in FORMULAS.values():
        if mistake.setting != setting:
            continue
        for formula in mistake.wrong.get(target, ()):
            if all(
                equal(other, scale * found)
                for (place, _, other), at in zip(values, indices, strict=True)
                if (found := place.value(formula, at)) is not None or (found := float("nan"))
            ):
                yield mistake.id
