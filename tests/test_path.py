"""The path through the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

DOCS = Path(__file__).parent.parent / "docs"
FIRST = "derivation/sigmoid.md"
PAGES = [
    path.relative_to(DOCS).as_posix()
    for part in ("derivation", "why", "beyond")
    for path in sorted((DOCS / part).glob("*.md"))
]


def needs(page: str) -> list[str]:
    """What a page says that it needs. That it can be walked, a strict build tests."""
    found = get_data((DOCS / page).read_text(encoding="utf-8"))[1].get("needs") or []
    return [found] if isinstance(found, str) else found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_but_the_first_needs_another(page: str) -> None:
    assert bool(needs(page)) == (page != FIRST)
    assert len(set(needs(page))) == len(needs(page))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_the_nearest_that_it_needs(page: str) -> None:
    below: set[str] = set()
    waiting = [further for need in needs(page) for further in needs(need)]
    while waiting:
        below.add(need := waiting.pop())
        waiting += needs(need)
    assert not below & set(needs(page))
