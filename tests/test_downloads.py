"""What a reader takes away: notebooks, slides and a PDF, made from the pages."""

from __future__ import annotations

from pathlib import Path

PDFS = ("derivation/derivation.pdf", "derivation/chain-rule/slides.pdf")


def test_there_are_pdf_files(site: Path) -> None:
    for address in PDFS:
        assert (site / address).read_bytes().startswith(b"%PDF-")
