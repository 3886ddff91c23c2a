"""The permanent pages of ids: complete, light, readable without scripts, and kept when retired."""

from __future__ import annotations

import gzip
import html
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from lrproof.catalogue import Catalogue, Shown
from lrproof.citation import FORMS
from lrproof.published import NAME, digest
from lrproof.records import FOLDERS, Record, records
from lrproof.site.commit import Commit, checked, commit
from lrproof.site.links import Page
from lrproof.site.mentions import mentions
from tests.built import DOCS, RIGHT, equation, project, warnings_of
from tests.chromium import Chromium

SECTIONS = ("setting", "verdict", "checker", "rests-on", "used-by", "where", "cite", "copy",
            "history")  # fmt: skip
LIGHT = 150_000
"""Bytes that a record may weigh."""

_BOX = re.compile(r"<figcaption>(.*?)</figcaption>\s*<div>(.*?)</figure>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def ids(catalogue: Catalogue) -> dict[str, Record]:
    return records(catalogue, DOCS)


def boxes(page: str) -> list[str]:
    """What can be copied from a page, as its reader would see it."""
    return [html.unescape(_TAG.sub("", code)).strip("\n") for _, code in _BOX.findall(page)]


def section(page: str, name: str) -> str:
    """The HTML of a section of a record."""
    return page[page.index(f'<h2 id="{name}"') :][1:].partition("<h2")[0]


def test_every_id_has_one_record_and_every_record_an_id(
    ids: dict[str, Record], pages: dict[str, Page]
) -> None:
    folders = {f"{folder}/" for folder in FOLDERS.values()}
    found = {name for name in pages if name.partition("/")[0] + "/" in folders} - folders
    assert found == {record.address for record in ids.values()}


def test_every_record_has_all_forms_that_its_json_has(
    ids: dict[str, Record], site: Path, pages: dict[str, Page]
) -> None:
    for record in ids.values():
        page = pages[record.address].html
        known = json.loads((site / f"{record.address.rstrip('/')}.json").read_text("utf-8"))
        copied = boxes(page)
        assert list(known["cite"]) == list(FORMS)
        for form, text in known["cite"].items():
            assert text in copied, (record.id, form)
        links = [line["cite"]["link"] for line in known["lines"]]
        assert not links or "\n".join(links) in copied, record.id
        assert page.count('<h2 id="cite">') == 1, record.id
        assert f">{record.history[0].date}</time>" in page
        assert f'href="../{record.id}.json"' in page


def test_every_equation_has_a_verdict_a_setting_and_all_sections(
    catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    for entry in catalogue.entries.values():
        page = pages[f"equation/{entry.id}/"]
        assert tuple(name for name in page.ids if name in SECTIONS) == SECTIONS
        assert re.search(
            r"<strong>(proved|agrees)</strong>.*how-it-is-checked/#\1.*>Points<.*"
            r"Checked with lrproof .*, numpy ",
            section(page.html, "verdict"),
            re.DOTALL,
        ), entry.id
        assert f"Setting: {entry.setting.title}" in section(page.html, "setting")
        name = entry.checker.rpartition(".")[2]
        source, *_, example, _ = boxes(page.html)
        assert f"def {name}(" in source
        assert f"{name}(" in example
        if entry.kind == "derivation":
            lines = [f"{entry.id}-{number}" for number, _ in enumerate(entry.rows, start=1)]
            assert [name for name in page.ids if name in lines] == lines
            assert all(f'href="#{name}"' in page.html for name in lines)
        title = re.search("<title>(.*) - lrproof</title>", page.html)
        description = re.search('<meta name="description" content="([^"]*)">', page.html)
        assert title
        assert html.unescape(title[1]).startswith(f"{entry.id}: ")
        assert len(html.unescape(title[1])) <= 70
        assert description
        assert re.match(
            r"(Proved|Tried at many points, not proved)( in \d+ lines)?: \S", description[1]
        )
        assert html.unescape(description[1]).endswith(f" {entry.setting.title}.")
        assert len(html.unescape(description[1])) < 160


def test_what_rests_on_what_is_said_on_both_sides(
    catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    def listed(name: str, where: str) -> set[str]:
        links = Page(section(pages[f"equation/{name}/"].html, where)).links
        return {link.split("/")[1] for link in links if re.fullmatch(r"\.\./[^/]+/", link)}

    down = {(name, on) for name in catalogue.entries for on in listed(name, "rests-on")}
    up = {(by, name) for name in catalogue.entries for by in listed(name, "used-by")}
    assert down == up
    assert down == {(entry.id, on) for entry in catalogue.entries.values() for on in entry.premises}


def test_pages_that_use_an_equation_are_named(pages: dict[str, Page]) -> None:
    where = section(pages["equation/loss-by-weight/"].html, "where")
    for place in (
        'href="../../derivation/chain-rule/#loss-by-weight">The chain rule<',
        'href="../../derivation/substitution/">By substitution<',
        'href="../../answers/ascent-or-descent/">Ascent or descent: is it f − y or y − f?<',
        'href="../../mistakes/flipped-sign/">The opposite sign<',
    ):
        assert place in where


def test_mentions_are_read_from_the_pages_but_not_from_code() -> None:
    pages = {
        "a.md": "See [](#x-2), [the rule](#x), [](#top), [](#y).\n",
        "b.md": "`[](#x)`\n\n```text\n[](#x)\n```\n\n[](#y)\n",
    }
    shown = [Shown("a.md", 3, "y"), Shown("b.md", 5, "gone")]
    meant = {"x": "x", "x-2": "x", "y": "y"}.get
    found = mentions(pages, shown, meant)
    assert found == {"x": {"a.md": False}, "y": {"a.md": True, "b.md": False}}


def test_the_search_knows_the_words_of_a_record_and_no_more(
    catalogue: Catalogue, site: Path
) -> None:
    found = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    ours = [entry for entry in found if entry["location"].startswith("equation/")]
    assert [entry["title"] for entry in ours] == list(dict.fromkeys(e["title"] for e in ours))
    assert {entry["title"] for entry in ours} == catalogue.entries.keys()
    assert all(re.fullmatch(r"<p>In words: [^<]*</p>", entry["text"]) for entry in ours)
    assert not [entry for entry in found if entry["location"].endswith("#cite")]


def test_a_record_is_light(site: Path, browser: Chromium, served: str) -> None:
    heaviest = max(site.glob("equation/*/index.html"), key=lambda path: path.stat().st_size)
    font = (site / "assets/lrproof/math.woff2").stat().st_size
    assert heaviest.stat().st_size + font < LIGHT
    browser.open(urljoin(served, f"equation/{heaviest.parent.name}/"), width=360)
    browser.run("new Promise((done) => setTimeout(done, 300))")

    def loaded() -> dict[str, int]:
        addresses = {
            urlsplit(event["request"]["url"]).path
            for event in browser.happened("Network.requestWillBeSent")
            if event["request"]["url"].startswith(served)
        }
        files = [site / address.lstrip("/") for address in addresses]
        files = [path / "index.html" if path.is_dir() else path for path in files]
        return {path.name: len(gzip.compress(path.read_bytes())) for path in files}

    assert {"index.html", "math.woff2", "lrproof.css"} <= loaded().keys()
    assert sum(loaded().values()) < LIGHT
    # The index of the search alone is heavier than that; it comes when it is needed.
    browser.run("document.querySelector('[data-md-component=search-query]').focus()")
    browser.send("Input.insertText", text="cost-by-weight")
    results = "[...document.querySelectorAll('.md-search-result__link')].map((link) => link.href)"
    wanted = f"{results}.some((link) => link.includes('equation/cost-by-weight/'))"
    assert browser.run(f"new Promise((done) => setInterval(() => {wanted} && done(true), 20))")
    assert sum(loaded().values()) > LIGHT


@pytest.mark.parametrize("width", [360, 1280])
def test_a_record_is_complete_without_scripts(browser: Chromium, served: str, width: int) -> None:
    browser.open(urljoin(served, "equation/substitution-weight/"), width=width, scripts=False)
    text = browser.run("document.querySelector('article').innerText")
    for words in ("In words: the derivative of L", "proved", "Checked with lrproof", "@misc{",
                  "def substitution_weight(", "First published", "?v="):  # fmt: skip
        assert words in text
    assert browser.run("document.documentElement.scrollWidth") <= width
    # The first screen says what is stated, what was found, and where it is explained.
    assert text.index("proved") < text.index("In words: ")
    assert text.index("Explained on: By substitution") < text.index("Line by line")
    parts = "['.lr-large math', 'a.lr-found', '.lr-cite', '.lr-words', '.lr-words + p']"
    ends = f"{parts}.map((name) => document.querySelector(name).getBoundingClientRect().bottom)"
    assert max(browser.run(ends)) < 640
    size = "parseFloat(getComputedStyle(document.querySelector('.lr-large math')).fontSize)"
    assert browser.run(size) > 1.3 * 16
    hidden = "[...document.querySelectorAll('article pre')].filter((box) => !box.offsetHeight)"
    assert browser.run(f"{hidden}.length") == 0


# What is retired

GONE = "2027-01-02 0.2.0 retired {kind} {id} {successor} it was {id}, in other words"


@pytest.fixture
def gone(tmp_path: Path) -> Callable[[str], str]:
    """Builds a small site with ids that were retired, and gives its pages."""
    config = project(tmp_path, equation("loss-by-weight", RIGHT))
    events = [
        f"2026-11-20 0.1.0 published equation loss-by-weight {digest(RIGHT)}",
        "2026-11-20 0.1.0 published equation weight-slope 0123456789ab",
        "2026-11-20 0.1.0 published answer what-is-a-slope 0123456789ab",
        GONE.format(kind="equation", id="weight-slope", successor="loss-by-weight"),
        GONE.format(kind="answer", id="what-is-a-slope", successor="-"),
    ]
    (tmp_path / "docs" / NAME).write_text("\n".join(events), encoding="utf-8")
    build(load_config(str(config), strict=True))
    return lambda name: (tmp_path / "site" / name / "index.html").read_text(encoding="utf-8")


def test_a_retired_id_keeps_a_record_without_a_verdict(gone: Callable[[str], str]) -> None:
    page = gone("equation/weight-slope")
    assert '<h1 id="weight-slope">' in page
    assert "Reason: it was weight-slope, in other words." in page
    assert 'In its place: <a href="../loss-by-weight/">loss-by-weight</a>.' in page
    assert re.search("First published .*2026-11-20.*Retired .*2027-01-02", page, re.DOTALL)
    assert not re.search("proved|agrees|Checked with", page)
    answer = gone("answers/what-is-a-slope")
    assert "Nothing takes its place." in answer
    assert not re.search("In its place|proved", answer)


def test_an_id_that_is_lost_is_told_and_the_build_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path, equation("loss-by-weight", RIGHT))
    events = f"2026-11-20 0.1.0 published equation loss-by-weight {digest(RIGHT)}\n"
    events += "2026-11-20 0.1.0 published equation weight-slope 0123456789ab\n"
    (tmp_path / "docs" / NAME).write_text(events, encoding="utf-8")
    build(load_config(str(config)))
    [told] = [each.message for each in caplog.records if "weight-slope" in each.message]
    assert told.startswith(f"{NAME}:2: weight-slope: an id is permanent")


def test_a_list_of_ids_that_cannot_be_read_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path, "")
    (tmp_path / "docs" / NAME).write_text("no list\n", encoding="utf-8")
    assert f"{NAME}:1: not of the form" in warnings_of(config, caplog)


# With what it was checked


def test_the_commit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = commit.__wrapped__
    monkeypatch.delenv("LRPROOF_COMMIT", raising=False)
    assert asked(tmp_path) == Commit()
    assert not str(Commit())
    monkeypatch.setenv("LRPROOF_COMMIT", "0123456789abcdef")
    assert str(asked(tmp_path)) == "commit 0123456789ab"
    who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", "one"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    clean = asked(tmp_path)
    assert re.fullmatch("[0-9a-f]{40}", clean.id)
    assert not clean.dirty
    (tmp_path / "new").touch()
    assert str(asked(tmp_path)) == f"commit {clean.id[:12]} with changes that are not in it"
    assert re.match(r"Checked with lrproof [\d.]+, numpy [\d.]+", checked())
