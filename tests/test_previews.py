"""What a page says about itself where a link to it is pasted, found or followed: the built site."""

from __future__ import annotations

import html
import json
import re
import struct
import xml.etree.ElementTree as etree
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lrproof.citation import address as own_address
from lrproof.published import Event
from lrproof.records import Record, events
from lrproof.site import cards, typst
from lrproof.site.book import Book
from lrproof.site.breaking import arrangements
from lrproof.site.cards import Card
from lrproof.site.feed import feed
from lrproof.site.links import Page
from tests.built import DOCS

SITE = own_address()
NO_PAGE = "404.html"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TAG = re.compile(r"<(meta|link)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SAME = {
    "description": ("og:description", "twitter:description"),
    "og:image": ("twitter:image",),
    "og:image:alt": ("twitter:image:alt",),
    "og:title": ("twitter:title",),
}
"""What is said twice."""
ALWAYS = {
    "og:site_name": "lrproof",
    "og:locale": "en_GB",
    "og:image:type": "image/png",
    "og:image:width": "1200",
    "og:image:height": "630",
    "twitter:card": "summary_large_image",
}
EVERY = {"@context", "@type", "name", "description", "url", "image", "inLanguage", "license",
         "author", "version"}  # fmt: skip


class Head:
    """What the head of a page says."""

    def __init__(self, page: str) -> None:
        head = page.partition("</head>")[0]
        tags = [(tag, dict(ATTRIBUTE.findall(rest))) for tag, rest in TAG.findall(head)]
        self.named = {
            found.get("name") or found.get("property", ""): html.unescape(found.get("content", ""))
            for tag, found in tags
            if tag == "meta"
        }
        self.links = {
            (found.get("rel"), found.get("type")): html.unescape(found.get("href", ""))
            for tag, found in tags
            if tag == "link"
        }
        self.title = html.unescape(page.partition("<title>")[2].partition("</title>")[0])
        self.data: dict[str, Any] = json.loads(found[1]) if (found := DATA.search(head)) else {}


def wrong(name: str, head: Head, site: Path) -> list[str]:
    """What is wrong in the head of a page."""
    said, where = head.named, SITE + name
    record = re.fullmatch(r"(equation|mistakes|answers)/([\w-]+)/", name)
    card = f"{record[1].removesuffix('s')}/{record[2]}" if record else cards.SITE
    oembed = json.loads((site / name / "oembed.json").read_text(encoding="utf-8"))
    image = f"{SITE}assets/cards/{card}.png"
    expected: dict[str, tuple[object, object]] = {
        "canonical": (head.links.get(("canonical", None)), where),
        "address": (said.get("og:url"), where),
        "feed": (head.links.get(("alternate", "application/atom+xml")), f"{SITE}feed.xml"),
        "oembed": (
            head.links.get(("alternate", "application/json+oembed")), f"{where}oembed.json"
        ),
        "image": (said.get("og:image"), image),
        "kind": (said.get("og:type"), "article" if name else "website"),
        "title": (head.title, f"{said.get('og:title')} - lrproof"),
        "description": (50 <= len(said.get("description", "")) <= 160, True),
        "alt": (20 <= len(said.get("og:image:alt", "")) <= 420, True),
        "always": ({**said, **ALWAYS}, said),
        "twice": (
            [said.get(two) for one, twos in SAME.items() for two in twos],
            [said.get(one) for one, twos in SAME.items() for _ in twos],
        ),
        "thumbnail": (
            [oembed.get(f"thumbnail_{key}") for key in ("url", "width", "height")],
            [image, 1200, 630],
        ),
        "embedding": (
            [oembed.get(key) for key in ("version", "type", "title", "provider_url")],
            ["1.0", "link", said.get("og:title"), SITE],
        ),
        "name": (head.data.get("headline" if name else "alternateName"), said.get("og:title")),
        "keys": (EVERY - head.data.keys(), set()),
        "data": (
            [head.data.get(key) for key in ("description", "url", "image")],
            [said.get(key) for key in ("description", "og:url", "og:image")],
        ),
        "record": (head.data.get("identifier"), record and record[2]),
    }  # fmt: skip
    return [f"{key}: {one} for {two}" for key, (one, two) in expected.items() if one != two]


@pytest.fixture(scope="module")
def heads(pages: dict[str, Page]) -> dict[str, Head]:
    return {name: Head(page.html) for name, page in pages.items()}


def test_every_page_says_what_it_is(heads: dict[str, Head], site: Path) -> None:
    assert len(heads) > 300
    found = {name: wrong(name, head, site) for name, head in heads.items() if name != NO_PAGE}
    assert {name: each for name, each in found.items() if each} == {}


def test_no_two_pages_say_the_same(heads: dict[str, Head]) -> None:
    for said in (
        [head.title for head in heads.values()],
        [head.named["description"] for head in heads.values()],
    ):
        assert sorted(said) == sorted(set(said))


def test_a_page_that_is_not_there_is_not_found_by_search_engines(heads: dict[str, Head]) -> None:
    head = heads[NO_PAGE]
    assert head.named["robots"] == "noindex"
    assert ("canonical", None) not in head.links


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('rel="canonical" href="', 'rel="canonical" href="x', "canonical"),
        ('name="description" content="', 'name="description" content=""', "description"),
        ('property="og:locale"', 'property="og:place"', "always"),
        ("application/json+oembed", "application/json", "oembed"),
        ('name="twitter:title" content="', 'name="twitter:title" content="x', "twice"),
        ('"url": "', '"url": "x', "data"),
        ('"license"', '"licence"', "keys"),
        ('"identifier": "', '"identifier": "x', "record"),
        ("cards/equation/", "cards/mistake/", "image"),
    ],
)
def test_a_wrong_head_is_found(
    pages: dict[str, Page], site: Path, old: str, new: str, found: str
) -> None:
    name = "equation/loss-by-weight/"
    head = Head(pages[name].html.replace(old, new))
    assert found in [each.partition(":")[0] for each in wrong(name, head, site)]


def test_records_are_described_for_search_engines(heads: dict[str, Head]) -> None:
    head = heads["equation/loss-by-weight/"]
    assert head.title == "loss-by-weight: ∂L/∂w_j = (f − y) x_j - lrproof"
    about = {thing["name"] for thing in head.data["about"]}
    assert {"Logistic regression", "Gradient", "feature j", "prediction"} <= about
    assert head.data["datePublished"] == "2026-11-20"
    assert f"{SITE}equation/loss-by-logit/" in head.data["isBasedOn"]
    kinds = {name: heads[name].data.get("learningResourceType") for name in heads}
    assert kinds["derivation/loss/"] == "Derivation"
    assert kinds["answers/ln-or-log10/"] == "Question and answer"
    assert heads[""].data["@type"] == "WebSite"
    assert heads["reference/api/tex/"].data["@type"] == "APIReference"


def test_nothing_ends_the_script_that_holds_the_data(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert all("<" not in data for data in DATA.findall(page.html))


def size(picture: bytes) -> tuple[int, int]:
    """The width and the height in the header of a PNG."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture[12:16] == b"IHDR"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_every_published_id_has_a_picture(site: Path) -> None:
    folder = site / cards.FOLDER
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.png")}
    wanted = {f"{event.kind}/{event.id}.png" for event in events(DOCS)}
    assert found.keys() == wanted | {"site.png"}
    for name, path in found.items():
        picture = path.read_bytes()
        assert size(picture) == (cards.WIDTH, cards.HEIGHT), name
        assert len(picture) < 100_000, name


def test_an_illegible_picture_is_refused(tmp_path: Path) -> None:
    wide = "J = " + r"\,".join(f"x_{{{index}}}" for index in range(60))
    with pytest.raises(RuntimeError, match="too-wide: the formula is too wide"):
        cards.draw({"it": Card("too-wide", "proved", rows=[wide])}, tmp_path)


def test_a_formula_that_pandoc_does_not_know_is_named(tmp_path: Path) -> None:
    with pytest.raises(typst.FormulaError, match=r"does not understand \\nonsense x"):
        typst.formulas(["x", r"\nonsense x"])
    with pytest.raises(RuntimeError, match=r"my-id: .*nonsense"):
        cards.draw({"it": Card("my-id", "proved", rows=[r"x = \nonsense"])}, tmp_path)


def test_pictures_are_the_same_each_time_and_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {
        "a": Card("a", "wrong", 'A "title" # of $it$', [r"f \odot f \\ g"]),
        "b": Card("b", "answer", "Why?", ["x = y"]),
    }
    first = cards.draw(wanted, tmp_path / "one")
    assert cards.draw(wanted, tmp_path / "two") == first
    assert first["a"] != first["b"]
    monkeypatch.setattr(typst, "pictures", lambda _: pytest.fail("it was not kept"))
    assert cards.draw(wanted, tmp_path / "one") == first


def test_a_formula_is_broken_where_it_may_be() -> None:
    assert arrangements(r"a = \left(b + c\right) - \frac{d - e}{f}")[1:] == [
        r"& a = \left(b + c\right) \\ & \quad - \frac{d - e}{f}",
        r"& a \\ & \quad = \left(b + c\right) \\ & \quad - \frac{d - e}{f}",
    ]


def test_what_a_card_shows() -> None:
    book = Book(DOCS)
    mistake = cards.card(book.records["penalty-summed"], book)
    answer = cards.card(book.records["ln-or-log10"], book)
    code = cards.card(book.records["does-not-end"], book)
    assert (mistake.word, answer.word, code.rows) == ("wrong", "answer", [])
    assert answer.title == "Is it ln or log10?"
    assert answer.rows == [r"L = -y\ln f-(1-y)\ln(1-f)"]
    event = Event(date(2026, 1, 1), "1.0.0", "retired", "equation", "old", "", "Too much.")
    retired = cards.card(Record("old", "equation", "old", "", None, [event]), book)
    assert (retired.word, retired.title, retired.rows) == ("retired", "Too much.", ())
    assert mistake.alt.startswith("penalty-summed, wrong: The sum of all weights for one of them: ")


def test_the_feed_of_the_site(site: Path) -> None:
    root = etree.parse(site / "feed.xml").getroot()
    ids = [found.text for found in root.iterfind("a:entry/a:id", ATOM)]
    days = [found.text or "" for found in root.iterfind("a:entry/a:updated", ATOM)]
    assert len(ids) == len(set(ids)) >= 3
    assert days == sorted(days, reverse=True)
    assert root.findtext("a:updated", None, ATOM) == days[0]
    listed = "".join(found.text or "" for found in root.iterfind("a:entry/a:content", ATOM))
    assert all(f"/{event.id}/" in listed for event in events(DOCS))
    assert "loss-by-weight: ∂L/∂w_j = (f − y) x_j" in listed


def test_what_happened_later_has_entries_of_its_own() -> None:
    happened = [
        Event(date(2026, 1, 1), "1.0.0", "published", "equation", "a", "0"),
        Event(date(2026, 1, 1), "1.0.0", "published", "equation", "b", "0"),
        Event(date(2026, 2, 1), "1.1.0", "changed", "equation", "a", "1", "< became ≤"),
        Event(date(2026, 2, 1), "1.1.0", "retired", "equation", "b", "a", "the same as a"),
    ]
    root = etree.fromstring(feed(happened, {"a": "a & b"}, "site", "https://h.example/"))
    assert [found.text for found in root.iterfind("a:entry/a:title", ATOM)] == [
        "b retired in 1.1.0: the same as a",
        "a changed in 1.1.0: < became ≤",
        "2 equations published in 1.0.0",
    ]
    assert [found.get("href") for found in root.iterfind("a:entry/a:link", ATOM)] == [
        "https://h.example/equation/b/",
        "https://h.example/equation/a/",
        "https://h.example/",
    ]
    moved = etree.fromstring(feed(happened, {}, "site", "https://elsewhere.example/"))
    ids, others = (
        list(map(etree.tostring, each.iterfind("a:entry/a:id", ATOM))) for each in (root, moved)
    )
    assert ids == others
    content = root.findtext("a:entry/a:content", "", ATOM)
    assert content == '<ul><li><a href="https://h.example/equation/b/">b</a></li></ul>'


def test_the_map_of_the_site_has_every_page_and_no_build_date(
    site: Path, heads: dict[str, Head]
) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    assert sorted(listed) == sorted(SITE + name for name in heads if name != NO_PAGE)
    assert len(set(re.findall(r"<lastmod>(.*?)</lastmod>", text))) == 1
