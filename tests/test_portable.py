"""Pages as plain Markdown: the same TeX, and nothing left that only this site understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lrproof.catalogue import Catalogue, Entry
from lrproof.evidence import Evidence, Verdict
from lrproof.site import plots
from lrproof.site.book import Book
from lrproof.site.docstrings import explained
from lrproof.site.portable import Page
from tests.built import DOCS, PAGES, address

FENCE = re.compile(r"^[ ]*(```+|~~~+)[^\n]*\n.*?^[ ]*\1[ ]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
OURS = re.compile(r"^\s*(///|:::|!!!)|\{[#:]|\[\]\(|\]\[|\.md[)#]|<[a-z]", re.MULTILINE)


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, str]:
    return {page: (site / address(page) / "index.md").read_text(encoding="utf-8") for page in PAGES}


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_formula_stands_intact_on_its_page(
    site: Path, texts: dict[str, str], catalogue: Catalogue
) -> None:
    whole = {page: squeezed(text) for page, text in texts.items()}
    for entry in (*catalogue.entries.values(), *catalogue.mistakes.values()):
        for row in entry.rows:
            assert squeezed(row.tex) in whole[entry.page], entry.id
    for name in catalogue.entries:
        record = (site / f"equation/{name}/index.md").read_text(encoding="utf-8")
        assert squeezed(catalogue.entries[name].rows[-1].tex) in squeezed(record)


def test_nothing_is_left_that_only_this_site_understands(texts: dict[str, str]) -> None:
    for page, text in texts.items():
        left = OURS.search(CODE.sub("code", FENCE.sub("", text)).replace("/index.md)", ")"))
        assert left is None, f"{page}: {left}"
        assert text.startswith("# "), page
        # An address in memory would be another one in each build.
        assert " at 0x" not in text, page


def test_fences_stay_as_they_are(texts: dict[str, str]) -> None:
    for page, text in texts.items():
        source = (DOCS / page).read_text(encoding="utf-8")
        fences = [found[0] for found in FENCE.finditer(source)]
        assert [found[0] for found in FENCE.finditer(text)][: len(fences)] == fences, page


class Unjudged(Book):
    """Pages of which nothing is checked, which would take its time."""

    def evidence(self, entry: Entry) -> Evidence:
        return Evidence(Verdict.REFUTED if entry.kind == "mistake" else Verdict.PROVED)


@pytest.fixture(scope="module")
def page() -> Page:
    book = Unjudged(DOCS)
    book.site = "https://h.example/s/"
    return Page("derivation/cost.md", book)


LOGIT = "[logit-by-bias](https://h.example/s/equation/logit-by-bias/): proved"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("---\nneeds: []\n---\n# T {#t}", "# T"),
        ("[](#loss-by-weight)", "[loss-by-weight](https://h.example/s/equation/loss-by-weight/)"),
        (
            "[why](#substitution-weight-3)",
            "[why](https://h.example/s/equation/substitution-weight/#substitution-weight-3)",
        ),
        ("[here](#mean)", "[here](https://h.example/s/derivation/cost/#mean)"),
        ("[b](../index.md#c)", "[b](https://h.example/s/#c)"),
        ("[b](loss.md), `[](#x)`", "[b](https://h.example/s/derivation/loss/), `[](#x)`"),
        ('<a href="../../a.txt">a</a>', "[a](https://h.example/s/a.txt)"),
        (
            "[`f`][lrproof.prove.prove]",
            "[`f`](https://h.example/s/reference/api/prove/#lrproof.prove.prove)",
        ),
        ('!!! note "N"\n\n    one\n    two\n\nafter', "> **N**\n>\n> one\n> two\n\nafter"),
        ("```text\n/// again | x\n[](#y)\n```", "```text\n/// again | x\n[](#y)\n```"),
        (
            "/// again | logit-by-bias\n///",
            "$$\n\\frac{\\partial z}{\\partial b} = 1\n$$\n\n" + LOGIT,
        ),
    ],
)
def test_a_piece_of_a_page(page: Page, source: str, text: str) -> None:
    assert page.convert(source) == text + "\n"


def test_a_wrong_formula_is_called_wrong(page: Page) -> None:
    text = page.convert("/// mistake | penalty-summed\n///")
    assert text.startswith("**Wrong. ")
    assert text.endswith("/mistakes/penalty-summed/): refuted\n")


def test_a_figure_is_told_in_words(page: Page) -> None:
    text = page.convert("/// figure | two-minima\n///")
    drawn = plots.picture("two-minima", page.book.cache)
    assert text.startswith(f"[The figure]({page.book.site}")
    assert drawn.caption in text
    assert len(drawn.words) > 80
    assert drawn.words in text


def test_properties_are_explained_like_methods() -> None:
    pieces = list(explained("lrproof.citation", ["Citation"]))
    at = pieces.index("### `Citation.link`")
    assert pieces[at + 1] == "The permanent address; `?v=` names the version that was cited."
