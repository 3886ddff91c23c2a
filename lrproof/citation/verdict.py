"""What was found, as a sentence that may stand in a post: no more than is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lrproof.evidence import Verdict, scientific

if TYPE_CHECKING:
    from lrproof.evidence import Evidence, Witness

__all__ = ["sentence"]

_LONG = 60
"""A point in more characters than these tells a reader nothing."""


def sentence(evidence: Evidence, version: str, *, compared: bool) -> str:
    """Says what was found.

    Args:
        evidence: What was found.
        version: Of lrproof, which found it.
        compared: Whether a numpy function was compared too, and agreed.

    Examples:
        >>> from lrproof import SETTINGS, prove
        >>> found = prove("f(1-f) = f - f^2", SETTINGS["feature"])
        >>> sentence(found, "0.1.0", compared=False)
        'Proved (exact arithmetic, chance of error below 10⁻³⁶), lrproof 0.1.0.'
        >>> found = prove("f > 2", SETTINGS["feature"], seed=1)
        >>> print(sentence(found, "0.1.0", compared=False)[:68])
        Wrong: refuted at x = 2, w = 0.25, b = 1.5 by lrproof 0.1.0: the lef
    """
    if evidence.verdict is Verdict.PROVED:
        numpy = " and compared with numpy" if compared else ""
        return f"Proved ({_means(evidence)}){numpy}, lrproof {version}."
    if evidence.verdict is Verdict.AGREES:
        numpy = " and with numpy" if compared else ""
        return f"Agrees in floating point{numpy} (evidence, not a proof), lrproof {version}."
    witness = next((step.witness for step in evidence.steps if step.witness), None)
    if evidence.verdict is Verdict.REFUTED and witness:
        left, right = witness.values
        where = f" at {place}" if (place := _place(witness)) else ""
        values = f"the left side is {left}, the right side {right}"
        return f"Wrong: refuted{where} by lrproof {version}: {values}."
    return f"Not shown: {evidence.verdict}, lrproof {version}."


def _place(witness: Witness) -> str:
    if len(witness.where) <= _LONG:
        return witness.where
    indices = [f"{name} = {number}" for name, number in witness.indices.items()]
    return ", ".join(["one point", *indices])


def _means(evidence: Evidence) -> str:
    signs = "rules of signs" if "rules of signs" in evidence.method else ""
    if not evidence.false_accept:
        return signs or "exact arithmetic"
    means = " and ".join(filter(None, ("exact arithmetic", signs)))
    return f"{means}, chance of error {scientific(evidence.false_accept, up=True)}"
