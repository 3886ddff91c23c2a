"""Pages as plain Markdown: the same TeX, and nothing left that only this site understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lrproof.catalogue import Entry
from lrproof.evidence import Evidence, Verdict
from lrproof.site.book import Book
from lrproof.site.portable import portable

DOCS = Path(__file__).resolve().parent.parent / "docs"
BASE = "https://somewhere.example/site/"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
FENCE = re.compile(r"^[ ]*(```+|~~~+)[^\n]*\n.*?^[ ]*\1[ ]*$", re.MULTILINE | re.DOTALL)
OURS = re.compile(r"^\s*(///|:::|!!!)|\{[#:]|\[\]\(|\]\[|\.md[)#]", re.MULTILINE)


class Unjudged(Book):
    """Pages of which nothing is checked, which would take its time."""

    def evidence(self, entry: Entry) -> Evidence:
        return Evidence(Verdict.REFUTED if entry.kind == "mistake" else Verdict.PROVED)


@pytest.fixture(scope="module")
def book() -> Book:
    return Unjudged(DOCS)


@pytest.fixture(scope="module")
def texts(book: Book) -> dict[str, str]:
    return {page: portable(page, book, BASE) for page in PAGES}


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_formula_stands_intact_on_its_page(book: Book, texts: dict[str, str]) -> None:
    for entry in (*book.entries.values(), *book.mistakes.values()):
        text = squeezed(texts[entry.page])
        for row in entry.rows:
            assert squeezed(row.tex) in text, entry.id


def test_nothing_is_left_that_only_this_site_understands(texts: dict[str, str]) -> None:
    for page, text in texts.items():
        prose = FENCE.sub("", text)
        assert not OURS.search(prose), page
        assert not text.startswith("---"), page


def test_fences_stay_as_they_are(texts: dict[str, str]) -> None:
    for page, text in texts.items():
        source = (DOCS / page).read_text(encoding="utf-8")
        fences = [found[0] for found in FENCE.finditer(source)]
        assert [found[0] for found in FENCE.finditer(text)][: len(fences)] == fences, page
