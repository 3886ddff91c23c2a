"""What the site was built from: versions, and the commit of the repository."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy

import lrproof

__all__ = ["Commit", "checked", "commit"]

_ROOT = Path(__file__).resolve().parents[2]
_DIGITS = 12


@dataclass(frozen=True)
class Commit:
    """A commit of the repository.

    Attributes:
        id: Its hash; empty if it is not known.
        date: When it was made, as `2026-11-20T09:30:00+00:00`; empty if it is not known.
        dirty: Whether files differ from it.
    """

    id: str = ""
    date: str = ""
    dirty: bool = False

    def __str__(self) -> str:
        changed = " with changes that are not in it" if self.dirty else ""
        return self.id and f"commit {self.id[:_DIGITS]}{changed}"


@lru_cache(maxsize=1)
def commit(root: Path = _ROOT) -> Commit:
    """Asks git once, or else the variable LRPROOF_COMMIT.

    A site that is served keeps telling the commit at which it was started: else the first change
    of a file, which is then no longer as in the commit, would make all records anew.

    Args:
        root: The folder of the repository. Where it holds no repository of its own, as in an
            installed package, the one around it is not meant.
    """
    if (root / ".git").exists() and (said := _git(root, "log", "-1", "--format=%H %cI")):
        name, date = said.split()
        return Commit(name, date, bool(_git(root, "status", "--porcelain")))
    return Commit(os.environ.get("LRPROOF_COMMIT", ""))


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if not done.returncode else ""


def checked() -> str:
    """Says with what the equations were checked, in a sentence."""
    facts = [f"lrproof {lrproof.__version__}", f"numpy {numpy.__version__}"]
    if said := str(commit()):
        facts.append(f"at {said}")
    return f"Checked with {', '.join(facts)}."
