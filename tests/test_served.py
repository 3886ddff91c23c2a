"""A site that is served is made anew where something has changed that it is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from lrproof import catalogue
from lrproof.site import book, served
from tests.built import RIGHT, equation, project

PAGE = "docs/derivation/chain-rule.md"
BIAS = r"\frac{\partial L}{\partial b} = f - y"
CHANGES = (
    (PAGE, "# A page\n", "# A page\n\nAll lines move.\n", (0, 1, 1)),
    (PAGE, "f - y\n", "-y + f\n", (1, 4, 4)),
    ("theme/main.html", "{{ page.content }}", "The theme: {{ page.content }}", (0, 0, 4)),
    ("mkdocs.yml", "one page", "another name", (0, 4, 4)),
    ("docs/reference/how-it-is-checked.md", "# proved {", "# shown {", (0, 1, 4)),
)
"""In a file something takes the place of something; how many equations are then judged, how many
of the four pages are converted, and into how many the theme is filled."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts what is made."""
    counts: Counter[str] = Counter()

    def counted(holder: object, name: str) -> None:
        make: Callable[..., Any] = getattr(holder, name)

        def count(*given: Any) -> Any:
            counts[name] += 1
            return make(*given)

        monkeypatch.setattr(holder, name, count)

    monkeypatch.setattr(book, "_judged", {})
    counted(catalogue, "judge")
    counted(served, "_convert")
    counted(served, "tidy")
    return counts


def test_what_is_served_is_made_anew_only_where_something_has_changed(
    tmp_path: Path, made: Counter[str]
) -> None:
    text = equation("loss-by-weight", RIGHT) + equation("loss-by-bias", BIAS)
    settings = project(tmp_path, text)
    config = load_config(str(settings), strict=True)
    plugins = config.plugins
    plugins.on_startup(command="serve", dirty=False)
    build(config)
    for name, before, after, expected in CHANGES:
        file = tmp_path / name
        old = file.read_text(encoding="utf-8")
        assert before in old
        file.write_text(old.replace(before, after), encoding="utf-8")
        made.clear()
        build(load_config(str(settings), strict=True))
        # The map of the site is a template too.
        assert (made["judge"], made["_convert"], made["tidy"] - 1) == expected, name
        files = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*.*")}
    plugins.on_startup(command="build", dirty=False)
    made.clear()
    build(load_config(str(settings), strict=True))
    assert (made["judge"], made["_convert"], made["tidy"] - 1) == (0, 0, 4)
    assert files == {path: path.read_bytes() for path in (tmp_path / "site").rglob("*.*")}
