"""`lrproof prove`: proves the equations of the pages."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lrproof.catalogue import MISTAKE, Catalogue, Entry, judge, problem, scan
from lrproof.citation import docs
from lrproof.cli.output import HOLDS, UNREAD, WRONG, coloured, misused, print_json
from lrproof.evidence import Evidence, Verdict, power_above

__all__ = ["run"]

Judged = tuple[Entry, Evidence]


def run(options: argparse.Namespace) -> int:
    """Judges what the pages state and returns the exit status."""
    here = Path("docs")
    folder: Path = options.docs or (here if here.is_dir() else docs())
    if not folder.is_dir():
        return misused("prove", f"{folder} is no folder of pages (--docs says where)")
    catalogue = scan(folder)
    stated = (*catalogue.entries.values(), *catalogue.mistakes.values())
    unknown = set(options.ids) - {entry.id for entry in stated}
    if unknown:
        return misused("prove", f"no page has {', '.join(sorted(unknown))}")
    chosen = [entry for entry in stated if not options.ids or entry.id in options.ids]
    judged = [(entry, judge(entry, catalogue.entries)) for entry in chosen]
    if options.json:
        print_json(_judged_json(catalogue, judged))
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
            f"{entry.id:<{width}}  {coloured(evidence.verdict)}  {_where(entry):<{page_width}}  "
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
