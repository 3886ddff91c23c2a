"""How large a formula may be, so that no input takes long."""

from __future__ import annotations

from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Derivative,
    Expression,
    Inverse,
    Negative,
    Number,
    Sum,
    Symbol,
)
from lrproof.tex.vocabulary import Vocabulary

DEEPEST = 150
HIGHEST_ORDER = 8
MOST_WORK = 14_000
LEAST_WORK = 10
"""Comparing a side with another takes as long as so many operations."""
LONGEST_SUM = 1000
AXIS = 4
"""A sum over an axis of a setting has about as many terms."""
CALL = 10
"""A function takes about as long as so many sums and products."""
DEFINITION = 10
"""What a derivative computes anew for each quantity that another one depends on."""


def excess(expression: Expression, vocabulary: Vocabulary) -> tuple[Expression, str] | None:
    """The part of a formula that is nested too deep, and in words how."""
    pending = [(expression, 1, 0)]
    while pending:
        part, depth, order = pending.pop()
        order += _order(part)
        if depth > DEEPEST:
            return part, f"this formula is nested more than {DEEPEST} deep"
        if order > HIGHEST_ORDER:
            return part, f"derivatives of derivatives of an order above {HIGHEST_ORDER}"
        pending += [(child, depth + 1, order) for child in part.children()]
    if work(expression, vocabulary) > MOST_WORK:
        return expression, "this formula takes too long to compute"
    return None


def work(expression: Expression, vocabulary: Vocabulary) -> int:
    """About how many operations a formula takes at one point; it must not be too deep."""
    total = 0
    pending = [(expression, 1, False)]
    while pending and total <= MOST_WORK:
        part, times, anew = pending.pop()
        if isinstance(part, BigSum):
            times *= _length(part)
        elif isinstance(part, Inverse):
            times *= AXIS**2
        order = _order(part)
        times *= 3**order
        anew = anew or order > 0 or isinstance(part, At)
        total += times * (CALL if isinstance(part, Call) else 1)
        if anew and isinstance(part, Symbol):
            total += times * DEFINITION * len(vocabulary.depends.get(part.name, ()))
        pending += [(child, times, anew) for child in part.children()]
    return total


def _order(part: Expression) -> int:
    if isinstance(part, Derivative):
        return len(part.variables)
    return part.order if isinstance(part, Call) else 0


def _length(part: BigSum) -> int:
    if part.upper is None:
        return AXIS
    ends = part.upper.terms if isinstance(part.upper, Sum) else (part.upper,)
    return max(1, min(LONGEST_SUM, sum(map(_end, ends))))


def _end(term: Expression) -> int:
    """What a part of m − 1 adds to the number of terms at most."""
    if isinstance(term, Negative):
        return 0
    if isinstance(term, Number):
        return min(LONGEST_SUM, int(term.value))
    return AXIS if isinstance(term, Symbol) else LONGEST_SUM
