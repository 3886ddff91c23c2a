"""What a page says about itself to search engines, and to those who show a link to it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import lrproof
from lrproof.citation import AUTHOR
from lrproof.records import TITLE, history, path
from lrproof.site import cards
from lrproof.site.commit import commit
from lrproof.site.records import pages
from lrproof.wording import plain

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from lrproof.catalogue import Entry
    from lrproof.records import Record
    from lrproof.site.book import Book

__all__ = ["Meta", "changed", "describe", "embedding"]

LICENSE = "https://spdx.org/licenses/BSD-3-Clause"
_SUBJECT = "Logistic regression"
_ANSWER, _MISTAKE = "Question and answer", "Common mistake"
_KINDS = {
    "derivation": "Derivation", "why": "Explanation", "beyond": "Explanation", "answers": _ANSWER,
    "mistakes": _MISTAKE, "equation": "Formula",
}  # fmt: skip
"""What there is to learn from the pages of a folder; the others are for reference."""
_NEW_TO_IT = ("derivation", "answers")
"""The folders whose pages need what a school teaches, and nothing else."""


@dataclass(frozen=True)
class Meta:
    """What the head of a page says.

    Attributes:
        title: Of the page, without the name of the site.
        description: One or two sentences, as plain text.
        address: Where the page stands for good.
        image: Address of the picture that a link to it shows.
        alt: What is to be seen there, in words.
        article: Whether it is a page to read, and not the way in.
        data: The same for search engines, as JSON that can stand in a script element.
        width: Of the picture, in dots.
        height: Of the picture, in dots.
    """

    title: str
    description: str
    address: str
    image: str
    alt: str
    article: bool
    data: str
    width: int = cards.WIDTH
    height: int = cards.HEIGHT

    @property
    def embedding(self) -> str:
        """Address of what other sites read that show a link to it."""
        return f"{self.address}oembed.json"


def describe(page: Page, book: Book, config: MkDocsConfig) -> Meta:
    """Says what the head of a page is to say."""
    site = config.site_url or ""
    record = book.records.get(PurePosixPath(page.url).name)
    if record and record.address != page.url:
        record = None
    heading = TITLE.search(page.markdown or "")
    title = pages.title(record) if record else heading[1] if heading else str(page.title)
    description = " ".join(str(page.meta.get("description") or config.site_description).split())
    shown, name = cards.common(book), cards.SITE
    if record and record.history:
        shown, name = cards.card(record, book), cards.name(record)
    image = f"{site}{cards.FOLDER}/{name}.png"
    address = page.canonical_url or site
    data = {
        "@context": "https://schema.org",
        "name": title,
        "description": description,
        "url": address,
        "image": image,
        "inLanguage": "en",
        "license": LICENSE,
        "author": {"@type": "Organization", "name": AUTHOR},
        "version": lrproof.__version__,
        **_kind(page, title, site, config.site_name),
    }
    source = page.file.src_uri
    entries = [
        entry
        for entry in book.entries.values()
        if entry.page == source or book.mentions.get(entry.id, {}).get(source)
    ]
    if record:
        data |= _history(record, book, site)
        entries = [record.entry] if record.entry else entries
    if "learningResourceType" in data:
        data["about"] = _about(entries, site)
    said = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return Meta(title, description, address, image, shown.alt, not page.is_homepage, said)


def _kind(page: Page, title: str, site: str, name: str) -> dict[str, Any]:
    """Says which kind of work a page is."""
    whole = {"@type": "WebSite", "name": name, "url": site}
    if page.is_homepage:
        return {"@type": "WebSite", "name": name, "alternateName": title}
    folder = page.url.partition("/")[0]
    if folder not in _KINDS:
        api = page.url.startswith("reference/api/")
        return {"@type": "APIReference" if api else "TechArticle", "headline": title,
                "isPartOf": whole}  # fmt: skip
    if page.is_index:
        return {"@type": "CollectionPage", "headline": title, "isPartOf": whole}
    level = {"educationalLevel": "beginner"} if folder in _NEW_TO_IT else {}
    return {
        "@type": ["LearningResource", "Article"],
        "headline": title,
        "learningResourceType": _KINDS[folder],
        "teaches": title,
        "isAccessibleForFree": True,
        "isPartOf": whole,
        **level,
    }


def _history(record: Record, book: Book, site: str) -> dict[str, Any]:
    """Says what is known of a permanent id."""
    said: dict[str, Any] = {"identifier": record.id}
    if record.history:
        said["datePublished"] = record.history[0].date.isoformat()
        said["dateModified"] = record.history[-1].date.isoformat()
    if premises := book.premises.get(record.id) if record.kind == "equation" else ():
        said["isBasedOn"] = [f"{site}{path('equation', name)}/" for name in premises]
    return said


def _about(entries: list[Entry], site: str) -> list[dict[str, str]]:
    """Names the subject, and the quantities of some equations."""
    meanings = {
        quantity.meaning: plain(quantity.tex)
        for entry in entries
        for quantity in entry.setting.symbols
        if quantity.name in entry.used
    }
    notation = f"{site}reference/notation/"
    slopes = any(re.search(r"\\(partial|nabla)\b", entry.tex) for entry in entries)
    return [
        *({"@type": "Thing", "name": name} for name in (_SUBJECT, "Gradient")[: 1 + slopes]),
        *(
            {"@type": "DefinedTerm", "name": meaning, "termCode": symbol,
             "inDefinedTermSet": notation}
            for meaning, symbol in meanings.items()
        ),
    ]  # fmt: skip


def embedding(meta: Meta, name: str, site: str) -> str:
    """Writes what a site reads that shows a link to a page: an oEmbed answer, as JSON."""
    said = {
        "version": "1.0",
        "type": "link",
        "title": meta.title,
        "author_name": AUTHOR,
        "author_url": site,
        "provider_name": name,
        "provider_url": site,
        "thumbnail_url": meta.image,
        "thumbnail_width": cards.WIDTH,
        "thumbnail_height": cards.HEIGHT,
    }
    return json.dumps(said, ensure_ascii=False) + "\n"


def changed(book: Book) -> str:
    """Gives the day of the commit, or else that of the last event in the list of ids, if any."""
    last = max((event.date.isoformat() for event in history(book.records)), default="")
    return commit().date[:10] or last
