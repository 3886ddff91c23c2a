"""While the site is served, a page is made anew only if something that it is made from has changed.

It is kept in this process alone, so what is published is always made from the beginning. When code
changes, a hook has this module loaded afresh.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.utils import CountHandler

from lrproof.site.markup import tidy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from lrproof.site.book import Book

__all__ = ["Shown", "Template", "around", "convert", "frame", "shown"]

Call = tuple[int, tuple[Any, ...], dict[str, Any]]
"""Which method was called, and with what."""


@dataclass(frozen=True)
class _Converted:
    """What the conversion of a page gave.

    Attributes:
        key: A digest of all that it was made from.
        found: What it set on the page.
        anchors: The anchors to which it leads, by the sources of their pages.
        told: What it told plugins.
    """

    key: str
    found: dict[str, Any]
    anchors: dict[str, dict[str, str]]
    told: list[Call]


@dataclass
class Shown:
    """What the theme made of a page.

    Attributes:
        key: A digest of all that it was made from.
        output: The finished HTML; empty until it is made.
        entries: What the search keeps of it.
        before: How many entries the search had before.
    """

    key: str
    output: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)
    before: int = 0

    def searched(self, config: MkDocsConfig) -> None:
        """Notes what the search has found, or tells it what it would have found."""
        index = _index(config)
        if self.output:
            index += self.entries
        else:
            self.entries = index[self.before :]


# Stands for a page, which belongs to one build.
_PAGE = object()
# By the sources of pages.
_converted: dict[str, _Converted] = {}
_shown: dict[str, Shown] = {}


def around(config: MkDocsConfig, files: Files, book: Book) -> str:
    """Gives a digest of all that the text of a page may depend on besides its Markdown and code."""
    path = config.config_file_path
    settings = Path(path).read_bytes() if path else b""
    sources = sorted((file.src_uri, file.inclusion.name) for file in files)
    return _digest(settings, config.docs_dir, config.site_url, sources, book.told)


def frame(text: str, config: MkDocsConfig, files: Files) -> str:
    """Gives a digest of all that may stand around a text: its own, the theme, and other pages."""
    folder = Path(config.theme.custom_dir or "")
    theme = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    pages = [file.page for file in files.documentation_pages() if file.page]
    return _digest(text, theme, [(page.url, page.title, page.meta) for page in pages])


def convert(page: Page, around: str, config: MkDocsConfig, files: Files) -> None:
    """Does what `Page.render` does, or what it did for the same page before.

    Args:
        page: A page with its Markdown.
        around: The digest of what it depends on besides.
        config: Of the build.
        files: Of the build.
    """
    source = page.file.src_uri
    key = _digest(around, page.markdown)
    kept = _converted.pop(source, None)
    if kept is None or kept.key != key:
        kept = _convert(page, key, config, files)
    else:
        _again(page, kept, config, files)
    if kept:
        _converted[source] = kept


def _convert(page: Page, key: str, config: MkDocsConfig, files: Files) -> _Converted | None:
    before = dict(vars(page))
    told: list[Call] = []
    with _heard() as warnings, ExitStack() as stack:
        for number, (listener, name) in enumerate(_listeners(config)):
            stack.enter_context(_noted(listener, name, number, told))
        type(page).render(page, config, files)
    # What is wrong is to be said with each build.
    if warnings.counts:
        return None
    found = {name: value for name, value in vars(page).items() if before.get(name) is not value}
    # A file belongs to one build, too.
    anchors = {file.src_uri: to for file, to in (found.pop("links_to_anchors", None) or {}).items()}
    told = [(n, tuple(_PAGE if a is page else a for a in given), named) for n, given, named in told]
    return _Converted(key, found, anchors, told)


def _again(page: Page, kept: _Converted, config: MkDocsConfig, files: Files) -> None:
    vars(page).update(kept.found)
    there = files.src_uris
    page.links_to_anchors = {there[source]: to for source, to in kept.anchors.items()}
    listeners = list(_listeners(config))
    for number, given, named in kept.told:
        listener, name = listeners[number]
        getattr(listener, name)(*(page if a is _PAGE else a for a in given), **named)


def _listeners(config: MkDocsConfig) -> Iterator[tuple[Any, str]]:
    """Names what plugins are told while a page is converted: objects, and their methods."""
    plugins: dict[str, Any] = config.plugins
    if "autorefs" in plugins:
        yield plugins["autorefs"], "register_anchor"
    if "mkdocstrings" in plugins:
        handlers = plugins["mkdocstrings"].handlers
        yield handlers, "get_handler"
        yield handlers.inventory, "register"


@contextmanager
def _noted(listener: Any, name: str, number: int, told: list[Call]) -> Iterator[None]:
    """Notes the calls of a method."""
    method = getattr(listener, name)

    def note(*given: Any, **named: Any) -> Any:
        told.append((number, given, named))
        return method(*given, **named)

    setattr(listener, name, note)
    try:
        yield
    finally:
        delattr(listener, name)


@contextmanager
def _heard() -> Iterator[CountHandler]:
    """Counts warnings."""
    counter, log = CountHandler(level=logging.WARNING), logging.getLogger("mkdocs")
    log.addHandler(counter)
    try:
        yield counter
    finally:
        log.removeHandler(counter)


def shown(page: Page, frame: str | None, config: MkDocsConfig) -> Shown:
    """Gives what the theme made of a page; it is empty if there is nothing, or nothing that holds.

    Args:
        page: The page with its text.
        frame: The digest of what stands around it; none where nothing is to be kept.
        config: Of the build.
    """
    if frame is None:
        return Shown("")
    # What a page says of itself in its head is in its Markdown, or in what stands around.
    key = _digest(frame, page.markdown, page.content, str(page.toc), page.update_date)
    made = _shown.get(page.file.src_uri)
    if made is None or made.key != key:
        made = _shown[page.file.src_uri] = Shown(key)
    made.before = len(_index(config))
    return made


def _index(config: MkDocsConfig) -> list[dict[str, Any]]:
    """The entries of the search; none if there is no search."""
    index = getattr(config.plugins.get("material/search"), "search_index", None)
    return index.entries if index else []


class Template(jinja2.Template):
    """A template of the theme that gives valid HTML, and is not filled for a finished page."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Gives the page."""
        made: Shown = dict(*args, **kwargs).get("shown") or Shown("")
        made.output = made.output or tidy(super().render(*args, **kwargs))
        return made.output


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
