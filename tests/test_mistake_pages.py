"""Every mistake has a page, and what the page calls wrong is refuted."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrproof.catalogue import MISTAKE, Entry, judge, problem, scan
from lrproof.evidence import Verdict, shown
from lrproof.explain import explain
from lrproof.mistakes import MISTAKES

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = DOCS / "mistakes"
BOOK = scan(DOCS)
PAGES = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.md") if path.stem != "index"}


def entry(folder: Path, tex: str, setting: str = "feature") -> Entry:
    """A page with one mistake, read."""
    text = f"# A page\n\n/// setting | {setting}\n///\n\n/// mistake | flipped-sign\n{tex}\n///\n"
    (folder / "page.md").write_text(text, encoding="utf-8")
    found = scan(folder)
    assert not found.entries
    assert not found.problems
    return found.mistakes["flipped-sign"]


def test_every_mistake_has_a_page_in_the_navigation_and_in_the_list() -> None:
    assert PAGES.keys() == MISTAKES.keys()
    assert not BOOK.problems
    navigation = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    listed = (FOLDER / "index.md").read_text(encoding="utf-8")
    for name, mistake in MISTAKES.items():
        assert navigation.count(f"- mistakes/{name}.md\n") == 1, name
        assert listed.count(f"- [{mistake.title}]({name}.md): ") == 1, name


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_short_and_names_what_is_wrong_first(name: str) -> None:
    front, _, text = PAGES[name].removeprefix("---\n").partition("\n---\n")
    assert 60 < len(front.removeprefix("description: ")) < 200
    assert text.startswith(f"\n# {MISTAKES[name].title}\n")
    assert 110 <= len(text.split()) <= 420
    for block in text.split("/// mistake | ")[1:]:
        assert block.partition("\n")[0] == name
    if name in BOOK.mistakes:
        assert text.index("/// mistake | ") < text.index("/// again | ")
    for twin in MISTAKES[name].twins:
        assert f"]({twin}.md)" in text.partition("\n## Looks the same\n")[2], twin


@pytest.mark.parametrize("name", BOOK.mistakes)
def test_what_is_called_wrong_is_refuted_with_small_numbers_and_known_again(name: str) -> None:
    mistake = BOOK.mistakes[name]
    assert (mistake.kind, mistake.checker, mistake.page) == (MISTAKE, "", f"mistakes/{name}.md")
    for seed in range(5):
        evidence = judge(mistake, seed=seed)
        assert evidence.verdict is Verdict.REFUTED
        assert problem(mistake, evidence) is None
    found = explain(mistake.reading, mistake.reading.relations[0], mistake.setting)
    assert found.before is not None
    assert found.after is not None
    assert shown(found.before) != shown(found.after)
    assert len(found.where) < 100
    assert name in found.mistakes[:2]


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\frac{\partial L}{\partial w} = (f-y)\,x", "is proved"),
        (r"\frac{\partial L}{\partial b} \ge -1", "is agrees"),
        (r"L = \foo", "is unread"),
        (r"\ln(-e^{z}) = 1", "is inapplicable"),
    ],
)
def test_what_is_not_refuted_stops_the_build(tex: str, words: str, tmp_path: Path) -> None:
    found = entry(tmp_path, tex)
    said = str(problem(found, judge(found, seed=1)))
    assert said.startswith("page.md:")
    assert f": flipped-sign: a mistake must be refuted, and this {words}" in said


def test_a_mistake_may_bear_the_name_of_an_equation(tmp_path: Path) -> None:
    text = "/// setting | feature\n///\n\n"
    for kind in ("equation", "mistake", "mistake"):
        text += f"/// {kind} | flipped-sign\n\\frac{{\\partial L}}{{\\partial b}} = f+y\n///\n\n"
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    found = scan(tmp_path)
    assert list(found.entries) == list(found.mistakes) == ["flipped-sign"]
    assert [str(problem) for problem in found.problems] == [
        "page.md:12: flipped-sign: this id stands twice: first at page.md:8"
    ]


def test_what_has_no_entry_or_no_page_stops_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes"
    folder.mkdir()
    for name in MISTAKES.keys() - {"log-ten"} | {"log-two"}:
        (folder / f"{name}.md").write_text("# A page\n", encoding="utf-8")
    block = "/// setting | feature\n///\n\n/// mistake | log-two\nL = 2\n///\n"
    (folder / "log-two.md").write_text(block, encoding="utf-8")
    assert [str(problem) for problem in scan(tmp_path).problems] == [
        "mistakes/log-two.md:4: log-two: no entry of lrproof.mistakes has this id",
        "mistakes/log-ten.md:1: log-ten: this entry of lrproof.mistakes has no page",
        "mistakes/log-two.md:1: log-two: no entry of lrproof.mistakes has the name of this page",
    ]
