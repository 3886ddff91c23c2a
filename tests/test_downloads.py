"""What a reader takes away: notebooks, slides and a PDF, made from the pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from doctest import DocTestParser
from pathlib import Path
from typing import Any

import nbformat
import pytest

import lrproof
from lrproof.evidence import Evidence, Verdict
from lrproof.site import typst
from lrproof.site.book import Book
from lrproof.site.downloads import BOOKLET, FOLDERS, SLIDES, documents, line, write
from lrproof.site.path import Stop
from tests.built import DOCS, ROOT

SITE = "https://lrproof.example/"
PAGES = [
    f"{folder}/{path.stem}" for folder in FOLDERS for path in sorted((DOCS / folder).glob("*.md"))
]
DERIVATION = [page for page in PAGES if page.startswith("derivation/")]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel of this repository."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*command, str(target)], cwd=ROOT, check=True, capture_output=True)
    return target


def stored(site: Path, page: str) -> Any:
    text = (site / page / f"{Path(page).name}.ipynb").read_text(encoding="utf-8")
    return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]


def outputs(notebook: Any) -> list[str]:
    """What the cells of code print and show, but for the one that installs."""
    _, *cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [
        "".join(out.get("text") or out.data["text/plain"] for out in cell.outputs) for cell in cells
    ]


@pytest.mark.parametrize("page", DERIVATION)
def test_a_notebook_runs_in_a_fresh_kernel_with_the_wheel_that_it_installs(
    page: str, site: Path, wheel: Path
) -> None:
    from nbclient import NotebookClient

    expected = outputs(stored(site, page))
    notebook = stored(site, page)
    notebook.cells.append(nbformat.v4.new_code_cell("import lrproof; print(lrproof.__file__)"))  # type: ignore[no-untyped-call]
    packages = wheel / "installed"
    # Python does not look again into a folder that was not there when it began.
    packages.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_FIND_LINKS": str(wheel),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": str(packages),
    }
    if not (packages / "lrproof").exists():
        # The first one installs it; for the others pip finds that it is there.
        environment["PIP_TARGET"] = str(packages)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": wheel}},
        shutdown_kernel="immediate",
    )
    client.execute(env=environment)
    *found, file = outputs(notebook)
    assert found == expected
    assert file.startswith(str(packages))


@pytest.mark.parametrize("page", PAGES)
def test_a_notebook_holds_the_examples_of_its_page_with_their_outputs(
    page: str, site: Path
) -> None:
    notebook = stored(site, page)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.language == "python"
    install, *cells, proofs = (cell for cell in notebook.cells if cell.cell_type == "code")
    assert install.source == f"%pip install --quiet lrproof=={lrproof.__version__}"
    examples = DocTestParser().get_examples((DOCS / f"{page}.md").read_text(encoding="utf-8"))
    assert "".join(f"{cell.source}\n" for cell in cells) == "".join(e.source for e in examples)
    shown = "\n".join(outputs(notebook)[:-1])
    assert shown.split() == "".join(example.want for example in examples).split()
    assert {text.partition(": ")[2] for text in outputs(notebook)[-1].splitlines()} <= {
        verdict.value for verdict in Verdict if verdict.holds
    }
    assert "prove(" in proofs.source


@pytest.fixture(scope="module")
def book() -> Book:
    """The pages in the order of the navigation, all of them proved: the site checks that."""
    found = Book(DOCS)
    found.path.update((f"{page}.md", Stop(page)) for page in PAGES)
    found.evidence = lambda _: Evidence(Verdict.PROVED)  # type: ignore
    return found


def count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    assert pdf.startswith(b"%PDF-")
    # Screen readers can read it, and so can the checker of links.
    assert b"pdfuaid:part" in pdf
    assert b"/equation/loss-by-weight/)" in pdf
    return max(map(int, re.findall(rb"/Count (\d+)", pdf)))


def test_the_printable_pdf_has_every_equation_of_the_derivation(book: Book, site: Path) -> None:
    source = documents.booklet(book)
    entries = [entry for entry in book.entries.values() if entry.page.startswith("derivation/")]
    calls = {"equation": "statement", "derivation": "derivation"}
    for entry in entries:
        assert f'#{calls[entry.kind]}("{entry.id}", "proved"' in source
    assert source.count('"proved"') == len(entries)
    assert count((site / BOOKLET).read_bytes()) > 30


def test_the_slides_show_what_the_page_says(book: Book, site: Path) -> None:
    source = documents.slides(book)
    for name in ("loss-by-weight", "chain-for-weight", "loss-by-logit", "factors-cancel"):
        assert f'("{name}", "proved", "{SITE}equation/{name}/"' in source
    assert "0.800000 -1.250000 0.160000" in source
    assert count((site / SLIDES).read_bytes()) == source.count("#slide(") + 1
    with pytest.raises(RuntimeError, match="a slide is too full"):
        typst.pdf(source + "#slide([Long], lorem(900))")
    wide = f'again("broad", "proved", "{SITE}", [$ {"x + " * 40} x $])'
    with pytest.raises(RuntimeError, match="broad is too wide"):
        typst.pdf(f"{source}#slide([Wide], {wide})")


def test_a_formula_that_pandoc_does_not_know_is_named(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    name = "loss-by-weight"
    unknown = replace(book.entries[name], tex=r"\unknown{w} = 1")
    monkeypatch.setattr(book, "entries", {**book.entries, name: unknown})
    with pytest.raises(ValueError, match=r"^loss-by-weight: .unknown has no form in text"):
        documents.slides(book)
    monkeypatch.setattr("lrproof.site.downloads.content.words", str)
    with pytest.raises(ValueError, match=r"^loss-by-weight: pandoc does not understand .unknown"):
        documents.slides(book)
    monkeypatch.setattr(book, "path", {documents.TALK: Stop("The chain rule")})
    write(book, tmp_path)
    assert [record.getMessage().partition(": pandoc")[0] for record in caplog.records] == [
        f"{BOOKLET}: {name}",
        f"{SLIDES}: {name}",
    ]


def test_a_page_leads_to_what_can_be_taken_from_it(book: Book) -> None:
    assert re.findall('href="(.*?)"', line("derivation/chain-rule.md", book)) == [
        "chain-rule.ipynb", "slides.pdf", "../derivation.pdf",
    ]  # fmt: skip
    assert line("why/convexity.md", book).count("<a ") == 1
    assert not line("reference/map.md", book)


def test_a_notebook_is_opened_elsewhere_where_that_is_set(
    book: Book, caplog: pytest.LogCaptureFixture
) -> None:
    told = line("why/convexity.md", book, "https://viewer.example/?a=1&url={url}")
    url = "https%3A%2F%2Flrproof.example%2Fwhy%2Fconvexity%2Fconvexity.ipynb"
    assert f'href="https://viewer.example/?a=1&amp;url={url}"' in told
    assert "open the notebook at viewer.example" in told
    assert not caplog.records
    line("why/convexity.md", book, "https://viewer.example/{file}")
    assert "notebook_viewer needs {url} or {path}" in caplog.text
