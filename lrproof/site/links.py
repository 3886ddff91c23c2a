"""Does everything that a built site leads to exist? Pages, anchors, files, and its own address."""

from __future__ import annotations

import html
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urljoin

__all__ = ["Page", "broken", "pages"]

_CODE = re.compile(r"<(code|pre|script|style)\b.*?</\1>", re.DOTALL)
_NO_TAGS = re.compile(r"(<(script|style)\b[^>]*>).*?</\2>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"""</?([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""")
_ATTRIBUTE = re.compile(r"""(?<=\s)([\w:-]+)=(?:"([^"]*)"|'([^']*)')""")
_LEADS = frozenset(("href", "src", "poster", "data-record"))
_NAMES = frozenset(("for", "list", "headers"))
_NAMES |= {f"aria-{name}" for name in ("controls", "describedby", "details", "labelledby", "owns")}
_ADDRESS = r"([\w./%~-]*)(?:\?[\w.=%-]*)?(?:#([\w.%-]+))?"
# Typst packs the drawings of a PDF, and leaves its links to be read.
_TEXTS = frozenset((".html", ".json", ".txt", ".xml", ".md", ".ipynb", ".pdf"))


class Page:
    """What stands in a page of HTML.

    Attributes:
        html: Its text.
        tags: The names of its elements, in order.
        ids: The ids in it, in order.
        links: The addresses to which it leads, and from which it loads.
        named: The ids of its own elements that labels and the like name.

    Examples:
        >>> page = Page('<a id="x" href="../y/#z" aria-describedby="v w"><b>1 &lt; 2</b></a>')
        >>> page.ids, page.links, page.named, page.text
        (['x'], ['../y/#z'], ['v', 'w'], '1 < 2')
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: list[str] = []
        for tag in _TAG.finditer(_NO_TAGS.sub(r"\1", html)):
            if tag[0].startswith("</"):
                continue
            self.tags.append(tag[1])
            for name, *values in _ATTRIBUTE.findall(tag[2]):
                self._note(name, values[0] or values[1])

    def _note(self, name: str, value: str) -> None:
        if name == "id":
            self.ids.append(value)
        elif name in _LEADS:
            self.links.append(html.unescape(value))
        elif name == "srcset":
            self.links += [each.split()[0] for each in value.split(",")]
        elif name in _NAMES:
            self.named += value.split()

    @cached_property
    def text(self) -> str:
        """Its text, without code."""
        return html.unescape(_TAG.sub("", _CODE.sub("", self.html)))


def pages(site: Path) -> dict[str, Page]:
    """Reads all pages of a site, by address: `derivation/loss/`, nothing for the first one."""
    found = sorted(site.rglob("*.html"))
    names = (path.relative_to(site).as_posix() for path in found)
    texts = (path.read_text(encoding="utf-8") for path in found)
    return {
        name.removesuffix("index.html"): Page(text) for name, text in zip(names, texts, strict=True)
    }


def broken(site: Path, base: str, read: Mapping[str, Page]) -> Iterator[str]:
    """Finds what leads nowhere.

    Links to other sites are not looked at. Whatever begins with the site's own address is, in
    pages, feeds, JSON and other texts, and so are the index of the search and `objects.inv`.

    Args:
        site: The folder of a built site.
        base: The address of the site, with a slash at the end.
        read: Its pages.

    Yields:
        A file of the site, and what it names that is not there.
    """
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids = {name: frozenset(page.ids) for name, page in read.items()}

    def leads(path: str, fragment: str) -> bool:
        path = unquote(path)
        if path not in ids:
            return path in there
        return not fragment or unquote(fragment) in ids[path]

    for name, page in read.items():
        for named in page.named:
            if named not in ids[name]:
                yield f"{name}: names the id {named}"
    for name, link in chain(_relative(read, base), _elsewhere(site)):
        address, _, fragment = urljoin(base + name, link).partition("#")
        path = address.partition("?")[0]
        if not path.startswith(base) or not leads(path.removeprefix(base), fragment):
            yield f"{name}: {link}"
    own = re.compile(re.escape(base) + _ADDRESS)
    for name in sorted(there):
        if Path(name).suffix in _TEXTS:
            text = (site / name).read_text(encoding="utf-8", errors="replace")
            for path, fragment in sorted(set(own.findall(text))):
                if not leads(path.rstrip("."), fragment.rstrip(".")):
                    yield f"{name}: {base}{path}{fragment and '#'}{fragment}"


def _relative(read: Mapping[str, Page], base: str) -> Iterator[tuple[str, str]]:
    for name, page in read.items():
        for link in dict.fromkeys(page.links):
            if link.startswith(base) or not re.match(r"[a-z]+:|//", link):
                yield name, link


def _elsewhere(site: Path) -> Iterator[tuple[str, str]]:
    """Reads the addresses in the index of the search and in the inventory for other sites."""
    search = site / "search/search_index.json"
    if search.exists():
        for page in json.loads(search.read_text(encoding="utf-8"))["docs"]:
            yield "", page["location"]
    inventory = site / "objects.inv"
    if inventory.exists():
        packed = inventory.read_bytes().split(b"\n", 4)[4]
        for line in zlib.decompress(packed).decode().splitlines():
            name, _, _, place, _ = line.split(" ", 4)
            yield "", place.replace("$", name)
