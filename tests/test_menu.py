"""The menu that copies what the record of an id holds, and the note about another version."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from lrproof import __version__
from lrproof.citation import FORMS, UNSET, address, citation
from tests.chromium import Chromium

NAMES = {
    "link": "Link",
    "markdown": "Markdown for forums (Discourse)",
    "stackexchange": "Stack Exchange",
    "latex": "LaTeX with \\href",
    "bibtex": "BibTeX",
    "text": "Plain text",
    "python": "Python check",
}
WEIGHT = "#loss-by-weight .lr-cite"
LINE = "#substitution-weight-4 .lr-number"
TITLE = ".lr-path .lr-cite"
FOCUSED = "document.activeElement.textContent"
SAID = "document.querySelector('.lr-said [role=status]').textContent"
IS_OPEN = "document.querySelector('.lr-menu').offsetHeight > 0"


@pytest.fixture
def tab(browser: Chromium) -> Iterator[Chromium]:
    """The browser, in which pages may write to the clipboard and hear keys."""
    permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    browser.send("Browser.grantPermissions", permissions=permissions)
    browser.send("Emulation.setFocusEmulationEnabled", enabled=True)
    # What is said goes away after three seconds; a busy machine may come to look at it later.
    stays = (
        "((later) => { window.setTimeout = (call, ms, ...more) =>"
        " ms < 3000 ? later(call, ms, ...more) : 0; })(setTimeout)"
    )
    script = browser.send("Page.addScriptToEvaluateOnNewDocument", source=stays)
    yield browser
    browser.send("Page.removeScriptToEvaluateOnNewDocument", **script)
    browser.send("Browser.resetPermissions")
    browser.send("Emulation.setFocusEmulationEnabled", enabled=False)


def expand(tab: Chromium, opener: str, key: str = "Enter") -> None:
    tab.run(f"document.querySelector('{opener}').focus()")
    tab.press(key)


def copied(
    tab: Chromium, opener: str, forms: Collection[str] = FORMS
) -> tuple[dict[str, str], set[str]]:
    """What items of a menu copy, and what is announced."""
    found, said = {}, set()
    for down, form in enumerate(NAMES):
        if form not in forms:
            continue
        expand(tab, opener)
        tab.press(*["ArrowDown"] * down)
        assert tab.run(FOCUSED) == NAMES[form]
        tab.press("Enter")
        words = soon(tab, SAID)
        assert f"Copied: {NAMES[form]} of " in words
        said.add(words.rpartition(" of ")[2])
        found[form] = tab.run("navigator.clipboard.readText()")
    return found, said


def stored(site: Path, record: str, line: int | None) -> dict[str, str]:
    """What the record of an id holds for copying."""
    holds = json.loads((site / f"{record}.json").read_text(encoding="utf-8"))
    cite: dict[str, str] = holds["lines"][line - 1]["cite"] if line else holds["cite"]
    return cite


def soon(tab: Chromium, words: str) -> Any:
    """What an expression gives as soon as it gives something."""
    return tab.run(
        f"new Promise((done, fail) => {{const look = (tries) => {{const found = {words};"
        " found ? done(found) : tries ? setTimeout(look, 5, tries - 1)"
        " : fail(new Error(document.activeElement.outerHTML))}; look(2000)})"
    )


# What is copied


@pytest.mark.parametrize(
    ("page", "opener", "record", "line"),
    [
        ("derivation/chain-rule/?v=0.0.9", WEIGHT, "equation/loss-by-weight", None),
        ("derivation/substitution/", LINE, "equation/substitution-weight", 4),
        ("mistakes/penalty-summed/", ".lr-mistake .lr-cite", "mistakes/penalty-summed", None),
        ("answers/ln-or-log10/", TITLE, "answers/ln-or-log10", None),
    ],
)
def test_every_form_is_copied(
    tab: Chromium, served: str, site: Path, page: str, opener: str, record: str, line: int | None
) -> None:
    tab.open(urljoin(served, page))
    found, said = copied(tab, opener)
    assert tuple(found) == FORMS
    wanted = stored(site, record, line)
    assert found == {form: text.replace(UNSET, served) for form, text in wanted.items()}
    name = record.partition("/")[2]
    home = served if address() == UNSET else address()
    assert found == citation(name, line=line, site=home).forms()
    assert said == {f"{name}, line {line}" if line else name}
    assert tab.run(f"document.activeElement === document.querySelector('{opener}')")
    if address() == UNSET:
        assert found["link"].startswith(f"{served}{record}/?v=")


def test_another_text_in_a_record_is_seen(tab: Chromium, served: str, site: Path) -> None:
    tab.open(urljoin(served, "derivation/chain-rule/"))
    wanted = stored(site, "equation/loss-by-weight", None)
    wrong = json.dumps({"cite": {**wanted, "latex": "wrong"}})
    tab.run(f"void (window.fetch = async () => new Response({json.dumps(wrong)}))")
    found, _ = copied(tab, WEIGHT, {"link", "latex"})
    right = {form: text.replace(UNSET, served) for form, text in wanted.items()}
    assert {form for form in found if found[form] != right[form]} == {"latex"}

    # A page without a certificate has no clipboard, but may copy what is selected.
    tab.run("void (window.clip = navigator.clipboard)")
    none = "{value: undefined, configurable: true}"
    tab.run(f"void Object.defineProperty(navigator, 'clipboard', {none})")
    expand(tab, WEIGHT)
    # With the record at hand all is done within the click, which must not take back what is said.
    tab.run("new Promise((done) => setTimeout(done, 50))")
    tab.press("l", "Enter")
    assert soon(tab, SAID).startswith("Copied: LaTeX")
    assert tab.run("clip.readText()") == "wrong"
    click = "new MouseEvent('click', {bubbles: true, detail: %d})"
    for half, words in ((2, "Copied: LaTeX"), (1, "")):
        tab.run(f"document.body.dispatchEvent({click % half})")
        assert tab.run(SAID).startswith(words)
        assert tab.run(f"Boolean({SAID})") == bool(words)
    # Where that is not allowed either, the text is shown, and selected for the reader to copy it.
    tab.run("void (document.execCommand = () => false)")
    expand(tab, WEIGHT)
    tab.press("Enter")
    assert "Ctrl+C" in soon(tab, SAID)
    area = "document.activeElement"
    selected = f"{area}.value.slice({area}.selectionStart, {area}.selectionEnd)"
    assert tab.run(f"{area}.offsetHeight && {selected}") == right["link"]
    tab.resize(360)
    tab.run("new Promise(requestAnimationFrame)")
    assert tab.run("document.documentElement.scrollWidth") <= 360
    tab.press("Escape")
    assert tab.run(SAID) == ""
    assert tab.run(f"document.activeElement.matches('{WEIGHT}')")
    # Whoever has chosen may go on at once, however long the copying takes.
    never = "{value: {writeText: () => new Promise(() => {})}}"
    tab.run(f"void Object.defineProperty(window.navigator, 'clipboard', {never})")
    expand(tab, WEIGHT)
    tab.press("Enter")
    assert soon(tab, f"document.activeElement.matches('{WEIGHT}')")


# How it is opened and closed


def test_the_menu_is_moved_through_by_keys(tab: Chromium, served: str) -> None:
    tab.open(urljoin(served, "derivation/chain-rule/"))
    expanded = f"document.querySelector('{WEIGHT}').getAttribute('aria-expanded')"
    back = f"document.activeElement === document.querySelector('{WEIGHT}')"
    assert tab.run(expanded) == "false"
    for key, first in (
        ("Enter", "Link"),
        (" ", "Link"),
        ("ArrowDown", "Link"),
        ("ArrowUp", "All forms…"),
    ):
        expand(tab, WEIGHT, key)
        assert (tab.run(FOCUSED), tab.run(expanded)) == (first, "true")
        tab.press("Escape")
        assert (tab.run(back), tab.run(expanded), tab.run(IS_OPEN)) == (True, "false", False)
    expand(tab, WEIGHT)
    for key, name in (
        ("ArrowUp", "All forms…"),
        ("ArrowDown", "Link"),
        ("ArrowDown", NAMES["markdown"]),
        ("End", "All forms…"),
        ("Home", "Link"),
        # The theme would go to another page at these letters.
        ("p", "Plain text"),
        ("p", "Python check"),
        ("p", "Plain text"),
        ("s", "Stack Exchange"),
        ("z", "Stack Exchange"),
    ):
        tab.press(key)
        assert tab.run(FOCUSED) == name, key
    tab.press("Tab")
    assert not tab.run(IS_OPEN)
    assert tab.run(f"Boolean({expanded} === 'false' && document.activeElement.closest('article'))")
    assert not tab.run(back)
    # A key that is held down chooses nothing, and does not open the menu again.
    held = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {keys}))"
    keys = "{key: 'Enter', repeat: true, bubbles: true, cancelable: true}"
    expand(tab, WEIGHT)
    assert not tab.run(held.format(keys=keys))
    # Who leaves the page is not sent to the record because a fetch has ended.
    tab.run("dispatchEvent(new Event('beforeunload'))")
    assert (tab.run(IS_OPEN), tab.run(expanded)) == (False, "false")
    tab.run(f"document.querySelector('{WEIGHT}').focus()")
    assert not tab.run(held.format(keys=keys))
    for outside in (f"document.querySelector('{WEIGHT}')", "document.querySelector('h1')"):
        expand(tab, WEIGHT)
        tab.run(f"{outside}.click()")
        assert (tab.run(IS_OPEN), tab.run(expanded)) == (False, "false")


def test_what_a_screen_reader_is_told(tab: Chromium, served: str) -> None:
    tab.open(urljoin(served, "derivation/substitution/"))
    expand(tab, LINE)
    root = tab.send("DOM.getDocument")["root"]["nodeId"]

    def named(role: str) -> list[str]:
        nodes = tab.send("Accessibility.queryAXTree", nodeId=root, role=role)["nodes"]
        return [node["name"]["value"] for node in nodes]

    assert named("menu") == ["Copy substitution-weight, line 4"]
    assert named("menuitem") == [*NAMES.values(), "All forms…"]
    assert all(named("button"))
    assert {"Cite substitution-weight", "Line 4 of substitution-weight: proved"} <= {
        *named("button")
    }
    assert tab.run(f"document.querySelector('{LINE}').getAttribute('aria-haspopup')") == "menu"


def test_without_a_record_or_scripts_it_is_a_link(tab: Chromium, served: str) -> None:
    record = urljoin(served, "equation/loss-by-weight/")
    tab.open(urljoin(served, "derivation/chain-rule/"), scripts=False)
    href = tab.run(f"document.querySelector('{WEIGHT}').href")
    assert href == f"{record}#cite"
    assert tab.run("document.querySelectorAll('.lr-menu, [aria-haspopup]').length") == 0
    tab.open(urljoin(served, "derivation/chain-rule/"))
    tab.run("void (window.fetch = () => Promise.reject(new Error('offline')))")
    expand(tab, WEIGHT)
    tab.arrive(href)
    assert tab.run("document.getElementById('cite') !== null")


# How it looks

# Opens every menu of a page, where it stands low and high in the window; gives what is out of sight
# and what is too small for a thumb.
MENUS = """(async () => {
  const wrong = [];
  const menu = document.querySelector(".lr-menu");
  const press = (on, key) => on.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  for (const block of ["start", "end", "center"]) {
    for (const link of document.querySelectorAll(".lr-cite, .lr-number")) {
      link.scrollIntoView({block});
      press(link, "ArrowDown");
      const {left, top, right, bottom} = menu.getBoundingClientRect();
      if (!right || left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
        wrong.push([link.href, block]);
      }
      press(document.activeElement, "Escape");
      const at = link.getBoundingClientRect();
      const x = at.left + at.width / 2, y = at.top + at.height / 2;
      for (const by of block === "center" ? [-20, 20] : []) {
        if (!link.contains(document.elementFromPoint(x, y + by))) wrong.push([link.href, by]);
      }
    }
  }
  press(document.querySelector(".lr-cite"), "ArrowDown");
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  return [...wrong, ...items.filter((item) => item.offsetHeight < 44).map(String)];
})()"""


IN_SIGHT = """(() => {
  const [box, item] = [document.querySelector(".lr-menu"), document.activeElement]
    .map((part) => part.getBoundingClientRect());
  return box.height < 300 && box.top <= item.top + 1 && item.bottom <= box.bottom + 1;
})()"""


def test_every_menu_is_in_sight_on_a_phone(tab: Chromium, served: str) -> None:
    tab.open(urljoin(served, "derivation/substitution/"), width=360)
    assert tab.run(MENUS) == []
    assert tab.run("document.documentElement.scrollWidth") <= 360
    # In a low window the menu scrolls, to the item that is focused.
    tab.resize(360, 300)
    tab.press("Escape")
    for key in ("ArrowUp", "ArrowDown"):
        expand(tab, LINE, key)
        assert tab.run(IN_SIGHT), key
        tab.press("Escape")
    expand(tab, LINE)
    tab.send("Emulation.setEmulatedMedia", media="print")
    shown = "['.lr-menu', '.lr-cite'].map((name) => document.querySelector(name).offsetHeight)"
    hidden = tab.run(shown)
    tab.send("Emulation.setEmulatedMedia", media="")
    assert min(tab.run(shown)) > 0
    assert hidden == [0, 0]


# The note about another version

NOTE = "document.querySelector('article > .lr-version')"
LEADS = f"{NOTE} && [...{NOTE}.querySelectorAll('a')].map((link) => link.href)"


def test_a_link_of_another_version_is_told(browser: Chromium, served: str) -> None:
    page = "equation/substitution-weight/"
    browser.open(f"{served}{page}?v=0.0.9#substitution-weight-4")
    told = f"This link was made for version 0.0.9. This is version {__version__}."
    assert browser.run(f"{NOTE}.textContent").startswith(told)
    old, new = f"{served}0.0.9/{page}#substitution-weight-4", f"{served}{page}?v=0.0.9#history"
    assert browser.run(LEADS) == [old, new]
    assert browser.run("location.search") == "?v=0.0.9"

    def leads(place: str) -> list[str] | None:
        """Where the note leads if the page stands elsewhere."""
        found: list[str] | None = browser.run(
            f"new Promise((done) => {{{NOTE}?.remove(); history.replaceState(null, '', '{place}');"
            "const script = document.createElement('script'); document.body.append(script);"
            f"script.onload = () => done({LEADS});"
            f"script.src = '{served}assets/lrproof/version.js'}})"
        )
        return found

    # Nothing is said of the version that is shown, nor of what is none.
    for made in (__version__, "", "1/../x", "1<b>", "x1", "1" * 99):
        assert leads(f"/{page}?v={made}") is None, made
    # An old copy leads to the newest pages, and to other copies beside it.
    newest = f"{served}{page}"
    assert leads(f"/{__version__}/{page}?v={__version__}") == [newest]
    new = f"{served}{__version__}/{page}?v=9.0rc1#history"
    assert leads(f"/{__version__}/{page}?v=9.0rc1") == [f"{served}9.0rc1/{page}", newest, new]
    assert f"{served}lr/2/{page}" in (leads(f"/lr/{page}?v=2") or ())
