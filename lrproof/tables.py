"""Steps of a derivation as an HTML table, with a formula in each row, for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lrproof.evidence import Step


def table(steps: Sequence[Step], wrong: Step | None, why: str) -> str:
    """The lines with their verdicts; below the first wrong one stands why it is wrong, as HTML."""
    head = "<th>row</th><th>line</th><th>verdict</th>"
    rows = "".join(_row(step, why if step is wrong else "") for step in steps)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(step: Step, why: str) -> str:
    formula = f"\\({escape(step.symbol)} {escape(step.tex)}\\)"
    row = f"<tr><td>{step.row}</td><td>{formula}</td><td>{step.verdict}</td></tr>"
    if not why and not step.verdict.holds:
        why = escape(step.message)
    return f'{row}<tr><td></td><td colspan="2">{why}</td></tr>' if why else row
