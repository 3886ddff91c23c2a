"""What each command takes, and its help."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

from lrproof import __version__
from lrproof.cli.output import USAGE
from lrproof.settings import SETTINGS

__all__ = ["parser"]

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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """Makes what reads the arguments, and gives help with examples."""
    made = _Parser(
        prog="lrproof",
        description="Reads derivatives of the logistic-regression loss and says which are right.",
    )
    made.add_argument("--version", action="version", version=f"lrproof {__version__}")
    commands = made.add_subparsers(
        title="commands", required=True, dest="command", metavar="COMMAND"
    )
    # The examples keep their lines.
    command = partial(commands.add_parser, formatter_class=argparse.RawDescriptionHelpFormatter)

    check = command(
        "check",
        help="find the first wrong line of a derivation",
        description="Checks a derivation, each line against the one before. The text may be a "
        "whole post or a notebook: formulas are found between $$, \\[ \\], $, in math fences and "
        "environments, or on lines of their own, as text or in Python.",
        epilog=_CHECK_EXAMPLE,
    )
    check.add_argument("file", metavar="FILE", help="the text, or - for standard input")
    titles = "; ".join(f"{name}: {setting.title}" for name, setting in SETTINGS.items())
    check.add_argument(
        "--setting", choices=list(SETTINGS), help=f"what the symbols stand for ({titles}); "
        "guessed from the symbols without this",
    )  # fmt: skip

    prove = command(
        "prove",
        help="prove the equations of the site",
        description="Reads every equation and derivation of the pages, proves it, and compares "
        "it with its checker. A mistake of the pages must be refuted.",
        epilog=_PROVE_EXAMPLE,
    )
    prove.add_argument("ids", nargs="*", metavar="ID", help="only these; all without any")
    prove.add_argument(
        "--docs", type=Path, help="folder of the pages; docs here, or else those of the package"
    )

    gradient = command(
        "gradient",
        help="find the mistake in a gradient function",
        description="Checks a function in Python: the gradient of a cost, alone or with the cost, "
        "a cost, a Hessian, a sigmoid. How it is called is found out; the options say it instead. "
        "The file is run, in a process of its own.",
        epilog=_GRADIENT_EXAMPLE,
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

    cite = command(
        "cite",
        help="give what to paste for an equation, a mistake or an answer",
        description="Prints a permanent link with all that belongs to it, for a forum, a document, "
        "a bibliography or a program.",
        epilog=_CITE_EXAMPLE,
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

    for each in (check, prove, gradient, cite):
        each.add_argument("--json", action="store_true", help="print one JSON object instead")
    return made
