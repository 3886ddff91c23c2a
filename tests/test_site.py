"""The built site: its pages, its warnings, and how a browser shows it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from lrproof.catalogue import Catalogue
from lrproof.site.links import Page
from tests.built import (
    DOCS,
    PAGES,
    RIGHT,
    ROOT,
    address,
    equation,
    project,
    warnings_of,
)
from tests.chromium import Chromium

ALIKE = {
    "reference/api/": (
        "reference/api/logistic.md",
        "reference/api/equations/not-squared-error.md",
    ),
    "mistakes/": ("mistakes/index.md", "mistakes/penalty-summed.md"),
    "answers/": ("answers/index.md", "answers/fractions-do-not-cancel.md"),
}
"""Below these folders pages are alike; those that are named stand for them in the browser."""
IN_THE_BROWSER = [
    page
    for page in PAGES
    if all(page in some or not page.startswith(folder) for folder, some in ALIKE.items())
]

# What is on the pages


def test_every_equation_stands_on_its_page_with_its_lines(
    catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    assert not catalogue.problems
    assert catalogue.entries
    for entry in catalogue.entries.values():
        found = pages[address(entry.page)].ids
        wanted = [entry.id, f"{entry.id}-evidence"]
        if entry.kind == "derivation":
            wanted += [f"{entry.id}-{number}" for number, _ in enumerate(entry.rows, start=1)]
        for name in wanted:
            assert found.count(name) == 1, (entry.page, name)


def test_no_id_stands_twice(pages: dict[str, Page]) -> None:
    for where, page in pages.items():
        assert not [name for name, count in Counter(page.ids).items() if count > 1], where


def test_nothing_is_left_unconverted(pages: dict[str, Page]) -> None:
    for where, page in pages.items():
        for sign in (r"\(", r"\[", "$", "///", r"\frac", "autoref"):
            assert sign not in page.text, (where, sign)
        assert "autoref" not in page.tags, where
    assert sum(page.tags.count("math") for page in pages.values()) > 100


def test_checkers_and_equations_link_to_each_other(
    catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    everywhere = {
        urljoin(f"http://here/{where}", link)
        for where, page in pages.items()
        for link in page.links
    }
    for entry in catalogue.entries.values():
        module = address(f"reference/api/equations/{Path(entry.page).name}")
        assert f"http://here/{module}#{entry.checker}" in everywhere, entry.id
        ours = f"http://here/{address(entry.page)}#{entry.id}"
        links = pages[module].links
        assert ours in {urljoin(f"http://here/{module}", link) for link in links}, entry.id


def test_pages_are_small(site: Path) -> None:
    for page in PAGES:
        if not page.startswith("reference/api/"):
            lists = page in ("reference/map.md", "reference/equations.md")
            most = 500_000 if lists else 250_000
            assert (site / address(page) / "index.html").stat().st_size < most, page
    assert (site / "assets/lrproof/math.woff2").stat().st_size < 55_000


# The index and the map


class Nodes(HTMLParser):
    """The attributes of all elements with one of some attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_equation_is_in_the_table_once(site: Path, catalogue: Catalogue) -> None:
    where = "reference/equations/"
    html = (site / where / "index.html").read_text(encoding="utf-8")
    rows = html[html.index("<tbody>") : html.index("</tbody>")].split("<tr>")[1:]
    assert len(rows) == len(catalogue.entries)
    found = set()
    for row in rows:
        links = [urljoin(f"http://here/{where}", link) for link in Page(row).links]
        entry = catalogue.entries[links[1].partition("#")[2]]
        found.add(entry.id)
        premises = (catalogue.entries[name] for name in entry.premises)
        places = [
            f"equation/{entry.id}/",
            *(f"{address(other.page)}#{other.id}" for other in (entry, *premises)),
        ]
        assert links == [f"http://here/{place}" for place in places]
        assert row.count("<math") == 1
        assert entry.setting.title in row
    assert found == catalogue.entries.keys()


def test_every_equation_is_on_the_map_once_with_its_premises(
    site: Path, catalogue: Catalogue
) -> None:
    html = (site / "reference/map/index.html").read_text(encoding="utf-8")
    found = Nodes(html).found
    own = [
        attrs["data-node"]
        for tag, attrs in found
        if tag == "a" and "lr-own" in (attrs.get("class") or "")
    ]
    assert sorted(map(str, own)) == sorted(catalogue.entries)
    arrows = [
        (str(attrs["data-from"]), str(attrs["data-to"]))
        for tag, attrs in found
        if "data-from" in attrs and not str(attrs["data-to"]).endswith(".md")
    ]
    wanted = [(on, name) for name, entry in catalogue.entries.items() for on in entry.premises]
    assert sorted(arrows) == sorted(wanted)
    words = Page(html).text
    assert words.count("rests on ") >= sum(bool(e.premises) for e in catalogue.entries.values())


def test_the_evidence_names_premises_and_uses(site: Path) -> None:
    html = (site / "derivation/chain-rule/index.html").read_text(encoding="utf-8")
    panel = html[html.index('id="loss-by-logit-evidence"') :].partition("</figcaption>")[0]
    rests, used = panel.partition("Rests on")[2].split("Used by")
    assert 'href="#loss-by-prediction"' in rests
    assert 'href="#loss-by-weight"' in used
    panel = html[html.index('id="prediction-by-logit-evidence"') :].partition("</figcaption>")[0]
    assert 'href="../sigmoid/#sigmoid-derivative"' in panel


# What stops a build

DERIVATION = r"""/// derivation | loss-by-logit
\frac{\partial L}{\partial z}
  &= \frac{\partial L}{\partial f}\cdot\frac{\partial f}{\partial z} \\
  &= y - f
///
"""

WRONG = {
    "refuted": (
        equation("loss-by-weight", RIGHT.replace("-", "+")),
        ["derivation/chain-rule.md:7: loss-by-weight: refuted"],
    ),
    "unread": (
        equation("loss-by-weight", RIGHT + r" \bowtie 2"),
        ["derivation/chain-rule.md:7: loss-by-weight: unread", r"\bowtie"],
    ),
    "without a checker": (
        equation("loss-by-nothing", RIGHT),
        ["derivation/chain-rule.md:6: loss-by-nothing:", "no checker"],
    ),
    "disagreeing with its checker": (
        equation("loss-by-weight", r"\frac{\partial L}{\partial b} = f - y"),
        ["derivation/chain-rule.md:6: loss-by-weight: disagrees"],
    ),
    "twice": (
        equation("loss-by-weight", RIGHT) * 2,
        ["derivation/chain-rule.md:10: loss-by-weight:", "twice"],
    ),
    "malformed": (
        equation("loss-by-weight", RIGHT).replace(" | ", " "),
        ["derivation/chain-rule.md:6:", "loss-by-weight"],
    ),
    "not closed": (
        equation("loss-by-weight", RIGHT).replace("\n///\n", "\n"),
        ["derivation/chain-rule.md:6: loss-by-weight:", "closed"],
    ),
    "a wrong line of a derivation": (
        DERIVATION,
        ["derivation/chain-rule.md:9: loss-by-logit: refuted"],
    ),
    "TeX that is not typeset": (
        "$$\na \\\\[6pt] b\n$$\n",
        ["derivation/chain-rule.md:", r"\\[6pt]"],
    ),
    "a reference to nothing": (
        "See [](#loss-by-nothing).\n",
        ["derivation/chain-rule.md:", "loss-by-nothing"],
    ),
    "a displayed formula that nobody checks": (
        "$$\n1 + 1 = 3\n$$\n",
        ["derivation/chain-rule.md:6: a displayed formula needs an id"],
    ),
    "nothing to show again": (
        "/// again | loss-by-nothing\n///\n",
        ["derivation/chain-rule.md:6: loss-by-nothing: no equation has this id"],
    ),
    "resting on itself": (
        equation("loss-by-weight", "    rests: loss-by-weight\n\n" + RIGHT),
        ["derivation/chain-rule.md:6: loss-by-weight: rests on itself"],
    ),
    "resting on nothing that is there": (
        equation("loss-by-weight", "    rests: loss-by-nothing\n\n" + RIGHT),
        ["derivation/chain-rule.md:6: loss-by-weight: rests on loss-by-nothing, and no equation"],
    ),
    "a mistake that is true": (
        f"/// mistake | missing-feature\n{RIGHT}\n///\n",
        ["derivation/chain-rule.md:7: missing-feature: a mistake must be refuted, and this is"],
    ),
    "an unknown setting": (
        "/// setting | nothing\n///\n",
        ["derivation/chain-rule.md:6: nothing:", "setting"],
    ),
}


# A derivation shown again


def test_of_a_derivation_that_is_shown_again_the_two_ends_are_there(site: Path) -> None:
    html = (site / "beyond/stability/index.html").read_text(encoding="utf-8")
    shown = html[html.index('aria-label="Equation sigmoid-symmetry"') :].partition("</math>")[0]
    assert shown.count("<mo>=</mo>") == 1
    assert "derivation/sigmoid/#sigmoid-symmetry" in html


# The path through the pages


def test_every_page_says_what_it_needs_and_what_comes_next(site: Path) -> None:
    html = (site / "derivation/loss/index.html").read_text(encoding="utf-8")
    said = html[html.index('<p class="lr-path">') :].partition("</p>")[0]
    needs, _, following = said.partition(" · Next: ")
    assert 'You need: <a href="../sigmoid/">' in needs
    assert '<a href="../chain-rule/">' in following
    assert '<a href="../substitution/">' in following
    assert html.index("</h1>") < html.index(said) < html.index("This page answers")


@pytest.mark.parametrize(
    ("needs", "message"),
    [
        ("[nowhere.md]", "needs nowhere.md, which is no page of the navigation"),
        ("[reference/how-it-is-checked.md]", "which does not come before it in the navigation"),
        ("derivation/chain-rule.md", "which does not come before it in the navigation"),
    ],
)
def test_a_path_that_cannot_be_walked_stops_the_build(
    needs: str, message: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path, "")
    page = tmp_path / "docs" / "derivation" / "chain-rule.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"---\nneeds: {needs}\n---\n{text}", encoding="utf-8")
    found = warnings_of(config, caplog)
    assert f"derivation/chain-rule.md: needs {needs.strip('[]')}" in found
    assert message in found


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_page_stops_the_build(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text, words = WRONG[name]
    found = warnings_of(project(tmp_path, text), caplog)
    for word in words:
        assert word in found


def test_a_right_page_does_not(tmp_path: Path) -> None:
    quoted = "```text\n/// equation | loss-by-nothing\n1 = 2\n///\n```\n"
    text = equation("loss-by-weight", RIGHT) + "See [](#loss-by-weight).\n\n" + quoted
    build(load_config(str(project(tmp_path, text)), strict=True))
    html = (tmp_path / "site" / "derivation" / "chain-rule" / "index.html").read_text("utf-8")
    assert html.count("<math") > 5
    assert '<a class="lr-reference" href="#loss-by-weight">loss-by-weight</a>' in html
    assert ">proved</button>" in html


@pytest.mark.parametrize("options", [["--strict"], ["--strict", "--quiet"]], ids=" ".join)
def test_the_command_fails_and_says_why(tmp_path: Path, options: list[str]) -> None:
    config = project(tmp_path, WRONG["refuted"][0])
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options, "--config-file", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "derivation/chain-rule.md:7: loss-by-weight: refuted" in done.stdout + done.stderr


# In a browser


# Each line of text in a drawing: its size in pixels, and how far it reaches out of the drawing.
TEXTS = """[...document.querySelectorAll('.lr-plot text, .lr-plot .lr-index')].map((text) => {
  const svg = text.ownerSVGElement, all = svg.getBoundingClientRect();
  const box = text.getBoundingClientRect(), scale = all.width / svg.viewBox.baseVal.width;
  return [parseFloat(getComputedStyle(text).fontSize) * scale, Math.max(
    all.left - box.left, box.right - all.right, all.top - box.top, box.bottom - all.bottom)]
})"""


@pytest.mark.parametrize("page", IN_THE_BROWSER)
def test_a_page_in_a_browser(page: str, browser: Chromium, served: str) -> None:
    browser.open(urljoin(served, address(page)), width=360)
    asked = [event["request"]["url"] for event in browser.happened("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
    errors = [event["entry"]["text"] for event in browser.happened("Log.entryAdded")]
    errors += [str(event) for event in browser.happened("Runtime.exceptionThrown")]
    errors += [str(event) for event in browser.happened("Runtime.consoleAPICalled")]
    assert errors == []
    assert browser.run("document.documentElement.scrollWidth") <= 360
    sizes = browser.run(
        "[...document.querySelectorAll('article math')].map((math) =>"
        " {const box = math.getBoundingClientRect(); return [box.width, box.height]})"
    )
    assert all(wide > 2 and high > 2 for wide, high in sizes)
    if page.startswith("derivation/"):
        assert sizes
    drawn = browser.run(TEXTS)
    assert bool(drawn) == ("/// figure |" in (DOCS / page).read_text(encoding="utf-8"))
    assert all(size >= 11 and out < 2 for size, out in drawn)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(browser: Chromium, served: str, width: int) -> None:
    browser.open(urljoin(served, "derivation/chain-rule/"), width=width)
    moved = browser.run(
        "new Promise((done) => {let sum = 0; new PerformanceObserver((list) => {"
        "for (const entry of list.getEntries()) sum += entry.value})"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300)})"
    )
    # The theme sets its side bars when its script runs; 0.1 is what counts as good.
    assert moved < 0.01


def test_the_math_font_is_used(browser: Chromium, served: str) -> None:
    browser.open(urljoin(served, "derivation/chain-rule/"))
    assert browser.run("document.fonts.check('20px \"lrproof math\"')")
    assert browser.run("[...document.fonts].map((font) => font.status)") == ["loaded"]


def test_a_page_is_read_without_scripts(browser: Chromium, served: str) -> None:
    browser.open(urljoin(served, "derivation/chain-rule/"), scripts=False)
    assert browser.run("document.documentElement.className") == "no-js"
    assert "proved" in browser.run("document.querySelector('article').innerText")
    assert browser.run("document.querySelector('math').getBoundingClientRect().width") > 2
    shown = "getComputedStyle(document.querySelector('#loss-by-weight-evidence')).visibility"
    assert browser.run(shown) == "hidden"
    browser.run("document.querySelector('#loss-by-weight button').focus()")
    browser.run("Promise.all(document.getAnimations().map((each) => each.finished))")
    assert browser.run(shown) == "visible"


def test_the_copy_button_gives_code_that_runs(browser: Chromium, served: str) -> None:
    browser.open(urljoin(served, "derivation/chain-rule/"))
    browser.send("Browser.grantPermissions", permissions=["clipboardReadWrite"])
    browser.send("Emulation.setFocusEmulationEnabled", enabled=True)
    count = browser.run("document.querySelectorAll('.language-pycon').length")
    assert count
    copied = ""
    for number in range(count):
        browser.run(
            f"document.querySelectorAll('.language-pycon')[{number}]"
            ".querySelector('[data-clipboard-target]').click()"
        )
        code = browser.run("navigator.clipboard.readText()")
        assert code
        assert ">>>" not in code
        copied += code + "\n"
    subprocess.run([sys.executable, "-c", copied], cwd=ROOT, check=True, capture_output=True)


def test_copied_formulas_are_their_tex(
    browser: Chromium, served: str, catalogue: Catalogue
) -> None:
    browser.open(urljoin(served, "derivation/chain-rule/"))
    text = browser.run(
        "new Promise((done) => {"
        "document.addEventListener('copy', (event) =>"
        " setTimeout(() => done(event.clipboardData.getData('text/plain'))), {once: true});"
        "getSelection().selectAllChildren(document.querySelector('#loss-by-weight'));"
        "const given = new ClipboardEvent('copy', {clipboardData: new DataTransfer(),"
        " bubbles: true, cancelable: true}); document.body.dispatchEvent(given)})"
    )
    assert f"$${catalogue.entries['loss-by-weight'].tex.strip()}$$" in text


SHOWN = (
    "[...document.querySelectorAll('.lr-index tbody tr')].filter((row) => row.offsetHeight)"
    ".map((row) => row.querySelector('a').textContent)"
)


def typed(browser: Chromium, text: str) -> tuple[set[str], str]:
    """The equations that are left when a text is typed into the filter, and what is announced."""
    browser.run("document.querySelector('.lr-filter input').select()")
    browser.send("Input.insertText", text=text)
    said = browser.run("document.querySelector('.lr-filter [role=status]').textContent")
    return set(browser.run(SHOWN)), said


def test_the_table_is_filtered_by_typing(
    browser: Chromium, served: str, catalogue: Catalogue
) -> None:
    browser.open(urljoin(served, "reference/equations/"), width=360)
    everything = catalogue.entries.keys()
    for text, wanted in {
        "loss-by-weight": {"loss-by-weight"},
        "Chain PROVED loss-by-w": {"loss-by-weight"},
        r"p(y\mid x)": {"bernoulli-likelihood"},
        r"(f-y) x_j": {"loss-by-weight"},
        "one real variable": {
            entry.id for entry in catalogue.entries.values() if entry.setting.name == "variable"
        },
    }.items():
        found, said = typed(browser, text)
        assert wanted <= found < everything, text
        assert said == f"{len(found)} of {len(everything)} equations"
    # What an equation rests on is not searched: every equation would find all that use it.
    assert "prediction-by-logit" not in typed(browser, "sigmoid-derivative")[0]
    assert typed(browser, "no such thing") == (set(), f"0 of {len(everything)} equations")
    assert typed(browser, "refuted loss-by-weight")[0] == set()
    assert typed(browser, " ")[0] == everything


def test_the_table_is_whole_without_scripts(
    browser: Chromium, served: str, catalogue: Catalogue
) -> None:
    browser.open(urljoin(served, "reference/equations/"), scripts=False)
    assert set(browser.run(SHOWN)) == catalogue.entries.keys()
    assert browser.run("document.querySelector('.lr-filter').offsetHeight") == 0


def test_the_map_shows_what_carries_a_box(browser: Chromium, site: Path) -> None:
    browser.open((site / "reference/map/index.html").as_uri())
    # Where no server finds the page in a folder, the links name it.
    boxes = "[...document.querySelectorAll('.lr-own')].map((link) => link.href.baseVal)"
    assert all(link.partition("#")[0].endswith("/index.html") for link in browser.run(boxes))
    browser.run("document.querySelector('.lr-own[data-node=loss-by-logit]').focus()")
    lit = "document.querySelectorAll('.lr-lit a.lr-on')"
    found = set(browser.run(f"[...{lit}].map((box) => box.dataset.node)"))
    assert {"loss-by-prediction", "loss-definition", "loss-by-logit", "loss-by-weight"} <= found
    assert not {"factors-cancel", "logit-by-weight"} & found
    assert browser.run("document.querySelectorAll('.lr-lit').length") == 1
    arrows = "[...document.querySelectorAll('.lr-lit path.lr-on')].map((path) => path.dataset.to)"
    assert set(browser.run(arrows)) <= found
    browser.run("document.activeElement.blur()")
    assert browser.run("document.querySelectorAll('.lr-lit').length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_follow_the_system(browser: Chromium, served: str, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.send("Emulation.setEmulatedMedia", features=[feature])
    browser.open(urljoin(served, "derivation/chain-rule/"))
    for where in ("article", "article math", ".lr-graph text", ".lr-reason"):
        dark = browser.run(
            f"Math.max(...getComputedStyle(document.querySelector('{where}')).color"
            ".match(/[\\d.]+/g).slice(0, 3).map(Number)) > 127"
        )
        assert dark == (scheme == "dark"), where
    browser.send("Emulation.setEmulatedMedia", features=[])


@pytest.mark.parametrize(
    ("media", "scheme", "light"),
    [("screen", "light", False), ("screen", "dark", True), ("print", "dark", False)],
)
def test_a_drawing_takes_its_colours_from_the_page(
    browser: Chromium, served: str, media: str, scheme: str, light: bool
) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.send("Emulation.setEmulatedMedia", media="screen", features=[feature])
    browser.open(urljoin(served, "derivation/loss/"))
    browser.send("Emulation.setEmulatedMedia", media=media, features=[feature])
    colours = browser.run(
        "[...document.querySelectorAll('.lr-plot text')].map((text) => getComputedStyle(text))"
        ".map((style) => [style.fill, style.stroke].map((colour) =>"
        " colour.match(/[\\d.]+/g).slice(0, 3).map(Number)))"
    )
    browser.send("Emulation.setEmulatedMedia", media="", features=[])
    assert len({tuple(fill) for fill, _ in colours}) == 3
    for fill, outline in colours:
        assert (max(fill) > 200) == light
        assert (min(outline) > 200) != light
