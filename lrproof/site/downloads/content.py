"""Markdown and formulas as Typst, by pandoc."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from lrproof.site import typst
from lrproof.site.kept import kept
from lrproof.wording import words

__all__ = ["Formulas", "raw", "string", "written"]

_READ = "markdown-citations-tex_math_dollars-raw_tex-raw_html-example_lists"
# Letters and digits alone, so that pandoc takes it for a word.
_KEPT = re.compile(r"xxformula(\d+)xx")


def string(text: str) -> str:
    r"""Writes text as a string of Typst.

    Examples:
        >>> print(string('a "b"'))
        "a \"b\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def raw(code: str) -> str:
    """Passes Typst through pandoc."""
    return f"``{code}``{{=typst}}"


@dataclass
class Formulas:
    """The formulas of a document, put aside until pandoc has done with the prose.

    Attributes:
        places: Each formula, and where it stands: the id of an equation, or a page.
    """

    places: dict[str, str] = field(default_factory=dict)

    def keep(self, tex: str, where: str) -> str:
        """Puts a formula aside, and gives a word that stands for it."""
        tex = " ".join(tex.split())
        self.places.setdefault(tex, where)
        return f"xxformula{list(self.places).index(tex)}xx"

    def words(self) -> list[str]:
        """Says all of them; raises as `fill` does."""
        said = []
        for tex, where in self.places.items():
            try:
                said.append(words(tex))
            except ValueError as error:
                raise ValueError(f"{where}: {error}") from None
        return said

    def fill(self, text: str) -> str:
        """Puts all formulas in their places, in Typst and in words.

        Raises:
            ValueError: One cannot be typeset or said; the message names its id or its page.
        """
        try:
            shown = typst.formulas(list(self.places))
        except typst.FormulaError as error:
            raise ValueError(f"{self.places[error.tex]}: {error}") from None
        calls = [
            f"#formula({string(said)}, ${tex}$);"
            for said, tex in zip(self.words(), shown, strict=True)
        ]
        return _KEPT.sub(lambda kept: calls[int(kept[1])], text)


def written(markdown: str, formulas: Formulas, cache: Path) -> str:
    """Writes Markdown with its formulas in Typst.

    Raises:
        ValueError: A formula cannot be typeset or said; the message names its id or its page.
    """
    import pypandoc

    def make() -> bytes:
        command = [pypandoc.get_pandoc_path(), f"--from={_READ}", "--to=typst", "--wrap=none"]
        # A table is as wide as its cells, and not as its source.
        command += ["--columns=9999", "--fail-if-warnings"]
        done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
        return formulas.fill(done.stdout.decode()).encode()

    own = Path(__file__).read_text(encoding="utf-8")
    origins = (typst.tools(), own, markdown, *formulas.words(), *formulas.places)
    return kept(cache, "content.typ", origins, make).decode()
