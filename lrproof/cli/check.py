"""`lrproof check`: finds the first wrong line of a derivation."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from lrproof.cli.output import HOLDS, UNREAD, WRONG, coloured, misused, print_json
from lrproof.derivation import Report, check_derivation
from lrproof.evidence import Step, Verdict

if TYPE_CHECKING:
    from lrproof.explain import Repair

__all__ = ["run"]

_NOTHING = """\
There is no formula in this text that could be right or wrong. Paste the lines of your derivation:
as TeX between $$ and $$, as a line of text such as dL/dw = (f - y) x, or as a line of Python such
as dw = (f - y) * x. For a whole gradient function there is `lrproof gradient`."""


def run(options: argparse.Namespace) -> int:
    """Checks a text and returns the exit status."""
    try:
        if options.file == "-":
            text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
        else:
            text = Path(options.file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return misused("check", f"{options.file}: {error.strerror}")
    report = check_derivation(text, options.setting)
    if options.json:
        print_json(_report_json(report))
    else:
        _print_report(report)
    return {True: HOLDS, False: WRONG, None: UNREAD}[report.holds]


def _print_report(report: Report) -> None:
    guessed = ", guessed from the symbols (--setting says otherwise)" if report.guessed else ""
    print(f"setting: {report.setting.title}{guessed}")
    for sentence in report.assumptions:
        print(f"assumed: {sentence}")
    for step in report.steps:
        tex = " ".join(step.tex.split())
        print(f"row {step.row:>2}  {coloured(step.verdict)}  {_symbol(step.symbol)} {_short(tex)}")
        if step.message and step is not report.first_wrong:
            print(f"        {step.message}")
        if step is report.first_wrong:
            _print_wrong(report, step)
    for error in report.errors:
        print(f"        {coloured(Verdict.UNREAD)}  {error}")
    print(report.summary or _NOTHING)


def _print_wrong(report: Report, step: Step) -> None:
    print(
        f"        This is the first wrong line: line {step.line}, column {step.column} of the text."
    )
    found = report.explanation.text() if report.explanation else ""
    if not found and step.message:
        found = f"{step.message[0].upper()}{step.message[1:]}"
    print(indent(found, " " * 8))


def _symbol(symbol: str) -> str:
    return {"<=": "≤", ">=": "≥", "!=": "≠", "~": "≈"}.get(symbol, symbol)


def _short(tex: str, width: int = 88) -> str:
    return tex if len(tex) <= width else tex[: width - 1] + "…"


def _report_json(report: Report) -> dict[str, object]:
    wrong = report.first_wrong
    steps = [
        {
            "row": step.row,
            "relation": step.relation,
            "tex": step.tex,
            "verdict": step.verdict.value,
            "message": step.message,
            "witness": asdict(step.witness) if step.witness else None,
            "line": step.line,
            "column": step.column,
        }
        for step in report.steps
    ]
    why = report.explanation
    return {
        "setting": report.setting.name,
        "title": report.setting.title,
        "assumptions": list(report.assumptions),
        "holds": report.holds,
        "ending": report.ending,
        "mistakes": list(why.mistakes) if why else [],
        "difference": why.difference if why else "",
        "repair": _repair_json(why.repair) if why and why.repair else None,
        "steps": steps,
        "first_wrong": {"row": wrong.row, "relation": wrong.relation} if wrong else None,
        "errors": [
            {
                "message": error.message,
                "line": error.line,
                "column": error.column,
                "tex": error.piece,
            }
            for error in report.errors
        ],
    }


def _repair_json(repair: Repair) -> dict[str, object]:
    return {
        "tex": repair.tex,
        "start": repair.start,
        "end": repair.end,
        "place": repair.place,
    }
