"""The built site for all tests that look at it: where its pages stand, and small sites like it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from lrproof.evidence import Verdict

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
"""The pages of docs/; the build adds others."""


def address(page: str) -> str:
    """Where a page of docs/ stands in the site: `derivation/loss/`, or nothing for the first."""
    name = page.rpartition("/")[2]
    return page.removesuffix(name) if name == "index.md" else page.replace(".md", "/")


SETTING = "# A page\n\n/// setting | example\n///\n\n"
RIGHT = r"\frac{\partial L}{\partial w_j} = (f - y)\,x_j"


def equation(name: str, tex: str) -> str:
    return f"/// equation | {name}\n{tex}\n///\n\n"


def project(folder: Path, text: str) -> Path:
    """Writes a project of one page, with a theme that shows nothing else."""
    page = folder / "docs" / "derivation" / "chain-rule.md"
    page.parent.mkdir(parents=True)
    page.write_text(SETTING + text, encoding="utf-8")
    explained = folder / "docs" / "reference" / "how-it-is-checked.md"
    explained.parent.mkdir()
    anchors = (*(word.value for word in Verdict), "sizes")
    explained.write_text("".join(f"# {name} {{#{name}}}\n" for name in anchors))
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        "site_name: one page\n"
        "theme: {name: null, custom_dir: theme}\n"
        "plugins: []\n"
        "extra: {lrproof: {downloads: false}}\n"
        f"hooks: [{ROOT / 'lrproof/site/hooks.py'}]\n"
        "validation: {links: {absolute_links: relative_to_docs, anchors: warn}}\n"
        "markdown_extensions:\n"
        "  - attr_list\n"
        "  - pymdownx.superfences\n"
        "  - pymdownx.arithmatex: {generic: true}\n"
        "  - lrproof.site.markdown\n",
        encoding="utf-8",
    )
    return config


def warnings_of(config: Path, caplog: pytest.LogCaptureFixture) -> str:
    with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
        build(load_config(str(config), strict=True))
    return "\n".join(record.getMessage() for record in caplog.records)
