"""The forms in which an id is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lrproof.catalogue import MISTAKE
from lrproof.citation import formula
from lrproof.citation.escape import latex, link_text, literal, url
from lrproof.citation.verdict import sentence
from lrproof.evidence import combined
from lrproof.records import path
from lrproof.wording import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lrproof.citation.formula import Lines
    from lrproof.evidence import Evidence
    from lrproof.records import Record

__all__ = ["AUTHOR", "FORMS", "TITLE", "Citation"]

FORMS = ("link", "markdown", "stackexchange", "latex", "bibtex", "text", "python")
AUTHOR = "lrproof contributors"
TITLE = "lrproof: the derivatives of logistic regression, read, proved and run"


@dataclass(frozen=True)
class Citation:
    """What is cited: an id, or one line of a derivation.

    Attributes:
        record: What is cited.
        evidence: What was found about `record.stated`; nothing if that is nothing.
        line: A line of a derivation, from 1.
        site: Address of the site, with a slash at the end.
        version: Of lrproof, that the link names.

    Raises:
        LookupError: There is no such line.
    """

    record: Record
    evidence: Evidence | None
    line: int | None
    site: str
    version: str

    def __post_init__(self) -> None:
        if self.line is not None:
            if self.record.entry is None:
                msg = f"{self.record.id} has no lines; there is no line {self.line}"
                raise LookupError(msg)
            formula.one(self.record.entry, self.line)

    def forms(self) -> Mapping[str, str]:
        """All forms by name."""
        return {form: getattr(self, form) for form in FORMS}

    @property
    def link(self) -> str:
        """The permanent address; `?v=` names the version that was cited."""
        place = f"#{self.record.id}-{self.line}" if self.line else ""
        return f"{self._address(self.record.kind, self.record.id)}{place}"

    @property
    def markdown(self) -> str:
        """For forums that read `$$` on a line of its own, such as those of Discourse."""
        return _paragraphs(self._displayed, f"{self._linked}\n{self._said}".strip())

    @property
    def stackexchange(self) -> str:
        """For Stack Exchange."""
        small = f"<sub>{self._said}</sub>" if self._said else ""
        return _paragraphs(self._displayed, self._linked, small)

    @property
    def latex(self) -> str:
        """For a document that uses amsmath and hyperref."""
        lines = [r"\[", formula.display(self._lines), r"\]"] if self._lines else []
        name = latex(self._label)
        label = rf"\texttt{{{name}}}" if self._label == self._key else name
        link = rf"\href{{{url(self.link)}}}{{{label}}}"
        said = [rf"{link} \\", latex(self._sentence)] if self._sentence else [link]
        return "\n".join(["% needs amsmath and hyperref", *lines, *said])

    @property
    def bibtex(self) -> str:
        """An entry of a bibliography, for a document that uses amsmath and hyperref.

        Its link is `howpublished`: the styles that come with BibTeX do not print a `url`.
        """
        title = latex(self._label)
        if self._lines and self.record.kind != "answer":
            assert self.record.stated
            lines = self._lines if self.line else formula.ends(self.record.stated)
            wrong = " (a mistake)" if self.record.kind == MISTAKE else ""
            title += f"{wrong}: ${formula.chain(lines)}$"
        fields = {
            "author": f"{{{AUTHOR}}}",
            "title": f"{{{title}}}",
            "howpublished": rf"\url{{{url(self.link)}}}",
            "year": str(self.record.history[-1].date.year) if self.record.history else "",
            "note": latex(self._sentence or f"lrproof {self.version}."),
        }
        inside = "\n".join(f"  {name} = {{{value}}}," for name, value in fields.items() if value)
        return f"@misc{{lrproof:{self._key},\n{inside}\n}}"

    @property
    def text(self) -> str:
        """Plain text; a line that continues the one before is indented."""
        lines = [
            plain(f"{left} {right}") if left else f"  {plain(right)}" for left, right in self._lines
        ]
        return "\n".join(filter(None, (self._label, *lines, self._sentence, self.link)))

    @property
    def python(self) -> str:
        """Three lines that check it, as they stand."""
        entry = self.record.stated
        if entry is None:
            name = next(filter(None, (e.statement for e in self.record.history[-1:])), "")
            name = name if self.record.retired and name else self.record.id
            return f'from lrproof import cite\nprint(cite("{name}", "text"))'
        tex = formula.chain(self._lines or formula.ends(entry))
        by = ", ".join(
            f'"{other.id}": {literal(formula.chain(formula.whole(other)))}'
            for other in self.record.certificates
        )
        proofs = f", certificates={{{by}}}" if by else ""
        mistake = self.record.kind == MISTAKE
        return (
            "from lrproof import SETTINGS, prove\n"
            f'found = prove({literal(tex)}, SETTINGS["{entry.setting.name}"]{proofs})'
            f"{'  # what is right' if mistake and self.record.shown else ''}\n"
            f"print(found.verdict, found.{'message' if mistake and self._lines else 'method'})"
        )

    @property
    def _key(self) -> str:
        return f"{self.record.id}-{self.line}" if self.line else self.record.id

    @property
    def _label(self) -> str:
        return f"{self.record.name}, line {self.line}" if self.line else self.record.name

    @property
    def _lines(self) -> Lines:
        """The formula that is shown; of a mistake of code none."""
        if self.line:
            assert self.record.entry
            return formula.one(self.record.entry, self.line)
        if self.record.entry:
            return formula.whole(self.record.entry)
        if self.record.stated and self.record.kind == "answer":
            return formula.ends(self.record.stated)
        return ()

    @property
    def _displayed(self) -> str:
        """The formula between the signs of both forums."""
        # HTML would begin at a sign <.
        tex = re.sub(r" *< *", r" \\lt ", formula.display(self._lines)) if self._lines else ""
        return f"$$\n{tex}\n$$" if tex else ""

    @property
    def _linked(self) -> str:
        return f"[{link_text(self._label)}]({self.link})"

    @property
    def _said(self) -> str:
        """The sentence as Markdown."""
        said = link_text(self._sentence)
        if self._borrowed:
            link = f"[{self._borrowed}]({self._address('equation', self._borrowed)})"
            return said.replace(self._borrowed, link, 1)
        return said

    @property
    def _borrowed(self) -> str:
        """The equation that an answer shows."""
        shown = self.record.shown
        return shown.id if shown and self.record.kind == "answer" and self.evidence else ""

    @property
    def _sentence(self) -> str:
        """What is known of the formula."""
        if gone := self.record.retired:
            instead = f" Instead there is {gone.statement}." if gone.statement else ""
            return f"Withdrawn on {gone.date.isoformat()}: {gone.words}.{instead}"
        if not self._lines or self.evidence is None:
            return ""
        evidence, mistake = self.evidence, self.record.kind == MISTAKE
        if self.line:
            evidence = combined(evidence.line(self.line))
        found = sentence(evidence, self.version, compared=not mistake and not self.line)
        return f"The formula is {self._borrowed}. {found}" if self._borrowed else found

    def _address(self, kind: str, name: str) -> str:
        return f"{self.site}{path(kind, name)}/?v={self.version}"


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))
