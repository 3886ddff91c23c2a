"""Judges what is stated, and says what stops the build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lrproof import checker
from lrproof.catalogue.entry import MISTAKE, Entry, Problem
from lrproof.certificate import Certificate
from lrproof.evidence import Evidence, Verdict
from lrproof.prove import certificate, conclude

__all__ = ["certificates", "judge", "problem", "proving"]


def judge(
    entry: Entry, entries: Mapping[str, Entry] | None = None, *, seed: int | None = None
) -> Evidence:
    """Reads, evaluates and proves an entry, and compares each side with its checker's, if any.

    Args:
        entry: What to judge.
        entries: All entries by their ids, if certificates are among them.
        seed: For the points of floating point; fresh ones without it.
    """
    proofs = certificates(entry, entries or {})
    evidence = conclude(entry.reading, entry.setting, seed=seed, certificates=proofs)
    evidence = evidence.moved(entry.line)
    if not evidence.verdict.holds or entry.kind == MISTAKE:
        return evidence
    function = checker.find(entry.checker)
    if function is None:
        message = f"it has no checker: {entry.checker} does not exist"
        return replace(evidence, verdict=Verdict.DISAGREES, message=message)
    formulas = [side.expression for side in entry.reading.sides if side.expression is not None]
    ends = entry.kind == "derivation"
    try:
        checker.compare(function, formulas, entry.setting, seed=seed, ends=ends)
    except checker.Disagreement as found:
        return replace(evidence, verdict=Verdict.DISAGREES, message=str(found))
    return evidence


def certificates(entry: Entry, entries: Mapping[str, Entry]) -> list[Certificate]:
    """The equations that are to prove an inequality, judged themselves."""
    return [
        certificate(other.id, other.reading, other.setting)
        if other.setting == entry.setting
        else Certificate(other.id)
        for other in proving(entry, entries)
    ]


def proving(entry: Entry, entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """The equations that are to prove an inequality."""
    return tuple(entries[name] for name in entry.certificates if name in entries)


def problem(entry: Entry, evidence: Evidence) -> Problem | None:
    """What stops the build about an entry, if anything; a mistake must be refuted."""
    message = f"{evidence.verdict}: {evidence.message}".removesuffix(": ")
    if entry.kind == MISTAKE:
        if evidence.verdict is Verdict.REFUTED:
            return None
        message = f"a mistake must be refuted, and this is {message}"
    elif evidence.verdict.holds:
        return _idle(entry, evidence)
    wrong = next((s for s in evidence.steps if s.verdict == evidence.verdict), None)
    return Problem(entry.page, wrong.line if wrong else entry.line, entry.id, message)


def _idle(entry: Entry, evidence: Evidence) -> Problem | None:
    """A certificate that proves nothing."""
    used = {step.method for step in evidence.steps}
    for name in entry.certificates:
        if Certificate(name).method not in used:
            message = f"the certificate {name} is of no use: {evidence.message}"
            return Problem(entry.page, entry.line, entry.id, message)
    return None
