"""What to copy for a permanent id: a link, forum Markdown, TeX, BibTeX, text, a runnable check."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING

from lrproof.catalogue import judge, scan
from lrproof.records import Record, records
from lrproof.wording import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lrproof.evidence import Evidence

__all__ = ["FORMS", "Citation", "address", "cite", "docs"]

FORMS = ("link", "markdown", "stackexchange", "latex", "bibtex", "text", "python")
UNSET = "https://lrproof.example/"
"""A reserved name that leads nowhere: nobody has said yet where the site stands."""
_HERE = Path(__file__).resolve().parent


def address() -> str:
    """Where the site stands, with a slash at the end.

    The variable LRPROOF_SITE_URL says it, or else the project's address in the package.
    """
    if said := os.environ.get("LRPROOF_SITE_URL"):
        return said.rstrip("/") + "/"
    try:
        urls: list[str] = metadata("lrproof").get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    named = dict(url.split(", ", 1) for url in urls)
    return named.get("Documentation", UNSET).rstrip("/") + "/"


def docs() -> Path:
    """The folder of the pages: beside the package in a copy of the repository, else within it."""
    beside = _HERE.parent / "docs"
    return beside if (beside / "ids.txt").exists() else _HERE / "_docs"


@dataclass(frozen=True)
class Citation:
    """What is cited: an id, or one line of a derivation.

    Attributes:
        record: What is cited.
        evidence: What was found about it; nothing for what states no formula.
        line: A line of a derivation, from 1.
        site: Address of the site, with a slash at the end.
        version: Of lrproof, that the link names.
    """

    record: Record
    evidence: Evidence | None
    line: int | None
    site: str
    version: str

    @property
    def link(self) -> str:
        """The permanent address; `?v=` names the version that was cited."""
        place = f"#{self.record.id}-{self.line}" if self.line else ""
        return f"{self.site}{self.record.address}?v={self.version}{place}"

    @property
    def text(self) -> str:
        """Plain text."""
        tex = self.record.entry.tex if self.record.entry else self.record.title
        return f"{self.record.id}: {plain(tex)}\n{self.link}"

    def forms(self) -> Mapping[str, str]:
        """All forms by name."""
        return {form: getattr(self, form, self.link) for form in FORMS}


def cite(name: str, form: str = "link", *, line: int | None = None, site: str = "") -> str:
    """Gives what to copy for an id.

    Args:
        name: The id of an equation, a mistake or an answer; or a line, as `substitution-weight-4`.
        form: One of `FORMS`.
        line: A line of a derivation, from 1.
        site: Address of the site; as `address` finds it without this.

    Raises:
        KeyError: There is no such id, line or form.
    """
    import lrproof

    folder = docs()
    found = scan(folder)
    record = records(found, folder)[name]
    evidence = judge(record.entry, found.entries) if record.entry else None
    citation = Citation(record, evidence, line, site or address(), lrproof.__version__)
    return citation.forms()[form]
