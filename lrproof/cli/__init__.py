"""The command `lrproof`: the only part that prints."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from lrproof.cli.arguments import parser
from lrproof.cli.output import heard

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status."""
    options = parser().parse_args(arguments)
    # Each command needs other parts of the package; numpy takes long to load.
    command = import_module(f"lrproof.cli.{options.command}")
    return heard(command.run, options)
