"""`lrproof cite`: gives what to paste for an id."""

from __future__ import annotations

import argparse
import sys

from lrproof import citation
from lrproof.cli.output import HOLDS, misused, print_json

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Prints what there is to copy and returns the exit status."""
    try:
        known = citation.known()
    except (LookupError, ValueError) as error:
        return misused("cite", error.args[0])
    if options.list:
        width = max(map(len, known))
        for name, record in known.items():
            title = record.name if record.name != name else ""
            print(f"{name:<{width}}  {record.kind:<8}  {title}".rstrip())
        return HOLDS
    if not options.ids:
        return misused("cite", "name an id; --list lists them")
    if options.form not in citation.FORMS:
        return misused("cite", f"--as takes {', '.join(citation.FORMS)}; --json gives all")
    try:
        cited = [citation.citation(i, line=options.line, site=options.site) for i in options.ids]
    except (LookupError, ValueError) as error:
        return misused("cite", error.args[0])
    if cited[0].site == citation.UNSET:
        note = f"say where the site stands with --site or in {citation.VARIABLE}"
        print(f"lrproof cite: these links lead nowhere yet; {note}", file=sys.stderr)
    if options.json:
        print_json({"citations": [_cited_json(each) for each in cited]})
    else:
        between = "\n" if options.form == "link" else "\n\n"
        print(between.join(each.forms()[options.form] for each in cited))
    return HOLDS


def _cited_json(cited: citation.Citation) -> dict[str, object]:
    return {
        "id": cited.record.id,
        "line": cited.line,
        "kind": cited.record.kind,
        "title": cited.record.name,
        "version": cited.version,
        "cite": dict(cited.forms()),
    }
