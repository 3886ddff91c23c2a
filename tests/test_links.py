"""Everything to which the built site leads is there."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from lrproof.citation import address as own_address
from lrproof.site.links import Page, broken
from lrproof.site.links import pages as read
from tests.built import PAGES, address

BASE = "http://h.example/s/"


def test_everything_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    assert {address(page) for page in PAGES} < pages.keys()
    assert list(broken(site, own_address(), pages)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="../a/#y">', ["b/: ../a/#y"]),
        ('<a href="#y">', ["b/: #y"]),
        ('<a href="../c/">', ["b/: ../c/"]),
        ('<a href="../../a/">', ["b/: ../../a/"]),
        ("<img src='../a/x.png'>", ["b/: ../a/x.png"]),
        ('<img srcset="../a/x.svg 1x, z.svg 2x">', ["b/: z.svg"]),
        ('<video poster="/s/d/p.png">', ["b/: /s/d/p.png"]),
        ('<label for="y">', ["b/: names the id y"]),
        ('<b aria-describedby="x y">', ["b/: names the id y"]),
        (f'<meta content="{BASE}a.png">', [f"b/index.html: {BASE}a.png"]),
        (f'{{"url": "{BASE}a/?v=1#y"}}', [f"b/index.html: {BASE}a/#y"]),
    ],
)
def test_what_leads_nowhere_is_found(tmp_path: Path, text: str, found: list[str]) -> None:
    right = (
        f'<p id="x"><a href="../a/#x"></a><a href="../?v=1">1 &lt; 2</a>'
        '<a href="//else.example/y"><a href="mailto:a@b"><a href="data:,">'
        f'<img src="../a/x.svg"><label for="x"><link rel="canonical" href="{BASE}a/">'
        f"<script>if (a<b) say('<a href=\"?\">')</script>{BASE}b/?v=1#x. "
    )
    for name in ("", "a/", "b/"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text('<p id="x">' if name != "b/" else right + text)
    (tmp_path / "a/x.svg").touch()
    assert list(broken(tmp_path, BASE, read(tmp_path))) == found


def test_what_other_sites_find_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p id="x">')
    entries = "x lr:equation 1 #$ -\ny lr:equation 1 #$ -\nz lr:equation 1 z/#a A name\n"
    head = b"# Sphinx inventory version 2\n# Project: p\n# Version: 1\n# zlib\n"
    (tmp_path / "objects.inv").write_bytes(head + zlib.compress(entries.encode()))
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text('{"docs": [{"location": "#v"}]}')
    (tmp_path / "feed.xml").write_text(f"<link>{BASE}?v=1#x</link><link>{BASE}w/</link>")
    (tmp_path / "slides.pdf").write_bytes(b"\xff /URI (" + f"{BASE}u/)".encode())
    places = (": #v", ": #y", ": z/#a", f"feed.xml: {BASE}w/", f"slides.pdf: {BASE}u/")
    assert list(broken(tmp_path, BASE, read(tmp_path))) == list(places)
