"""Is an inequality true? By a formula for the gap between its sides that shows its sign."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lrproof.evaluate import Evaluation
from lrproof.identity import EACH, Identities, Proof, choices, in_words
from lrproof.numbers import Inapplicable, Interval, Intervals, Undefined
from lrproof.setting import Key, Quantity, Setting
from lrproof.tex import Expression, Relation, Side
from lrproof.tex.expression import Negative, Number, Sum, added

ALONE = "the rules of signs"
BETWEEN = {"label": "any {0} from 0 to 1", "classes": "any {0} ≥ 0 with Σ {0}_k = 1"}
DOMAINS: Mapping[str, tuple[float, float, bool]] = {
    "(0, 1)": (0, 1, False),
    "(0, \\infty)": (0, math.inf, False),
    "[0, \\infty)": (0, math.inf, True),
}
"""Ends of the domains of parameters and data, and whether the finite ones belong to them."""


@dataclass(frozen=True)
class Certificate:
    """An equation that may prove an inequality.

    Attributes:
        id: Its name.
        sides: Its sides, for the same setting as those of the inequality.
        chance: Bound on the chance that it was proved and is false; None if it is not proved.
    """

    id: str
    sides: tuple[Expression, ...] = ()
    chance: float | None = None

    @property
    def method(self) -> str:
        """What is said of an inequality that it proves."""
        return f"the certificate {self.id} and {ALONE}"


def certify(
    relation: Relation, setting: Setting, certificates: Sequence[Certificate] = ()
) -> Proof:
    """Proves an inequality, if there is a proof of this kind.

    The larger side minus the smaller one is the gap. A certificate proves that it is not negative
    if one of its sides, or the opposite of it, equals the gap in the prime field and has the right
    sign whatever its variables are. The sign is found with intervals, which
    know that squares are not negative, that exponentials are positive, and what follows for sums,
    products and quotients; and that the free quantities of a setting lie in their domains.

    Without a certificate the gap itself may show its sign.
    """
    assert relation.left.expression is not None
    assert relation.right.expression is not None
    gap = difference(relation.right.expression, relation.left.expression)
    if relation.symbol in (">", ">="):
        gap = difference(relation.left.expression, relation.right.expression)
    orders = [gap, difference(Number(Fraction(0)), gap)] if relation.symbol == "!=" else [gap]
    strict = relation.symbol not in ("<=", ">=")
    reasons = []
    for certificate in certificates:
        for order in orders:
            proof = _certified(order, certificate, setting, strict=strict)
            if proof.false_accept is not None:
                return proof
            reasons.append(f"{certificate.id} does not prove it: {proof.reason}")
    for order in orders:
        if (found := _seen(order, order, setting, strict=strict)) is not None:
            return Proof(ALONE, in_words(setting, found), 0.0)
    return Proof(reason="; ".join(dict.fromkeys(reasons)))


def difference(left: Expression, right: Expression) -> Expression:
    """A formula minus another, without the terms that are in both."""
    terms = list(_terms(left, positive=True))
    for term, positive in _terms(right, positive=False):
        opposite = term, not positive
        if opposite in terms:
            terms.remove(opposite)
        else:
            terms.append((term, positive))
    parts = [term if positive else Negative(term) for term, positive in terms]
    return added(parts, 0) if parts else Number(Fraction(0))


def _terms(expression: Expression, *, positive: bool) -> Iterator[tuple[Expression, bool]]:
    if isinstance(expression, Sum):
        for term in expression.terms:
            yield from _terms(term, positive=positive)
    elif isinstance(expression, Negative):
        yield from _terms(expression.term, positive=not positive)
    else:
        yield expression, positive


def _certified(
    gap: Expression, certificate: Certificate, setting: Setting, *, strict: bool
) -> Proof:
    """Proves that a gap is not negative, or positive, by one certificate."""
    if certificate.chance is None:
        return Proof(reason="it is no equality that is proved in this setting")
    reason = f"none of its sides is seen to be {'positive' if strict else 'positive or 0'}"
    for side in (*certificate.sides, *map(Negative, certificate.sides)):
        words = _seen(side, gap, setting, strict=strict)
        if words is None:
            continue
        reason = "the gap between the sides is something else"
        proof = _equal(gap, side, setting)
        if proof.false_accept is not None:
            if proof.labels == in_words(setting, EACH):
                words = EACH
            chance = certificate.chance + proof.false_accept
            return Proof(certificate.method, in_words(setting, words), chance)
    return Proof(reason=reason)


def _equal(left: Expression, right: Expression, setting: Setting) -> Proof:
    sides = [Side("", place, side) for place, side in enumerate((left, right))]
    claim = Relation(1, 1, "=", sides[0], sides[1], line=1, column=1)
    try:
        return Identities({0: left, 1: right}, setting).prove(claim)
    except ValueError as error:
        return Proof(reason=str(error))


def _seen(
    expression: Expression, gap: Expression, setting: Setting, *, strict: bool
) -> Mapping[str, str] | None:
    """For which labels a formula is seen to be positive, or not negative, if for any."""
    if _holds(expression, gap, setting, {}, strict=strict):
        return BETWEEN
    chosen = choices(setting)
    if chosen and all(_holds(expression, gap, setting, each, strict=strict) for each in chosen):
        return EACH
    return None


def _holds(
    expression: Expression,
    gap: Expression,
    setting: Setting,
    chosen: Mapping[Key, int],
    *,
    strict: bool,
) -> bool:
    system = Intervals()
    box = {
        key: system.number(chosen[key]) if key in chosen else _domain(quantity, system)
        for quantity in setting.free
        for key in setting.keys(quantity)
    }
    evaluation = Evaluation(setting, box, system)
    try:
        found = [
            evaluation.value(expression, indices).least
            for indices in setting.assignments(expression, gap)
        ]
    except (Undefined, Inapplicable, ValueError):
        return False
    return all(least is not None and least >= strict for least in found)


def _domain(quantity: Quantity, system: Intervals) -> Interval:
    """Where a free quantity lies; each call makes a new one."""
    if quantity.role in BETWEEN:
        return system.between(0, 1, ends=True)
    lower, upper, ends = DOMAINS.get(quantity.domain, (-math.inf, math.inf, False))
    return system.between(lower, upper, ends=ends)
