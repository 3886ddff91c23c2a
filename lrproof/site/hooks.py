"""What MkDocs does before, around and after the pages."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.utils import CountHandler, write_file

if TYPE_CHECKING:
    from typing import Any

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

FONT = "assets/lrproof/math.woff2"

_package = Path(__file__).resolve().parent.parent
_loaded: dict[Path, int] = {}
_points: set[int] = set()
_serve: dict[str, str] = {}

log = logging.getLogger("mkdocs.plugins.lrproof")
_warned = CountHandler(level=logging.WARNING)
log.addHandler(_warned)


def on_startup(command: str, **_: Any) -> None:
    """Notes whether the site is served: only then pages are kept from build to build."""
    _serve.clear()
    if command == "serve":
        _serve["around"] = ""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Forgets modules whose source has changed since the last build, and the last build's pages."""
    stamps = {path: path.stat().st_mtime_ns for path in _package.rglob("*.py")}
    if _loaded and stamps != _loaded:
        for name in [name for name in sys.modules if name.partition(".")[0] == _package.name]:
            del sys.modules[name]
    _loaded.clear()
    _loaded.update(stamps)

    # With --quiet a strict build would not hear its own warnings, and pass.
    if config.strict and log.getEffectiveLevel() > logging.WARNING:
        logging.getLogger("mkdocs").setLevel(logging.WARNING)

    from mkdocs.exceptions import PluginError

    from lrproof import __version__
    from lrproof.citation import address
    from lrproof.site.book import open_book

    open_book.cache_clear()
    _points.clear()
    _warned.counts.clear()
    options = config.mdx_configs.setdefault("lrproof.site.markdown", {})
    options["docs"] = config.docs_dir
    config.extra.setdefault("lrproof", {})["version"] = __version__
    try:
        home = address()
    except ValueError as error:
        raise PluginError(str(error)) from None
    config.site_url = config.site_url or home
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a page for each equation, also for those that were retired."""
    from lrproof.site.book import open_book
    from lrproof.site.records.pages import add

    book = open_book(Path(config.docs_dir))
    book.site = config.site_url or book.site
    add(files, book, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Reads which pages each page needs, and dates all pages by the commit, not by the build."""
    from mkdocs.utils.meta import get_data

    from lrproof.site.book import open_book
    from lrproof.site.meta import changed
    from lrproof.site.path import Stop, problems
    from lrproof.site.served import around

    book = open_book(Path(config.docs_dir))
    day = changed(book)
    for file in files.documentation_pages():
        if file.page and day:
            file.page.update_date = day
    for page in nav.pages:
        front = get_data(page.file.content_string)[1]
        needs = front.get("needs") or []
        parts = ["", *(section.title or "" for section in page.ancestors)]
        book.path[page.file.src_uri] = Stop(
            page.title or page.file.name, parts[-1], [needs] if isinstance(needs, str) else needs
        )
    for source, message in problems(book.path):
        log.warning("%s: %s", source, message)
    if _serve:
        _serve["around"] = around(config, files, book)


def on_pre_page(page: Page, **_: Any) -> Page:
    """Lets a page that is served be converted only where it must be."""
    from lrproof.site.served import convert

    if _serve:
        page.render = partial(convert, page, _serve["around"])  # type: ignore[method-assign]
    return page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Says below the title of a page what it needs, what comes next, and how to cite it."""
    from lrproof.site.additions import completed
    from lrproof.site.book import open_book

    book = open_book(Path(config.docs_dir))
    return completed(markdown, page.file.src_uri, book, config.extra["lrproof"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Makes the theme's HTML valid, and what is served be made anew only where it must."""
    from lrproof.site import served

    env.template_class = served.Template
    if _serve:
        _serve["frame"] = served.frame(_serve["around"], config, files)
    return env


@event_priority(1)
def _before_search(
    context: TemplateContext, /, page: Page, config: MkDocsConfig, **_: Any
) -> TemplateContext:
    """Gives the search less to read."""
    from lrproof.site.searched import shortened
    from lrproof.site.served import shown

    whole, made = page.content or "", shown(page, _serve.get("frame"), config)
    page.content = "" if made.output else shortened(whole)
    return {**context, "whole": whole, "shown": made}  # type: ignore[typeddict-unknown-key]


def _after_search(
    context: TemplateContext, /, page: Page, config: MkDocsConfig, **_: Any
) -> TemplateContext:
    """Gives the theme what the head of a page says, and writes what sites read that show a link."""
    from lrproof.site.book import open_book
    from lrproof.site.meta import describe, embedding
    from lrproof.site.searched import unmarked

    page.content = unmarked(context.pop("whole"))  # type: ignore[typeddict-item]
    said = describe(page, open_book(Path(config.docs_dir)), config)
    written = embedding(said, config.site_name, config.site_url or "")
    beside = Path(config.site_dir, page.file.dest_uri).with_name("oembed.json")
    write_file(written.encode(), str(beside))
    context["shown"].searched(config)  # type: ignore[typeddict-item]
    return {**context, "said": said}  # type: ignore[typeddict-unknown-key]


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output: str, **_: Any) -> None:
    """Notes which characters the font must have."""
    from lrproof.site.font import characters

    _points.update(characters(output))


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the font, and what machines read, the previews, the downloads and the feed."""
    from lrproof.site import cards, downloads, feed
    from lrproof.site.book import open_book
    from lrproof.site.font import cut
    from lrproof.site.machines import write

    # The build ends here, and nobody will see the pages.
    if config.strict and _warned.counts:
        return
    book, site = open_book(Path(config.docs_dir)), Path(config.site_dir)
    font = cut(_points, book.cache)
    write_file(font, str(site / FONT))
    log.debug("%d characters, %d bytes", len(_points), len(font))
    # What is wrong on a page is said already; nothing is made of it.
    if _warned.counts:
        return
    write(book, site, config.site_description or "")
    cards.write(book, site)
    if config.extra["lrproof"].get("downloads", True):
        downloads.write(book, site)
    feed.write(book, site, config.site_name)
