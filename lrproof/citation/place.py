"""Where the site stands, and where the pages are that it is built from."""

from __future__ import annotations

import os
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

__all__ = ["UNSET", "VARIABLE", "address", "docs"]

UNSET = "https://lrproof.example/"
"""A reserved name that leads nowhere: nobody has said yet where the site stands."""
VARIABLE = "LRPROOF_SITE_URL"
_SITE = re.compile(r"https?://\w[\w.~:%/@&+,;=!-]*", re.ASCII)
_PACKAGE = Path(__file__).resolve().parent.parent


def address() -> str:
    """Where the site stands, with a slash at the end.

    The variable LRPROOF_SITE_URL says it, or else the project's address in the package.

    Raises:
        ValueError: What is said is no address.
    """
    if said := os.environ.get(VARIABLE):
        return checked(said)
    try:
        urls: list[str] = metadata("lrproof").get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    named = dict(url.split(", ", 1) for url in urls)
    return named.get("Documentation", UNSET).rstrip("/") + "/"


def checked(said: str) -> str:
    """An address of a site, with a slash at the end.

    Raises:
        ValueError: It is none that survives in Markdown and TeX, or other addresses cannot follow.

    Examples:
        >>> checked("https://example.org/lrproof")
        'https://example.org/lrproof/'
    """
    if not _SITE.fullmatch(said):
        msg = f"{said!r} is no address of a site, such as https://example.org/lrproof/"
        raise ValueError(msg)
    return said.rstrip("/") + "/"


def docs() -> Path:
    """The folder of the pages: beside the package in a copy of the repository, else within it."""
    beside = _PACKAGE.parent / "docs"
    return beside if (beside / "ids.txt").exists() else _PACKAGE / "_docs"
