"""The command `lrproof`; the only module that prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, NoReturn

from lrproof import __version__
from lrproof.catalogue import MISTAKE, Catalogue, Entry, judge, problem, scan
from lrproof.derivation import Report, check_derivation
from lrproof.evidence import Evidence, Step, Verdict, power_above
from lrproof.settings import SETTINGS

if TYPE_CHECKING:
    from lrproof.citation import Citation
    from lrproof.explain import Repair

HOLDS, WRONG, UNREAD, USAGE = range(4)

Judged = tuple[Entry, Evidence]

_COLOURS = {
    Verdict.PROVED: "32",
    Verdict.AGREES: "36",
    Verdict.INAPPLICABLE: "33",
    Verdict.UNREAD: "33",
    Verdict.DISAGREES: "31",
    Verdict.REFUTED: "31",
}

_CHECK_EXAMPLE = r"""
example:
  $ cat mine.tex
  \frac{\partial L}{\partial w} &= \frac{\partial L}{\partial f} \cdot x \\
                                &= (f - y) x
  $ lrproof check mine.tex

A line that begins with a relation continues the line before. exit status: 0 every line holds,
1 a line is wrong, 2 a line cannot be read, 3 the command was used wrongly.
"""

_PROVE_EXAMPLE = """
example:
  $ lrproof prove loss-by-weight sigmoid-derivative

exit status: 0 all hold, 1 one is refuted or disagrees with its checker, or a mistake is not
refuted, 2 one cannot be read or judged, 3 the command was used wrongly.
"""


_GRADIENT_EXAMPLE = """
example:
  $ lrproof gradient mine.py:compute_gradient --cost compute_cost

The file is run, so run none that you do not trust. exit status: 0 it is right, 1 it is wrong,
2 it failed (an error, nothing that can be compared, no end), 3 the command was used wrongly.
"""

_CITE_EXAMPLE = """
example:
  $ lrproof cite loss-by-weight --as markdown
  $ lrproof cite substitution-weight-4 flipped-sign --as bibtex >> mine.bib

What is cited is judged first. exit status: 0 it was cited, 3 there is no such id or line, or the
command was used wrongly.
"""
LONGEST = 3600
_NOTHING = """\
There is no formula in this text that could be right or wrong. Paste the lines of your derivation:
as TeX between $$ and $$, as a line of text such as dL/dw = (f - y) x, or as a line of Python such
as dw = (f - y) * x. For a whole gradient function there is `lrproof gradient`."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="lrproof",
        description="Reads derivatives of the logistic-regression loss and says which are right.",
    )
    parser.add_argument("--version", action="version", version=f"lrproof {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        help="find the first wrong line of a derivation",
        description="Checks a derivation, each line against the one before. The text may be a "
        "whole post or a notebook: formulas are found between $$, \\[ \\], $, in math fences and "
        "environments, or on lines of their own, as text or in Python.",
        epilog=_CHECK_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("file", metavar="FILE", help="the text, or - for standard input")
    titles = "; ".join(f"{name}: {setting.title}" for name, setting in SETTINGS.items())
    check.add_argument(
        "--setting", choices=list(SETTINGS), help=f"what the symbols stand for ({titles}); "
        "guessed from the symbols without this",
    )  # fmt: skip
    check.set_defaults(run=_check)

    prove = commands.add_parser(
        "prove",
        help="prove the equations of the site",
        description="Reads every equation and derivation of the pages, proves it, and compares "
        "it with its checker. A mistake of the pages must be refuted.",
        epilog=_PROVE_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    prove.add_argument("ids", nargs="*", metavar="ID", help="only these; all without any")
    prove.add_argument(
        "--docs", type=Path, help="folder of the pages; docs here, or else those of the package"
    )
    prove.set_defaults(run=_prove)

    gradient = commands.add_parser(
        "gradient",
        help="find the mistake in a gradient function",
        description="Checks a function in Python: the gradient of a cost, alone or with the cost, "
        "a cost, a Hessian, a sigmoid. How it is called is found out; the options say it instead. "
        "The file is run, in a process of its own.",
        epilog=_GRADIENT_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    gradient.add_argument("target", metavar="FILE.py:FUNCTION", help="or a notebook, FILE.ipynb")
    gradient.add_argument("--cost", metavar="FUNCTION", help="the cost that belongs to it")
    gradient.add_argument("--seconds", type=float, default=10.0, help="how long it may run (10)")
    gradient.add_argument("--arguments", metavar="NAMES", help='what they are: "X, y, w, b"')
    gradient.add_argument("--layout", choices=["rows", "columns"], help="where an example is in X")
    gradient.add_argument("--labels", metavar="0/1|-1/+1", help="what the labels are")
    gradient.add_argument("--reduction", choices=["mean", "sum"], help="of the losses")
    gradient.add_argument("--penalty", help='such as "none" or "lambda/2 * sum(w^2)"')
    gradient.add_argument("--parameters", help='"w,b"; "theta", bias first; "w, bias last"; "w"')
    gradient.set_defaults(run=_gradient)

    cite = commands.add_parser(
        "cite",
        help="give what to paste for an equation, a mistake or an answer",
        description="Prints a permanent link with all that belongs to it, for a forum, a document, "
        "a bibliography or a program.",
        epilog=_CITE_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    cite.add_argument(
        "ids", nargs="*", metavar="ID", help="or a line, as substitution-weight-4, or an address"
    )
    cite.add_argument(
        "--as", dest="form", metavar="FORM", default="link", help="link (without this), markdown "
        "(for Discourse), stackexchange, latex, bibtex, text, python",
    )  # fmt: skip
    cite.add_argument("--line", type=int, metavar="N", help="a line of a derivation, from 1")
    cite.add_argument("--site", default="", metavar="ADDRESS", help="where the site stands")
    cite.add_argument("--list", action="store_true", help="list all ids with their titles instead")
    cite.set_defaults(run=_cite)

    for command in (check, prove, gradient, cite):
        command.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser


def _check(options: argparse.Namespace) -> int:
    try:
        if options.file == "-":
            text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
        else:
            text = Path(options.file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        print(f"lrproof check: {options.file}: {error.strerror}", file=sys.stderr)
        return USAGE
    report = check_derivation(text, options.setting)
    if options.json:
        _print_json(_report_json(report))
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
        print(f"row {step.row:>2}  {_coloured(step.verdict)}  {_symbol(step.symbol)} {_short(tex)}")
        if step.message and step is not report.first_wrong:
            print(f"        {step.message}")
        if step is report.first_wrong:
            _print_wrong(report, step)
    for error in report.errors:
        print(f"        {_coloured(Verdict.UNREAD)}  {error}")
    print(report.summary or _NOTHING)


def _print_wrong(report: Report, step: Step) -> None:
    print(
        f"        This is the first wrong line: line {step.line}, column {step.column} of the text."
    )
    found = report.explanation.text() if report.explanation else ""
    if not found and step.message:
        found = f"{step.message[0].upper()}{step.message[1:]}"
    print(indent(found, " " * 8))


def _gradient(options: argparse.Namespace) -> int:
    # numpy is imported for this command alone.
    from lrproof.gradient.program import checked

    file, _, function = options.target.rpartition(":")
    if not file or not all(part.isidentifier() for part in function.split(".")):
        file, function = options.target, None
    if not Path(file).is_file():
        return _misused("gradient", f"{file}: there is no such file")
    if not 0 < options.seconds <= LONGEST:
        return _misused("gradient", f"--seconds must be above 0 and at most {LONGEST}")
    names = ("arguments", "layout", "labels", "reduction", "penalty", "parameters")
    said = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    found = checked(Path(file), function, options.cost, options.seconds, said)
    if "usage" in found:
        return _misused("gradient", found["usage"])
    if options.json:
        _print_json(found["report"])
    else:
        print(found["text"])
    return {"right": HOLDS, "wrong": WRONG, "error": UNREAD}[found["report"]["verdict"]]


def _cite(options: argparse.Namespace) -> int:
    # The other commands do not need it.
    from lrproof import citation

    try:
        known = citation.known()
    except (LookupError, ValueError) as error:
        return _misused("cite", error.args[0])
    if options.list:
        width = max(map(len, known))
        for name, record in known.items():
            title = record.name if record.name != name else ""
            print(f"{name:<{width}}  {record.kind:<8}  {title}".rstrip())
        return HOLDS
    if not options.ids:
        return _misused("cite", "name an id; --list lists them")
    if options.form not in citation.FORMS:
        return _misused("cite", f"--as takes {', '.join(citation.FORMS)}; --json gives all")
    try:
        cited = [citation.citation(i, line=options.line, site=options.site) for i in options.ids]
    except (LookupError, ValueError) as error:
        return _misused("cite", error.args[0])
    if cited[0].site == citation.UNSET:
        note = f"say where the site stands with --site or in {citation.VARIABLE}"
        print(f"lrproof cite: these links lead nowhere yet; {note}", file=sys.stderr)
    if options.json:
        _print_json({"citations": [_cited_json(each) for each in cited]})
    else:
        between = "\n" if options.form == "link" else "\n\n"
        print(between.join(each.forms()[options.form] for each in cited))
    return HOLDS


def _cited_json(cited: Citation) -> dict[str, object]:
    return {
        "id": cited.record.id,
        "line": cited.line,
        "kind": cited.record.kind,
        "title": cited.record.name,
        "version": cited.version,
        "cite": dict(cited.forms()),
    }


def _misused(command: str, problem: str) -> int:
    print(f"lrproof {command}: {problem}", file=sys.stderr)
    return USAGE


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


def _prove(options: argparse.Namespace) -> int:
    from lrproof.citation import docs

    here = Path("docs")
    folder: Path = options.docs or (here if here.is_dir() else docs())
    if not folder.is_dir():
        return _misused("prove", f"{folder} is no folder of pages (--docs says where)")
    catalogue = scan(folder)
    stated = (*catalogue.entries.values(), *catalogue.mistakes.values())
    unknown = set(options.ids) - {entry.id for entry in stated}
    if unknown:
        return _misused("prove", f"no page has {', '.join(sorted(unknown))}")
    chosen = [entry for entry in stated if not options.ids or entry.id in options.ids]
    judged = [(entry, judge(entry, catalogue.entries)) for entry in chosen]
    if options.json:
        _print_json(_judged_json(catalogue, judged))
    else:
        _print_table(catalogue, judged)
    return _status(catalogue, judged)


def _status(catalogue: Catalogue, judged: Sequence[Judged]) -> int:
    equations = {evidence.verdict for entry, evidence in judged if entry.kind != MISTAKE}
    mistakes = {evidence.verdict for entry, evidence in judged if entry.kind == MISTAKE}
    if equations & {Verdict.REFUTED, Verdict.DISAGREES} or mistakes - {Verdict.REFUTED}:
        return WRONG
    if catalogue.problems or not all(verdict.holds for verdict in equations):
        return UNREAD
    return HOLDS


def _print_table(catalogue: Catalogue, judged: Sequence[Judged]) -> None:
    width = max((len(entry.id) for entry, _ in judged), default=0)
    page_width = max((len(_where(entry)) for entry, _ in judged), default=0)
    for entry, evidence in judged:
        print(
            f"{entry.id:<{width}}  {_coloured(evidence.verdict)}  {_where(entry):<{page_width}}  "
            f"{_figures(evidence)}".rstrip()
        )
    for entry, evidence in judged:
        if found := problem(entry, evidence):
            print(found)
    for found in catalogue.problems:
        print(found)
    count = Counter(evidence.verdict.value for _, evidence in judged)
    parts = [f"{number} {word}" for word, number in count.items()]
    mistakes = sum(entry.kind == MISTAKE for entry, _ in judged)
    parts += [f"{mistakes} of them mistakes"] if mistakes else []
    parts += [f"{len(catalogue.problems)} malformed"] if catalogue.problems else []
    print(f"{len(judged)} checked: {', '.join(parts)}" if parts else "nothing to check")


def _where(entry: Entry) -> str:
    return f"{entry.page}:{entry.line}"


def _figures(evidence: Evidence) -> str:
    parts = [evidence.scope] if evidence.scope else []
    if evidence.max_error is not None:
        parts.append(f"{evidence.points} points, worst error {evidence.max_error:.0e}")
    if evidence.false_accept is not None:
        bound = f"< 1e{power_above(evidence.false_accept)}" if evidence.false_accept else "0"
        parts.append(f"chance of error {bound}")
    return "; ".join(parts)


def _judged_json(catalogue: Catalogue, judged: Sequence[Judged]) -> dict[str, object]:
    equations = [(entry, evidence) for entry, evidence in judged if entry.kind != MISTAKE]
    mistakes = [(entry, evidence) for entry, evidence in judged if entry.kind == MISTAKE]
    count = Counter(evidence.verdict.value for _, evidence in equations)
    return {
        "equations": [
            {
                "id": entry.id,
                "page": entry.page,
                "line": entry.line,
                "verdict": evidence.verdict.value,
                "method": evidence.method,
                "points": evidence.points,
                "max_error": evidence.max_error,
                "false_accept": evidence.false_accept,
                "scope": evidence.scope,
                "checker": entry.checker,
                "message": evidence.message,
            }
            for entry, evidence in equations
        ],
        "mistakes": [
            {
                "id": entry.id,
                "page": entry.page,
                "line": entry.line,
                "verdict": evidence.verdict.value,
                "message": evidence.message,
            }
            for entry, evidence in mistakes
        ],
        "summary": {
            "total": len(equations),
            **{verdict.value: count[verdict.value] for verdict in Verdict},
            "problems": [str(found) for found in catalogue.problems],
        },
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _coloured(verdict: Verdict) -> str:
    """The verdict as a word, padded before it is coloured so that tables stay in line."""
    word = f"{verdict.value:<12}"
    if not _is_terminal() or "NO_COLOR" in os.environ:
        return word
    return f"\033[{_COLOURS[verdict]}m{word}\033[0m"


def _symbol(symbol: str) -> str:
    return {"<=": "≤", ">=": "≥", "!=": "≠", "~": "≈"}.get(symbol, symbol)


def _short(tex: str, width: int = 88) -> str:
    return tex if len(tex) <= width else tex[: width - 1] + "…"
