"""Is a relation between two formulas true? Floating point first, then the prime field."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from lrproof.certificate import Certificate, certify
from lrproof.evidence import Evidence, Step, Verdict, combined
from lrproof.identity import Identities, Proof
from lrproof.points import Table, stand_ins
from lrproof.setting import Setting
from lrproof.tex import Expression, Reading, Relation, read
from lrproof.tex.expression import BigSum

POINTS = 64
FIRST_POINTS = 24
FEWEST_POINTS = 8


def prove(
    tex: str,
    setting: Setting,
    *,
    seed: int | None = None,
    certificates: Mapping[str, str] | None = None,
) -> Evidence:
    r"""Reads a statement and judges it.

    Args:
        tex: One relation or a chain of them, on one line or many.
        setting: What its symbols stand for.
        seed: For the points of floating point; fresh ones without it. The prime field is
            always drawn afresh, so that no formula can be made to fit it.
        certificates: For an inequality whose sign is not seen as it stands: equations that may
            show it, each proved first, as TeX by names of their own.

    Returns:
        The evidence; its verdict is `unread` where the TeX is no statement.

    Examples:
        >>> from lrproof.settings import SETTINGS
        >>> prove(r"\sigma'(z) = \sigma(z)(1-\sigma(z))", SETTINGS["variable"]).verdict.value
        'proved'
        >>> prove(r"\sigma'(z) = -\sigma(z)(1-\sigma(z))", SETTINGS["variable"]).verdict.value
        'refuted'
        >>> gap = {"gap": r"\frac{1}{4} - \sigma'(z) = \left(\sigma(z) - \frac{1}{2}\right)^2"}
        >>> bound = r"\sigma'(z) \le \frac{1}{4}"
        >>> prove(bound, SETTINGS["variable"], certificates=gap).verdict.value
        'proved'
    """
    given = (certificates or {}).items()
    proofs = [certificate(name, read(text, setting.vocabulary), setting) for name, text in given]
    return conclude(read(tex, setting.vocabulary), setting, seed=seed, certificates=proofs)


def certificate(name: str, reading: Reading, setting: Setting) -> Certificate:
    """Makes an equation one that may prove an inequality, if it is proved itself."""
    evidence = conclude(reading, setting)
    equal = all(relation.symbol == "=" for relation in reading.relations)
    known = equal and evidence.verdict is Verdict.PROVED
    sides = tuple(side.expression for side in reading.sides if side.expression)
    return Certificate(name, sides, evidence.false_accept if known else None)


def conclude(
    reading: Reading,
    setting: Setting,
    *,
    seed: int | None = None,
    certificates: Sequence[Certificate] = (),
) -> Evidence:
    """Judges a statement that was read."""
    steps = judge(reading.relations, setting, seed=seed, certificates=certificates)
    if reading.errors or not steps:
        error = next(iter(reading.errors), None)
        message = str(error) if error else "there is no formula here"
        return Evidence(Verdict.UNREAD, message=message, steps=steps)
    return combined(steps)


def judge(
    relations: Sequence[Relation],
    setting: Setting,
    *,
    seed: int | None = None,
    points: int = POINTS,
    first: Sequence[int] = range(FIRST_POINTS),
    table: Table | None = None,
    certificates: Sequence[Certificate] = (),
) -> tuple[Step, ...]:
    """Judges each relation of a text; its sides are evaluated once for all of them.

    Args:
        relations: The relations, as they were read.
        setting: What their symbols stand for.
        seed: For the points of floating point; fresh ones without it.
        points: How many there are.
        first: After these a proof is tried; what is not proved is tried at all of them.
        table: Where values of the sides are known already.
        certificates: Formulas for the gaps of inequalities.
    """
    table = table or tabled(relations, setting, seed=seed, points=points)
    # What two relations share was read in one way for the one, and perhaps not for the other.
    problems = {each.number: _problem(each, table.sides, setting) for each in relations}
    identities = Identities(table.sides, setting)
    continued = {relation.right.start for relation in relations}
    return tuple(
        _unread(relation, problems[relation.number])
        if problems[relation.number]
        else _judged(relation, _notes(relation, continued), table, identities, certificates, first)
        for relation in relations
    )


def tabled(
    relations: Sequence[Relation],
    setting: Setting,
    *,
    seed: int | None = None,
    points: int = POINTS,
) -> Table:
    """The sides of relations, to be evaluated at points."""
    sides = {
        side.start: side.expression
        for relation in relations
        for side in (relation.left, relation.right)
        if side.expression is not None
    }
    return Table(sides, setting, random.Random(seed), points)


def _notes(relation: Relation, continued: Set[int]) -> str:
    """How the right side was read, and the left one where it begins a chain."""
    sides = [relation.right]
    if relation.left.start not in continued:
        sides.insert(0, relation.left)
    return "; ".join(note for side in sides for note in side.notes)


def _problem(relation: Relation, sides: Mapping[int, Expression], setting: Setting) -> str:
    """Why a relation cannot be judged, if so."""
    expressions: list[Expression] = []
    for side in (relation.right, relation.left):
        if side.expression is None:
            return str(side.error)
        expressions.append(sides[side.start])
    try:
        setting.assignments(*expressions)
        for part in (part for expression in expressions for part in expression.walk()):
            if isinstance(part, BigSum) and part.upper is None:
                setting.axis(part.index, part.body)
    except ValueError as error:
        return str(error)
    return ""


def _unread(relation: Relation, message: str) -> Step:
    return Step(
        relation.row,
        relation.number,
        relation.symbol,
        relation.right.tex,
        Verdict.UNREAD,
        message,
        line=relation.line,
        column=relation.column,
    )


def _judged(
    relation: Relation,
    notes: str,
    table: Table,
    identities: Identities,
    certificates: Sequence[Certificate],
    first: Sequence[int],
) -> Step:
    found = table.compare(relation, [turn for turn in first if turn < table.turns])
    proof = Proof()
    if not found.witness and not found.lopsided and found.points >= FEWEST_POINTS:
        proof = _proof(relation, table, identities, certificates)
    if proof.false_accept is None:
        found = table.compare(relation)
    step = replace(
        _unread(relation, notes),
        points=found.points,
        max_error=found.error,
        tolerance=found.tolerance,
        method="floating point",
        scope=table.scope(relation),
    )
    general = table.general(relation)
    if found.witness:
        message = _joined(_joined(str(found.witness), stand_ins(general)), step.message)
        return replace(step, verdict=Verdict.REFUTED, witness=found.witness, message=message)
    if found.lopsided:
        message = _joined(found.lopsided, step.message)
        return replace(step, verdict=Verdict.INAPPLICABLE, message=message)
    if found.points < FEWEST_POINTS:
        message = f"it has a value at {found.points} of {table.turns} points only: {found.reason}"
        return replace(step, verdict=Verdict.INAPPLICABLE, message=_joined(message, step.message))
    agrees = replace(step, verdict=Verdict.AGREES)
    if general:
        message = f"it holds {stand_ins(general)}, which says nothing of any {general[0]}"
        agrees = replace(step, verdict=Verdict.INAPPLICABLE, message=_joined(message, step.message))
    if proof.false_accept is not None:
        return replace(
            step,
            verdict=Verdict.PROVED,
            method=proof.method,
            false_accept=proof.false_accept,
            scope=", ".join(filter(None, (step.scope, proof.labels, *map(_any, general)))),
        )
    if relation.symbol == "=" and (witness := table.precise_witness(relation)):
        message = _joined(_joined(str(witness), stand_ins(general)), step.message)
        return replace(step, verdict=Verdict.REFUTED, witness=witness, message=message)
    return replace(agrees, message=_joined(agrees.message, proof.reason))


def _proof(
    relation: Relation, table: Table, identities: Identities, certificates: Sequence[Certificate]
) -> Proof:
    if relation.symbol == "~":
        return Proof()
    if relation.symbol == "=":
        return identities.prove(relation)
    return certify(relation, table.setting, certificates)


def _any(letter: str) -> str:
    return f"any differentiable {letter}"


def _joined(first: str, second: str, between: str = "; ") -> str:
    return between.join(filter(None, (first, second)))
