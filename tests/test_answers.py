"""Every answer has the form of one: a question, two sentences, equations, three lines of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from doctest import DocTestParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.meta import get_data

from lrproof.catalogue import scan
from lrproof.mistakes import MISTAKES

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "docs" / "answers"
MISTAKE_PAGES = ROOT / "docs" / "mistakes"
PAGES = sorted(page.name for page in ANSWERS.glob("*.md") if page.name != "index.md")
IDS = scan(ROOT / "docs").entries.keys()

BOLD = re.compile(r"\*\*(?P<answer>[^*]+)\*\*\n", re.DOTALL)
MATHEMATICS = re.compile(r"\$[^$]+\$|`[^`]+`")
FENCE = re.compile(r"^```pycon\n(.*?)^```$", re.DOTALL | re.MULTILINE)
REFERENCE = re.compile(r"\]\(#([a-z0-9-]+)\)|^/// again \| ([a-z0-9-]+)$", re.MULTILINE)
MISTAKE = re.compile(r"^- \[(.+)\]\(\.\./mistakes/([a-z0-9-]+)\.md\)$", re.MULTILINE)
LINK = re.compile(r"^- \[(.+)\]\(([a-z0-9-]+\.md)\)$", re.MULTILINE)


def text(page: str) -> str:
    return str(get_data((ANSWERS / page).read_text(encoding="utf-8"))[0]).strip()


def question(page: str) -> str:
    return text(page).partition("\n")[0].removeprefix("# ")


def names(nav: Any) -> Iterator[str]:
    """The pages of a navigation, in its order."""
    if isinstance(nav, str):
        yield nav
    else:
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from names(part)


@pytest.mark.parametrize("page", PAGES)
def test_an_answer_has_its_form(page: str) -> None:
    title, _, rest = text(page).partition("\n\n")
    assert title.startswith("# ")
    assert title.endswith("?")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+\.md", page)

    bold = BOLD.match(rest)
    assert bold, "the answer comes first, in bold"
    plain = MATHEMATICS.sub("M", bold["answer"])
    assert len(re.findall(r"[.?!](?=\s|$)", plain)) == 2

    rests = {first or second for first, second in REFERENCE.findall(rest)}
    assert re.search(r"^/// again \| ", rest, re.MULTILINE)
    unknown = {name for name in rests if name not in IDS and name.rpartition("-")[0] not in IDS}
    assert not unknown

    (session,) = FENCE.findall(rest)
    examples = DocTestParser().get_examples(session)
    code = "".join(each.source for each in examples if "import " not in each.source)
    assert 1 <= len(code.splitlines()) <= 3
    assert any(each.want or each.source.startswith("assert ") for each in examples)

    assert re.findall(r"^## (.+)$", rest, re.MULTILINE) in (
        ["Why", "Three lines of code", "The whole story"],
        ["Why", "Three lines of code", "Not to be confused with", "The whole story"],
    )
    prose = re.sub(r"\(\S+?\)", "", FENCE.sub("", rest))
    assert 100 <= len(prose.split()) <= 300


@pytest.mark.parametrize("page", PAGES)
def test_an_answer_and_its_mistakes_lead_to_each_other(page: str) -> None:
    for title, name in MISTAKE.findall(text(page)):
        assert title == MISTAKES[name].title
        assert f"(../answers/{page})" in (MISTAKE_PAGES / f"{name}.md").read_text("utf-8"), name


@pytest.mark.parametrize("page", PAGES)
def test_an_answer_can_be_found_by_a_search(page: str) -> None:
    about = get_data((ANSWERS / page).read_text(encoding="utf-8"))[1]
    assert about.keys() == {"description"}
    assert 80 <= len(str(about["description"])) <= 200


def test_every_answer_is_in_the_list_and_in_the_navigation_once_in_one_order() -> None:
    listed = LINK.findall(text("index.md"))
    assert sorted(page for _, page in listed) == PAGES
    assert all(title == question(page) for title, page in listed)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = yaml.safe_load(config[config.index("\nnav:") : config.index("\nhooks:")])["nav"]
    found = [name for name in names(nav) if name.startswith("answers/")]
    assert found == ["answers/index.md", *(f"answers/{page}" for _, page in listed)]
